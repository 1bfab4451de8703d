import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream } from '#kernel/random.ts';
import { findCycle, inOrder, isMet, missingFor, type Linked } from './curriculum.ts';
import { drawItems } from './draw.ts';
import { oneOfEach } from './modules-for-tests.ts';

const ids = ['a', 'b', 'c', 'd', 'e'];
const anyModules = fc
  .array(fc.subarray(ids), { minLength: 5, maxLength: 5 })
  .map((lists) => lists.map((prerequisites, index): Linked => ({ moduleId: ids[index] ?? '', prerequisites, equivalents: [] })));

test('a circle is found exactly where no order exists, and then it is one', () => {
  fc.assert(
    fc.property(anyModules, (modules) => {
      const cycle = findCycle(modules);
      expect(cycle === null).toBe(
        permutations(modules).some((order) => order.every((module, at) => missing(module, order.slice(0, at)) === 0)),
      );
      if (cycle === null) return;
      expect(cycle[0]).toBe(cycle.at(-1));
      for (const [at, id] of cycle.slice(0, -1).entries())
        expect(modules.find((module) => module.moduleId === id)?.prerequisites).toContain(cycle[at + 1]);
    }),
    { numRuns: 40 },
  );
});

const missing = (module: Linked, before: readonly Linked[]): number =>
  module.prerequisites.filter((id) => !before.some((one) => one.moduleId === id)).length;
const permutations = (list: readonly Linked[]): Linked[][] =>
  list.length === 0 ? [[]] : list.flatMap((one, at) => permutations(list.toSpliced(at, 1)).map((rest) => [one, ...rest]));

test('in order: prerequisites first, nothing lost, otherwise as it was', () => {
  fc.assert(
    fc.property(anyModules, (modules) => {
      fc.pre(findCycle(modules) === null);
      const ordered = inOrder(modules);
      expect(ordered.toSorted((a, b) => (a.moduleId < b.moduleId ? -1 : 1))).toEqual(modules);
      for (const [at, module] of ordered.entries()) expect(missing(module, ordered.slice(0, at))).toBe(0);
    }),
  );
  const free = ids.map((moduleId) => ({ moduleId, prerequisites: [], equivalents: [] }));
  expect(inOrder(free)).toEqual(free);
});

test('an equivalent counts both ways and no further; a prerequisite that is gone holds nobody up', () => {
  const [a, b, c] = [
    { moduleId: 'a', prerequisites: [], equivalents: ['b'] },
    { moduleId: 'b', prerequisites: [], equivalents: ['c'] },
    { moduleId: 'c', prerequisites: ['a', 'gone'], equivalents: [] },
  ] as const;
  const all = [a, b, c];
  expect(isMet(a, all, new Set(['b']))).toBe(true);
  expect(isMet(b, all, new Set(['a']))).toBe(true);
  expect(isMet(a, all, new Set(['c']))).toBe(false);
  expect(missingFor(c, all, new Set(['b']))).toEqual([]);
  expect(missingFor(c, all, new Set())).toEqual(['a']);
});

test('a draw: as many as asked, none twice, from every task, new ones first, the same for the same seed', () => {
  const pool = Array.from({ length: 12 }, (_, n) => ({
    ...(oneOfEach[0] as (typeof oneOfEach)[number]),
    itemId: `i${n}`,
    task: `t${n % 3}`,
  }));
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 3, max: 12 }), (seed, count) => {
      const drawn = drawItems(pool, count, seed);
      expect(new Set(drawn.map((item) => item.itemId)).size).toBe(count);
      expect(new Set(drawn.map((item) => item.task)).size).toBe(3);
      expect(drawItems(pool, count, seed)).toEqual(drawn);
      const seen = drawn.slice(0, 6).map((item) => item.itemId);
      const again = drawItems(pool, 6, seed + 1, seen).filter((item) => seen.includes(item.itemId));
      expect(again.length).toBeLessThanOrEqual(seen.length === 6 ? 3 : 2);
    }),
  );
  expect(drawItems(pool, 99, 1)).toHaveLength(12);
  const random = randomStream(5);
  const firsts = new Set(Array.from({ length: 60 }, () => drawItems(pool, 3, Math.floor(random() * 1e9))[0]?.itemId));
  expect(firsts.size).toBeGreaterThan(8);
});
