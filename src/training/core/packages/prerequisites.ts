/*
 * Prerequisites of SCORM 1.2 in the language `aicc_script` (CMI001 4.5): items joined by & | ~ and brackets, `item = "status"`, `item <> "status"`, and
 * sets `n*{a, b, c}` of which n must be done.
 */
export type ItemStatus = 'passed' | 'completed' | 'failed' | 'incomplete' | 'not attempted';
type Statuses = (itemId: string) => ItemStatus;
type Script = (statuses: Statuses) => boolean;

const done = (status: ItemStatus): boolean => status === 'passed' || status === 'completed';
const letters: Readonly<Record<string, ItemStatus>> = { p: 'passed', c: 'completed', f: 'failed', i: 'incomplete', n: 'not attempted' };
const wordMax = 400;

/** The expression as a function of how far each item is; null when it is none of this language. */
export function readScript(text: string): Script | null {
  const tokens = tokensOf(text);
  if (tokens === null) return null;
  const reader = new Reader(tokens);
  const script = reader.either();
  return script !== null && reader.isAtEnd ? script : null;
}

function tokensOf(text: string): readonly string[] | null {
  const tokens = text.match(/"[^"]*"|<>|[&|~=(){},*]|[^\s"&|~=(){},*<>]+/g) ?? [];
  const isWhole = tokens.join('') === text.replace(/\s+(?=(?:[^"]*"[^"]*")*[^"]*$)/g, '');
  return isWhole && tokens.length > 0 && tokens.length <= wordMax ? tokens : null;
}

class Reader {
  readonly #tokens: readonly string[];
  #at = 0;
  #depth = 0;
  constructor(tokens: readonly string[]) {
    this.#tokens = tokens;
  }

  get isAtEnd(): boolean {
    return this.#at === this.#tokens.length;
  }

  either(): Script | null {
    return this.#joined(
      '|',
      () => this.#all(),
      (parts, statuses) => parts.some((one) => one(statuses)),
    );
  }

  #all(): Script | null {
    return this.#joined(
      '&',
      () => this.#one(),
      (parts, statuses) => parts.every((one) => one(statuses)),
    );
  }

  #joined(sign: string, read: () => Script | null, join: (parts: readonly Script[], statuses: Statuses) => boolean): Script | null {
    const parts: Script[] = [];
    do {
      const part = read();
      if (part === null) return null;
      parts.push(part);
    } while (this.#take(sign));
    return (statuses) => join(parts, statuses);
  }

  #one(): Script | null {
    if (++this.#depth > wordMax) return null;
    if (this.#take('~')) {
      const part = this.#one();
      return part && ((statuses) => !part(statuses));
    }
    if (this.#take('(')) {
      const part = this.either();
      return part !== null && this.#take(')') ? part : null;
    }
    const word = this.#word();
    if (word === null) return null;
    if (/^\d+$/.test(word) && this.#take('*')) return this.#set(Number(word));
    for (const sign of ['=', '<>'])
      if (this.#take(sign)) {
        const wanted = this.#status();
        return wanted && ((statuses) => (statuses(word) === wanted) === (sign === '='));
      }
    return (statuses) => done(statuses(word));
  }

  #set(count: number): Script | null {
    if (!this.#take('{')) return null;
    const parts: Script[] = [];
    do {
      const part = this.either();
      if (part === null) return null;
      parts.push(part);
    } while (this.#take(','));
    return this.#take('}') ? (statuses) => parts.filter((one) => one(statuses)).length >= count : null;
  }

  #status(): ItemStatus | null {
    const word = this.#word()?.replaceAll('"', '').trim().toLowerCase() ?? '';
    return letters[word[0] ?? ''] ?? null;
  }

  #word(): string | null {
    const token = this.#tokens[this.#at];
    if (token === undefined || /^([&|~=(){},*]|<>)$/.test(token)) return null;
    this.#at++;
    return token;
  }

  #take(sign: string): boolean {
    if (this.#tokens[this.#at] !== sign) return false;
    this.#at++;
    return true;
  }
}
