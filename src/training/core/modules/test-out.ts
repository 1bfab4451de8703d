import { randomStream } from '#kernel/random.ts';
import { shuffle } from './draw.ts';
import { chanceOf } from './guess.ts';
import type { Module } from './module.ts';
import { afterAnswer, newItem, newLearner, standing, type Rating, type Standing } from './proficiency.ts';
import type { Question } from './question.ts';

/*
 * Testing out: items one at a time, until the bounds of what the answers say lie on one side of the level that the module teaches.
 */

/** What this module asks of its learners: the highest level that it teaches. */
export const levelOf = (module: Module): number => Math.max(1, ...module.teaches.map((one) => one.level));

/** Where somebody stands before the first item: the mean of their ratings in the tasks of the pool, as unsure as the least known of them. */
export function startingRating(module: Module, ratings: ReadonlyMap<string, Rating>): Rating {
  const tasks = [...new Set(module.pool.map((question) => question.task))];
  const known = tasks.map((task) => ratings.get(task) ?? newLearner);
  if (known.length === 0) return newLearner;
  return {
    mean: known.reduce((sum, rating) => sum + rating.mean, 0) / known.length,
    variance: Math.max(...known.map((rating) => rating.variance)),
    answers: Math.min(...known.map((rating) => rating.answers)),
  };
}

export interface TestOutAnswer {
  readonly question: Question;
  readonly points: number;
  readonly item: Rating;
}

export const ratingAfter = (start: Rating, answers: readonly TestOutAnswer[]): Rating =>
  answers.reduce((rating, { question, points, item }) => afterAnswer(rating, item, { points, chance: chanceOf(question) }).learner, start);

/** `cleared`: passed. `below`, or open with no item left: not this time. */
export const testOutStanding = (module: Module, rating: Rating): Standing => standing(rating, levelOf(module));

/** The item that tells most about somebody of this rating: the one whose difficulty is nearest. Null: none is left. */
export function nextItem(
  module: Module,
  asked: ReadonlySet<string>,
  rating: Rating,
  items: ReadonlyMap<string, Rating>,
  seed: number,
): Question | null {
  const left = shuffle(
    module.pool.filter((question) => !asked.has(question.itemId)),
    randomStream(seed),
  );
  const distance = (question: Question): number => Math.abs((items.get(question.itemId) ?? newItem).mean - rating.mean);
  return left.toSorted((a, b) => distance(a) - distance(b))[0] ?? null;
}
