import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Module } from './module.ts';
import { oneOfEach } from './modules-for-tests.ts';
import { drawRecall, judgeRecall, recallItems } from './recall.ts';

const module: Module = {
  moduleId: 'm',
  title: 'M',
  summary: '',
  kind: 'module',
  roles: ['nurse'],
  minutes: 10,
  teaches: [{ competencyId: 'cpoe', level: 2 }],
  prerequisites: [],
  equivalents: [],
  passShare: 0.8,
  draw: 5,
  feedback: 'end',
  testOut: true,
  pages: [],
  pool: [...oneOfEach, { ...oneOfEach[0]!, itemId: 'another', task: 'mar' }],
};

test('each item of the task is as likely as any other, and no other is asked', () => {
  const counts = new Map<string, number>();
  const draws = 4000;
  for (let seed = 0; seed < draws; seed++)
    for (const { question } of drawRecall([module], 'cpoe', seed * 7919))
      counts.set(question.itemId, (counts.get(question.itemId) ?? 0) + 1);
  expect([...counts.keys()].toSorted()).toEqual(oneOfEach.map((one) => one.itemId).toSorted());
  const expected = (draws * recallItems) / oneOfEach.length;
  // Five standard deviations of a binomial count.
  for (const [, count] of counts) expect(Math.abs(count - expected)).toBeLessThan(5 * Math.sqrt(expected));
});

test('a draw is of different items, the same for the same seed, and as many as there are at most', () => {
  fc.assert(
    fc.property(fc.integer(), (seed) => {
      const ids = drawRecall([module], 'cpoe', seed).map((one) => one.question.itemId);
      expect(new Set(ids).size).toBe(recallItems);
      expect(drawRecall([module], 'cpoe', seed).map((one) => one.question.itemId)).toEqual(ids);
    }),
  );
  expect(drawRecall([{ ...module, pool: oneOfEach.slice(0, 2) }], 'cpoe', 1)).toHaveLength(2);
  expect(drawRecall([module], 'named-nowhere', 1)).toHaveLength(recallItems);
  expect(drawRecall([], 'cpoe', 1)).toEqual([]);
});

test('two of three are recalled; being sure and wrong costs no more than not knowing', () => {
  expect(judgeRecall([1, 1, 0], 3)).toMatchObject({ recalled: true });
  expect(judgeRecall([1, 0.5, 0], 3)).toMatchObject({ recalled: false });
  expect(judgeRecall([1, 1, -1], 3)).toEqual(judgeRecall([1, 1, 0], 3));
  expect(judgeRecall([], 0).recalled).toBe(false);
});
