import fc from 'fast-check';
import { expect, test } from 'vitest';
import { differenceOf } from './difference.ts';

const texts = fc.array(fc.constantFrom('a', 'b', 'c', ''), { minLength: 1, maxLength: 7 });

/** All ways to keep some lines of one text, by brute force; the longest that the other has in the same order. */
function longestKept(a: readonly string[], b: readonly string[]): number {
  let best = 0;
  for (let mask = 0; mask < 2 ** a.length; mask++) {
    const kept = a.filter((_, i) => mask & (1 << i));
    let from = 0;
    const fits = kept.every((line) => {
      const found = b.indexOf(line, from);
      from = found + 1;
      return found >= 0;
    });
    if (fits) best = Math.max(best, kept.length);
  }
  return best;
}

test('leads from the one text to the other, with as few changes as can be', () => {
  fc.assert(
    fc.property(texts, texts, (a, b) => {
      const lines = differenceOf(a.join('\n'), b.join('\n'));
      expect(lines.filter(({ kind }) => kind !== 'added').map(({ text }) => text)).toEqual(a);
      expect(lines.filter(({ kind }) => kind !== 'removed').map(({ text }) => text)).toEqual(b);
      expect(lines.filter(({ kind }) => kind === 'same')).toHaveLength(longestKept(a, b));
    }),
    { numRuns: 60 },
  );
});
