/*
 * How hard the tasks of an exercise are, from what learners achieved: classical test theory. Difficulty is the mean of an item;
 * discrimination is its correlation with the mean of the other items (corrected item-total correlation).
 * Source: Allen & Yen, Introduction to Measurement Theory (1979), chapter 6.
 */

export interface ItemStatistics {
  /** Mean of what was achieved, 0 to 1. */
  readonly share: number;
  /** -1 to 1; null with fewer than `sampleMin` learners, or when the item or the rest is the same for everybody. */
  readonly discrimination: number | null;
}

/** Fewer say nothing about how an item tells learners apart. */
export const sampleMin = 5;

/** @param achieved one row per learner: 0 to 1 by item, all rows of the same length */
export function itemStatistics(achieved: readonly (readonly number[])[]): ItemStatistics[] {
  const items = achieved[0]?.length ?? 0;
  const totals = achieved.map((row) => row.reduce((sum, one) => sum + one, 0));
  return Array.from({ length: items }, (_, item) => {
    const own = achieved.map((row) => row[item] ?? 0);
    const rest = totals.map((total, learner) => total - (own[learner] ?? 0));
    return { share: mean(own), discrimination: achieved.length < sampleMin || items < 2 ? null : correlation(own, rest) };
  });
}

const mean = (numbers: readonly number[]): number => numbers.reduce((sum, one) => sum + one, 0) / numbers.length;

/** Pearson's; null where one of them does not vary. */
function correlation(a: readonly number[], b: readonly number[]): number | null {
  const [meanA, meanB] = [mean(a), mean(b)];
  let [both, ownA, ownB] = [0, 0, 0];
  for (const [n, one] of a.entries()) {
    const [x, y] = [one - meanA, (b[n] ?? 0) - meanB];
    both += x * y;
    ownA += x * x;
    ownB += y * y;
  }
  const scale = Math.sqrt(ownA * ownB);
  return scale < 1e-9 ? null : Math.max(-1, Math.min(1, both / scale));
}
