import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { starterSource } from '../exercise-files/starter.ts';
import { rehearsalBounds, Rehearsals } from './rehearsals.ts';

/** What an author's text may not do: end the process, hold up the next author, or be answered with anything but words. */
const day = { startDate: '2027-03-08' as const, timeZone: 'America/Chicago' };
const exerciseId = 'try-it';
const good = starterSource(exerciseId, 'Try it');
let rehearsals: Rehearsals;
beforeAll(() => {
  rehearsals = new Rehearsals(() => Promise.resolve(day), { ...rehearsalBounds, jobMsMax: 4000, memoryMibMax: 400 });
});
afterAll(() => rehearsals.close());

const check = (source: string) => rehearsals.run('check', { exerciseId, source });

test('what an author begins with can be published as it is', async () => {
  const { issues, verdicts } = await check(good);
  expect(issues).toEqual([]);
  expect(verdicts.map(({ run, holds }) => [run, holds])).toEqual([
    ['gold', true],
    ['empty', true],
    ['mutant', true],
    ['mutant', true],
  ]);
});

test.each([
  ['nothing', ''],
  ['no YAML', 'a: [b, {c'],
  ['another id', good.replace('id: try-it', 'id: nurse-transfusion')],
  ['deep nesting', '['.repeat(100_000)],
  ['deep nesting in a field', good.replace('minutes: 10', `minutes: ${'{a: '.repeat(20_000)}1${'}'.repeat(20_000)}`)],
  ['a giant file', good + '# x\n'.repeat(150_000)],
  [
    'aliases that grow',
    `a: &a [x,x,x,x,x,x,x,x,x]\n${'bcdefghi'
      .split('')
      .map((one, n) => `${one}: &${one} [${`*${'abcdefgh'[n]},`.repeat(9)}]`)
      .join('\n')}\n`,
  ],
  ['a key of objects', good.replace('tasks:', '__proto__: { polluted: true }\ntasks:')],
  ['a resource that is none', good.replace('{ measure: { what: hr, value: 88 } }', '{ create: { resourceType: Nothing, a: 1 } }')],
  ['templates that mean nothing', good.replace('value: 88', "value: '{{nobody}}'")],
  [
    'thousands of tasks',
    good.replace(
      /tasks:[\s\S]*?gold:/,
      `tasks:\n${'  - { id: a, text: a, phase: a, find: "1", hint: a, why: a, where: a }\n'.repeat(300)}gold:`,
    ),
  ],
])('%s is told in words, line by line', async (_, source) => {
  const { issues } = await check(source);
  expect(issues.length).toBeGreaterThan(0);
  expect(issues.every(({ line, text }) => line >= 1 && line <= source.split('\n').length && text.length > 3)).toBe(true);
});

test('an expression without an end is given up, and the next author is served', async () => {
  const expression = `('${'a'.repeat(60)}b').matches('^(a+)+$')`;
  const asked = rehearsals.run('rehearse', { exerciseId, source: good, play: { run: 'gold' }, expression });
  const next = check(good);
  await expect(asked).rejects.toMatchObject({ status: 422, code: 'takes-too-long' });
  expect((await next).issues).toEqual([]);
});

test('whatever is cut out of a file or put into it, the answer is words', async () => {
  const pieces = fc.constantFrom('', '\t', '- ', '{{', "'", '"', '&a', '*a', ': ', '|', '>', '\u0000', '[', '%trail', 'a'.repeat(5000));
  const edit = fc.record({ at: fc.nat(good.length), cut: fc.nat(40), put: pieces });
  await fc.assert(
    fc.asyncProperty(fc.array(edit, { minLength: 1, maxLength: 4 }), async (edits) => {
      const source = edits.reduce((text, { at, cut, put }) => text.slice(0, at) + put + text.slice(at + cut), good);
      const { issues, verdicts } = await check(source);
      const gold = verdicts.find(({ run }) => run === 'gold');
      expect(issues.length > 0 || gold?.holds === true).toBe(true);
    }),
    { numRuns: 60 },
  );
});
