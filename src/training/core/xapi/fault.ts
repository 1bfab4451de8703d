/** What is wrong with something that was sent. */
export interface Fault {
  /** JSON path (RFC 9535) of the value: `$.actor.mbox`, `$[3].verb`. Empty for what is no JSON: a header, a parameter. */
  readonly path: string;
  readonly text: string;
  /** Where the specification says so. */
  readonly clause: string;
}

/** Collects faults while it walks down a value; children share the list. */
export class Finder {
  readonly faults: Fault[];
  readonly path: string;

  constructor(path = '$', faults: Fault[] = []) {
    this.path = path;
    this.faults = faults;
  }

  at(key: string | number): Finder {
    const step = typeof key === 'number' ? `[${key}]` : /^[A-Za-z_]\w*$/.test(key) ? `.${key}` : `[${JSON.stringify(key)}]`;
    return new Finder(this.path + step, this.faults);
  }

  say(text: string, clause: string): void {
    this.faults.push({ path: this.path, text, clause });
  }
}
