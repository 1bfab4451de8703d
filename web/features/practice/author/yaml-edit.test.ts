import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { appendIn, moveIn, removeIn, setIn } from './yaml-edit.ts';

const file = `# ours
title: One   # short
minutes: 10
story: |
  First.

  Second.
tasks:
  # the first
  - { id: a, find: "x = 'y'", after: [b] }
  - id: b
    find: "%trail"
`;
interface File {
  title: string;
  minutes: number;
  story: string;
  tasks: { id: string; find: string; weight?: number }[];
}
const read = (text: string): File => parse(text) as File;

test('a value is replaced in its place: everything else stays, letter by letter', () => {
  expect(setIn(file, ['title'], 'Two')).toBe(file.replace('One', 'Two'));
  expect(setIn(file, ['minutes'], 12)).toBe(file.replace('10', '12'));
  expect(setIn(file, ['tasks', 1, 'find'], "Observation.where(code = 'a')")).toBe(
    file.replace('"%trail"', `"Observation.where(code = 'a')"`),
  );
});

test('whatever is typed comes back as it was typed, and remarks stay', () => {
  fc.assert(
    fc.property(
      fc.string(),
      fc.constantFrom<[string | number, ...(string | number)[]]>(['title'], ['tasks', 0, 'find'], ['tasks', 1, 'id']),
      (typed, path) => {
        fc.pre(!/[\r\u0085\u2028\u2029]/.test(typed));
        const text = setIn(file, path, typed);
        const found = path.reduce<unknown>((value, key) => (value as Record<string, unknown>)[key], read(text));
        const kept = typed.includes('\n') && !typed.endsWith('\n') ? `${typed}\n` : typed;
        expect([typed, kept]).toContain(found);
        expect(text).toContain('# ours');
        expect(text).toContain('# the first');
      },
    ),
  );
});

test('what is added, removed and moved leaves the others', () => {
  const added = appendIn(file, ['tasks'], { id: 'c', find: '1' });
  expect(read(added).tasks.map(({ id }) => id)).toEqual(['a', 'b', 'c']);
  expect(read(moveIn(added, ['tasks'], 2, 0)).tasks.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
  expect(read(removeIn(added, ['tasks', 0])).tasks.map(({ id }) => id)).toEqual(['b', 'c']);
  expect(read(setIn(file, ['tasks', 0, 'weight'], 2)).tasks[0]).toEqual({ id: 'a', find: "x = 'y'", after: ['b'], weight: 2 });
  expect(read(appendIn(file, ['events'], { id: 'e' }))).toMatchObject({ events: [{ id: 'e' }], story: 'First.\n\nSecond.\n' });
});

test('a file that can not be read is left alone', () => {
  for (const broken of ['a: [', '', '- x', '\tb: 1']) expect(setIn(broken, ['title'], 'x')).toBe(broken);
});
