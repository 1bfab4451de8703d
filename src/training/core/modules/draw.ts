import { randomStream } from '#kernel/random.ts';
import { keyOf, type Question } from './question.ts';

/** The same seed gives the same order, on every machine (Fisher and Yates). */
export function shuffle<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let end = mixed.length - 1; end > 0; end--) {
    const other = Math.floor(random() * (end + 1));
    [mixed[end], mixed[other]] = [mixed[other] as T, mixed[end] as T];
  }
  return mixed;
}

/**
 * The items of one check: in turn from each task, so that none is left out while another has two; of a task, first those that
 * this learner has not seen, then those seen longest ago.
 * @param seen ids of items in earlier checks, oldest first
 */
export function drawItems(pool: readonly Question[], count: number, seed: number, seen: readonly string[] = []): Question[] {
  const random = randomStream(seed);
  const lastSeen = (question: Question): number => seen.lastIndexOf(question.itemId);
  const byTask = [...Map.groupBy(shuffle(pool, random), (question) => question.task).values()].map((items) =>
    items.toSorted((a, b) => lastSeen(a) - lastSeen(b)),
  );
  const turns = shuffle(byTask, random);
  const drawn: Question[] = [];
  for (let round = 0; drawn.length < Math.min(count, pool.length); round++)
    for (const items of turns) {
      const next = items[round];
      if (next && drawn.length < count) drawn.push(next);
    }
  return shuffle(drawn, random);
}

/** A seed for the order within one item: differs from item to item and from attempt to attempt, and can be found again. */
export const seedOf = (...parts: readonly string[]): number => Number.parseInt(keyOf(parts.join(' ')), 16) | 0;
