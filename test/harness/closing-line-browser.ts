import type { FullResult, Reporter, TestCase } from '@playwright/test/reporter';

/** How many tests of a run may need a second try: `SECOND_TRIES_MAX=2 npm run test:browser`. */
export const secondTriesMax = Number(process.env.SECOND_TRIES_MAX ?? 0);

/** The same plain closing line as the other suites. A test that needed a second try is named; too many of them fail the run. */
export default class ClosingLine implements Reporter {
  readonly #tests = new Set<TestCase>();

  onTestEnd(test: TestCase): void {
    this.#tests.add(test);
  }

  async onEnd(): Promise<{ status?: FullResult['status'] } | undefined> {
    const of = (outcome: ReturnType<TestCase['outcome']>): TestCase[] => [...this.#tests].filter((test) => test.outcome() === outcome);
    const [twice, skipped, failed] = [of('flaky'), of('skipped').length, of('unexpected').length + (this.#tests.size === 0 ? 1 : 0)];
    const tooMany = twice.length > secondTriesMax;
    for (const test of twice) {
      const why = test.results.find((result) => result.status !== 'passed')?.error?.message?.split('\n')[0] ?? '';
      console.log(`\nOnly at its second try: ${test.titlePath().slice(1).join(' › ')}: ${why}`);
    }
    if (tooMany) console.log(`\n${twice.length} tests needed a second try; ${secondTriesMax} may.`);
    const passed = of('expected').length + (tooMany ? 0 : twice.length);
    console.log(
      `\n${passed} passed, ${failed + (tooMany ? twice.length : 0)} failed${twice.length ? `, ${twice.length} of them at a second try` : ''}${skipped ? `, ${skipped} skipped` : ''}`,
    );
    return tooMany ? { status: 'failed' } : undefined;
  }
}
