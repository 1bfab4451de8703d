import type { PackageIssue } from './course.ts';
import type { XmlElement } from './xml.ts';

const issuesMax = 200;

/** Collects what is wrong with one file, in the order in which it was found. */
export class IssueList {
  readonly #file: string;
  readonly #issues: PackageIssue[] = [];

  constructor(file: string) {
    this.#file = file;
  }

  error(at: XmlElement | null, text: string): void {
    this.#add({ file: this.#file, line: at?.line ?? 0, text, severity: 'error' });
  }

  warning(at: XmlElement | null, text: string): void {
    this.#add({ file: this.#file, line: at?.line ?? 0, text, severity: 'warning' });
  }

  get hasErrors(): boolean {
    return this.#issues.some((one) => one.severity === 'error');
  }

  list(): readonly PackageIssue[] {
    return this.#issues;
  }

  #add(issue: PackageIssue): void {
    if (this.#issues.length < issuesMax) this.#issues.push(issue);
  }
}
