import { useState } from 'react';

export interface Draft<T> {
  /** What is to be shown: what was changed here, else what is kept. */
  readonly value: T;
  readonly set: (value: T) => void;
  /** There is something to save. */
  readonly changed: boolean;
  /** What is kept became another meanwhile, by somebody else: saving would replace it. */
  readonly overtaken: boolean;
  /** `value` is kept now: what was changed since stays. Say so once it has been read again. */
  readonly saved: (value: T) => void;
  readonly discard: () => void;
}

interface Changed<T> {
  readonly value: T;
  /** What was kept when the change began. */
  readonly from: T;
}

/** Something that is kept and being changed: it follows what is read anew until it is changed here, and then nothing that is read takes the change away. */
export function useDraft<T>(kept: T): Draft<T> {
  const [draft, setDraft] = useState<Changed<T> | null>(null);
  return {
    ...seen(kept, draft),
    set: (value) => setDraft((before) => ({ value, from: before ? before.from : kept })),
    saved: (value) => setDraft((before) => afterSaving(before, value)),
    discard: () => setDraft(null),
  };
}

/** What the person sees of a change on top of what is kept. */
export function seen<T>(kept: T, draft: Changed<T> | null): Pick<Draft<T>, 'value' | 'changed' | 'overtaken'> {
  if (draft === null) return { value: kept, changed: false, overtaken: false };
  const changed = !same(draft.value, kept);
  return { value: draft.value, changed, overtaken: changed && !same(draft.from, kept) };
}

/** The change that is left once `value` is kept. */
export function afterSaving<T>(draft: Changed<T> | null, value: T): Changed<T> | null {
  if (draft === null || same(draft.value, value)) return null;
  return { value: draft.value, from: value };
}

const same = (a: unknown, b: unknown): boolean => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);
