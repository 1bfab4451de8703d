import { ok, refuse, type Result } from '#kernel/result.ts';

/** The characters that a message declares in MSH-1 and MSH-2 (HL7 v2, 2.5.4). */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
}

/** One segment, cut into fields when first asked. Numbers are HL7's own, from 1. */
export class Segment {
  readonly id: string;
  readonly #text: string;
  readonly #delimiters: Delimiters;
  #fields: readonly string[] | null = null;

  constructor(text: string, delimiters: Delimiters) {
    this.id = text.slice(0, 3);
    this.#text = text;
    this.#delimiters = delimiters;
  }

  /** A field as it was sent, escapes and all; empty when it is not there. */
  raw(field: number): string {
    this.#fields ??= this.#text.split(this.#delimiters.field);
    // MSH-1 is the separator itself, so that MSH-2 is what follows the first one.
    const at = this.id === 'MSH' || this.id === 'FHS' || this.id === 'BHS' ? field - 1 : field;
    return at === 0 ? this.#delimiters.field : (this.#fields[at] ?? '');
  }

  /** The repetitions of a field; none when it is empty. */
  repetitions(field: number): readonly Repetition[] {
    const raw = this.raw(field);
    return raw === '' ? [] : raw.split(this.#delimiters.repetition).map((text) => new Repetition(text, this.#delimiters));
  }

  /** The decoded text of a component of the first repetition. The sent null `""` reads as empty. */
  text(field: number, component = 1, subcomponent = 1): string {
    return this.repetitions(field)[0]?.text(component, subcomponent) ?? '';
  }
}

export class Repetition {
  readonly #components: readonly string[];
  readonly #delimiters: Delimiters;

  constructor(text: string, delimiters: Delimiters) {
    this.#components = text.split(delimiters.component);
    this.#delimiters = delimiters;
  }

  text(component: number, subcomponent = 1): string {
    const part = this.#components[component - 1]?.split(this.#delimiters.subcomponent)[subcomponent - 1] ?? '';
    // NUL has no meaning in a message, and no database keeps it.
    return part === '""' ? '' : unescaped(part, this.#delimiters).replaceAll('\0', '').trim();
  }

  /** All components decoded, for a look at whatever was said. */
  words(): string[] {
    return this.#components.map((_, i) => this.text(i + 1));
  }
}

export interface Message {
  readonly segments: readonly Segment[];
  readonly delimiters: Delimiters;
  readonly first: (id: string) => Segment | null;
  readonly all: (id: string) => readonly Segment[];
}

const segmentsMax = 20_000;

/** Reads one message. Segments may end in `\r`, `\n` or both. */
export function parseMessage(text: string): Result<Message, 'not-hl7'> {
  const delimiters = delimitersOf(text);
  if (!delimiters) return refuse('not-hl7', 'The message does not begin with MSH and its four separators (MSH|^~\\&|…).');
  const segments: Segment[] = [];
  for (const line of text.split(/\r\n?|\n/)) {
    if (line.length < 3) continue;
    if (!/^[A-Z][A-Z0-9]{2}/.test(line) || (line.length > 3 && line[3] !== delimiters.field)) continue;
    segments.push(new Segment(line, delimiters));
    if (segments.length > segmentsMax) return refuse('not-hl7', `The message has more than ${segmentsMax} segments.`);
  }
  return ok({
    segments,
    delimiters,
    first: (id) => segments.find((segment) => segment.id === id) ?? null,
    all: (id) => segments.filter((segment) => segment.id === id),
  });
}

/** Null unless the text begins with MSH and separators that are all different. */
function delimitersOf(text: string): Delimiters | null {
  if (!text.startsWith('MSH')) return null;
  const field = text[3] ?? '';
  const declared = text.slice(4, text.indexOf(field, 4) < 0 ? 8 : text.indexOf(field, 4));
  const all = [field, ...declared.slice(0, 4).split('')];
  if (declared.length < 2 || declared.length > 5 || new Set(all).size !== all.length || all.some((one) => /[A-Za-z0-9\s]/.test(one)))
    return null;
  const [component = '^', repetition = '~', escape = '\\', subcomponent = '&'] = declared;
  return { field, component, repetition, escape, subcomponent };
}

/** HL7 v2, 2.7: delimiters, hexadecimal bytes (as UTF-8) and line breaks; highlighting and unknown escapes are dropped. */
function unescaped(text: string, delimiters: Delimiters): string {
  const mark = delimiters.escape;
  if (!text.includes(mark)) return text;
  let out = '';
  let at = 0;
  for (;;) {
    const open = text.indexOf(mark, at);
    const close = open < 0 ? -1 : text.indexOf(mark, open + 1);
    // An escape character without its partner stands for itself.
    if (close < 0) return out + text.slice(at);
    out += text.slice(at, open) + meaning(text.slice(open + 1, close), delimiters);
    at = close + 1;
  }
}

function meaning(code: string, delimiters: Delimiters): string {
  switch (code) {
    case 'F':
      return delimiters.field;
    case 'S':
      return delimiters.component;
    case 'T':
      return delimiters.subcomponent;
    case 'R':
      return delimiters.repetition;
    case 'E':
      return delimiters.escape;
    case '.br':
      return '\n';
    default:
      return /^X([0-9A-F]{2})+$/i.test(code) ? Buffer.from(code.slice(1), 'hex').toString('utf8') : '';
  }
}
