/** One thing that a reader found wrong. `error`: the row was left out. `warning`: it was read, under the stated assumption. */
export interface ReadIssue {
  readonly file: string;
  /** 1 = first line; 0 = the file as a whole. */
  readonly line: number;
  readonly column: string | null;
  readonly value: string;
  readonly reason: string;
  readonly severity: 'error' | 'warning';
}

const valueCharsMax = 120;

/** Collects a file's issues and stays small however bad the file is: past `issuesMax` it only counts. */
export class IssueLog {
  readonly #file: string;
  readonly #issuesMax: number;
  readonly #issues: ReadIssue[] = [];
  #more = 0;

  constructor(file: string, issuesMax = 1000) {
    this.#file = file;
    this.#issuesMax = issuesMax;
  }

  error(line: number, column: string | null, value: string, reason: string): void {
    this.#add({ file: this.#file, line, column, value, reason, severity: 'error' });
  }

  warning(line: number, column: string | null, value: string, reason: string): void {
    this.#add({ file: this.#file, line, column, value, reason, severity: 'warning' });
  }

  /** In order of line; the last entry says how many were left out. */
  list(): ReadIssue[] {
    const sorted = this.#issues.toSorted((a, b) => a.line - b.line);
    if (this.#more === 0) return sorted;
    const reason = `${this.#more} more problems are not listed. Mend the ones above and read the file again.`;
    return [...sorted, { file: this.#file, line: 0, column: null, value: '', reason, severity: 'error' }];
  }

  #add(issue: ReadIssue): void {
    // What concerns the whole file is never the one that is dropped.
    if (issue.line > 0 && this.#issues.length >= this.#issuesMax) this.#more += 1;
    else this.#issues.push({ ...issue, value: shown(issue.value) });
  }
}

/** Control characters would let a file write to the terminal that prints its issues. */
function shown(value: string): string {
  // oxlint-disable-next-line no-control-regex
  const clean = value.replaceAll(/[\u0000-\u001f\u007f-\u009f]+/g, ' ');
  return clean.length > valueCharsMax ? `${clean.slice(0, valueCharsMax)}…` : clean;
}
