import type { Reporter, TestCase, TestResult } from '@playwright/test/reporter';

/** The same plain closing line as the other suites; a retried test counts by its last result. */
export default class ClosingLine implements Reporter {
  readonly #last = new Map<string, TestResult['status']>();

  onTestEnd(test: TestCase, result: TestResult): void {
    this.#last.set(test.id, result.status);
  }

  onEnd(): void {
    const results = [...this.#last.values()];
    const passed = results.filter((status) => status === 'passed').length;
    const skipped = results.filter((status) => status === 'skipped').length;
    const failed = results.length - passed - skipped;
    console.log(`\n${passed} passed, ${failed + (results.length === 0 ? 1 : 0)} failed${skipped ? `, ${skipped} skipped` : ''}`);
  }
}
