/** An expected no: coded for machines, in plain words for the person, with what to do next. */
export interface Refusal<Code extends string = string> {
  readonly code: Code;
  readonly text: string;
}

export type Result<T, Code extends string = string> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly refusal: Refusal<Code> };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });

export const refuse = <Code extends string>(code: Code, text: string): { readonly ok: false; readonly refusal: Refusal<Code> } => ({
  ok: false,
  refusal: { code, text },
});
