import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lineDifferences, withContext } from './line-differences.ts';

const anyText = fc.array(fc.constantFrom('a', 'b', 'c', ''), { maxLength: 12 }).map((lines) => lines.join('\n'));

test('without what was added it is the old text, without what was removed the new one', () => {
  fc.assert(
    fc.property(anyText, anyText, (before, after) => {
      const lines = lineDifferences(before, after);
      const without = (kind: string): string =>
        lines
          .filter((line) => line.kind !== kind)
          .map((line) => line.text)
          .join('\n');
      expect(without('added')).toBe(before);
      expect(without('removed')).toBe(after);
    }),
  );
  expect(lineDifferences('a\nb\nc', 'a\nx\nc').map((line) => line.kind)).toEqual(['same', 'removed', 'added', 'same']);
});

test('only what is near a change is shown', () => {
  const lines = lineDifferences('1\n2\n3\n4\n5\n6\n7', '1\n2\n3\n4\n5\n6\nx');
  expect(withContext(lines, 1).map((line) => line?.text ?? '…')).toEqual(['6', '7', 'x']);
});
