/** One learner's answer to one item, with how they did on the rest of the same check. */
export interface ItemAnswer {
  readonly points: number;
  /** Points of the other items of the check / their number. */
  readonly restShare: number;
  /** Keys that were chosen, for `single` and `multiple`. */
  readonly chosen: readonly string[];
}

export interface ItemStatistics {
  readonly n: number;
  /** Mean points: high is easy. Null below `suppressBelow`. */
  readonly difficulty: number | null;
  /** Corrected point-biserial: correlation of the item's points with those of the rest. Null where one of the two never varies. */
  readonly discrimination: number | null;
  /** Mean points of the upper 27% less those of the lower 27% (Kelley 1939), by the rest. */
  readonly upperLower: number | null;
  /** How many chose each choice. Null when suppressed. */
  readonly chosen: Readonly<Record<string, number>> | null;
  readonly verdict: Verdict;
}

export type Verdict = 'too-few' | 'fine' | 'too-easy' | 'too-hard' | 'does-not-tell-apart' | 'turns-the-wrong-way';

/** Below this many answers nothing is shown: it would say more of who answered than of the item. */
export const suppressBelow = 8;
const tail = 0.27;

export function itemStatistics(answers: readonly ItemAnswer[]): ItemStatistics {
  const n = answers.length;
  if (n < suppressBelow) return { n, difficulty: null, discrimination: null, upperLower: null, chosen: null, verdict: 'too-few' };
  const points = answers.map((answer) => Math.max(0, answer.points));
  const rests = answers.map((answer) => answer.restShare);
  const chosen: Record<string, number> = {};
  for (const key of answers.flatMap((answer) => answer.chosen)) chosen[key] = (chosen[key] ?? 0) + 1;
  const difficulty = mean(points);
  const discrimination = correlation(points, rests);
  return {
    n,
    difficulty,
    discrimination,
    upperLower: upperLower(points, rests),
    chosen,
    verdict: verdictOf(n, difficulty, discrimination),
  };
}

const mean = (list: readonly number[]): number => list.reduce((sum, one) => sum + one, 0) / list.length;

/** Pearson's, which is the point-biserial where points are 0 or 1. */
export function correlation(xs: readonly number[], ys: readonly number[]): number | null {
  const [mx, my] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  for (const [index, x] of xs.entries()) {
    const y = ys[index] ?? 0;
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  }
  return xx < 1e-12 || yy < 1e-12 ? null : xy / Math.sqrt(xx * yy);
}

/** Whoever shares the border's value counts in part, so that the order of equals does not matter. */
function upperLower(points: readonly number[], rests: readonly number[]): number | null {
  const size = rests.length * tail;
  const groups = [...Map.groupBy(points.keys(), (index) => rests[index] ?? 0)]
    .toSorted((a, b) => a[0] - b[0])
    .map(([, indexes]) => indexes);
  if (groups.length < 2) return null;
  const taken = (from: readonly (readonly number[])[]): number => {
    let [left, sum] = [size, 0];
    for (const indexes of from) {
      const weight = Math.min(left, indexes.length);
      sum += weight * mean(indexes.map((index) => points[index] ?? 0));
      left -= weight;
      if (left <= 0) break;
    }
    return sum / size;
  };
  return taken(groups.toReversed()) - taken(groups);
}

/** The upper end of the 80% interval of a correlation (Fisher 1921). */
export const upperEnd = (r: number, n: number): number =>
  Math.tanh(Math.atanh(Math.max(-0.999, Math.min(0.999, r))) + 1.2816 / Math.sqrt(n - 3));

/**
 * Borders as in classical item analysis (Ebel and Frisbie 1991): below 0.20 an item tells little apart, below 0 it misleads. It is said only
 * where the whole 80% interval lies below: a dozen answers turn a good item either way by chance.
 */
function verdictOf(n: number, difficulty: number, discrimination: number | null): Verdict {
  const highest = discrimination === null ? 0 : upperEnd(discrimination, n);
  if (discrimination !== null && highest < 0) return 'turns-the-wrong-way';
  if (difficulty > 0.95) return 'too-easy';
  if (difficulty < 0.3) return 'too-hard';
  return discrimination !== null && highest < 0.2 ? 'does-not-tell-apart' : 'fine';
}

/** Of whole items: how much needs looking at, the worst first. 0: nothing. */
export function troubleOf({ n, difficulty, discrimination, verdict }: ItemStatistics): number {
  if (difficulty === null) return 0;
  const hard = Math.max(0, 0.7 - difficulty);
  const isBlurred = verdict === 'turns-the-wrong-way' || verdict === 'does-not-tell-apart';
  const blurred = isBlurred ? Math.max(0, 0.2 - (discrimination ?? 0.2)) : 0;
  return (hard + 2 * blurred) * Math.sqrt(n);
}
