import type { Reporter, TestModule } from 'vitest/node';

/** Prints the plain line 'N passed, N failed' that gates read; a failed hook, file or global set-up counts as a failure. */
export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: string): void {
    let passed = 0;
    let failed = errors.length;
    let skipped = 0;
    for (const module of modules) {
      const before = failed;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === 'passed') passed++;
        else if (state === 'failed') failed++;
        else skipped++;
      }
      if (module.state() === 'failed' && failed === before) failed++;
    }
    if (reason === 'failed' && failed === 0) failed = 1;
    if (passed + failed === 0) failed = 1; // a run that found no test has not shown anything
    process.on('exit', () => console.log(`\n${passed} passed, ${failed} failed${skipped ? `, ${skipped} skipped` : ''}`));
  }
}
