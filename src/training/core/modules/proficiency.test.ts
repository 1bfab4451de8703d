import fc from 'fast-check';
import { expect, test } from 'vitest';
import { randomStream } from '#kernel/random.ts';
import { correlation } from './item-statistics.ts';
import { afterAnswer, afterDays, chances, expected, lowerBound, newItem, newLearner, standing, type Rating } from './proficiency.ts';

const answers = fc.array(fc.record({ points: fc.double({ min: 0, max: 1, noNaN: true }), chance: fc.constantFrom(0, 0.25, 0.5) }), {
  maxLength: 40,
});
const play = (list: readonly { points: number; chance: number }[], start: Rating = newLearner): Rating =>
  list.reduce((rating, answer) => afterAnswer(rating, newItem, answer).learner, start);

test('each answer makes it surer, a better one never lowers the rating more', () => {
  fc.assert(
    fc.property(answers, fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (list, one, other) => {
      const before = play(list);
      const [low, high] = [Math.min(one, other), Math.max(one, other)].map((points) =>
        afterAnswer(before, newItem, { points, chance: 0.25 }),
      );
      expect(low?.learner.variance).toBeLessThan(before.variance);
      expect(low?.learner.mean).toBeLessThanOrEqual(high?.learner.mean ?? 0);
      expect(high?.item.mean).toBeLessThanOrEqual(low?.item.mean ?? 0);
      expect(Number.isFinite(before.mean)).toBe(true);
    }),
  );
});

test('a right answer raises learner and lowers item; an expected answer moves neither', () => {
  const { learner, item } = afterAnswer(newLearner, newItem, { points: 1, chance: 0 });
  expect(learner.mean).toBeGreaterThan(0);
  expect(item.mean).toBeLessThan(0);
  const even = afterAnswer(newLearner, newItem, { points: expected(0, 0, 0.25), chance: 0.25 });
  expect([even.learner.mean, even.item.mean].map((mean) => Math.round(mean * 1e9))).toEqual([0, 0]);
});

test('simulated learners and items come out in their true order, and the interval covers as promised', () => {
  const random = randomStream(11);
  const normal = (): number => Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
  const skill = Array.from({ length: 200 }, () => normal() * Math.sqrt(newLearner.variance));
  const hardness = Array.from({ length: 40 }, () => normal() * Math.sqrt(newItem.variance));
  const learners = skill.map(() => newLearner);
  const items = hardness.map(() => newItem);
  for (let turn = 0; turn < 30; turn++)
    for (const [who, ability] of skill.entries()) {
      const which = Math.floor(random() * items.length);
      const points = random() < expected(ability, hardness[which] ?? 0, 0.25) ? 1 : 0;
      const after = afterAnswer(learners[who] ?? newLearner, items[which] ?? newItem, { points, chance: 0.25 });
      learners[who] = after.learner;
      items[which] = after.item;
    }
  expect(
    correlation(
      skill,
      learners.map((one) => one.mean),
    ),
  ).toBeGreaterThan(0.8);
  expect(
    correlation(
      hardness,
      items.map((one) => one.mean),
    ),
  ).toBeGreaterThan(0.9);
  const above = skill.filter((ability, who) => ability >= lowerBound(learners[who] ?? newLearner)).length;
  expect(above / skill.length).toBeGreaterThan(0.8); // nine in ten by design; 200 learners leave it room
});

test('time without an answer makes it unsurer, up to not knowing somebody at all', () => {
  const known = play(Array.from({ length: 20 }, () => ({ points: 1, chance: 0.25 })));
  expect(afterDays(known, 90).variance).toBeGreaterThan(known.variance);
  expect(afterDays(known, 1e6).variance).toBe(newLearner.variance);
  expect(afterDays(known, 90).mean).toBe(known.mean);
  expect(chances(afterDays(known, 90)).low).toBeLessThan(chances(known).low);
});

test('a level is cleared by its lower bound alone, never by a few lucky answers or by guessing', () => {
  const allRight = (count: number): Rating => play(Array.from({ length: count }, () => ({ points: 1, chance: 0.25 })));
  expect([4, 5, 6, 7].map((count) => standing(allRight(count), 1))).toEqual(['open', 'cleared', 'cleared', 'cleared']);
  expect([5, 6, 7].map((count) => standing(allRight(count), 2))).toEqual(['open', 'open', 'cleared']);
  const random = randomStream(3);
  let cleared = 0;
  for (let guesser = 0; guesser < 500; guesser++) {
    let rating = newLearner;
    for (let n = 0; n < 12 && standing(rating, 1) === 'open'; n++)
      rating = afterAnswer(rating, newItem, { points: random() < 0.25 ? 1 : 0, chance: 0.25 }).learner;
    if (standing(rating, 1) === 'cleared') cleared++;
  }
  expect(cleared).toBeLessThan(15);
});
