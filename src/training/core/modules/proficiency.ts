/*
 * How well somebody does a task, from answers alone: Elo's rating in its Bayesian form (Glickman 1999; for learners Pelánek 2016).
 * Person and item each have a rating on one scale (log odds) with a variance; an answer moves both towards what happened, the less known
 * one further. Nothing is looked up: the same answers in the same order give the same ratings.
 */
export interface Rating {
  /** Log odds against an item of difficulty 0. */
  readonly mean: number;
  readonly variance: number;
  readonly answers: number;
}

/** Before the first answer: nobody is known, items lie about the middle. */
export const newLearner: Rating = { mean: 0, variance: 1.5, answers: 0 };
export const newItem: Rating = { mean: 0, variance: 0.6, answers: 0 };

/** Variance that a year without an answer adds to a learner: what was known may have been forgotten, or learned elsewhere. */
const driftPerDay = 1 / 365;

const logistic = (x: number): number => 1 / (1 + Math.exp(-x));

/** The chance of a right answer; never below `chance`, what guessing gives. */
export const expected = (learner: number, item: number, chance = 0): number => chance + (1 - chance) * logistic(learner - item);

export interface Answered {
  /** 0 to 1; points below nothing count as nothing. */
  readonly points: number;
  readonly chance: number;
}

/** One answer: both ratings after it. */
export function afterAnswer(learner: Rating, item: Rating, { points, chance }: Answered): { learner: Rating; item: Rating } {
  const outcome = Math.min(1, Math.max(0, points));
  const p = logistic(learner.mean - item.mean);
  const seen = chance + (1 - chance) * p;
  // First and second derivative of the log likelihood of outcome under seen, by the difference of the ratings.
  const slope = ((1 - chance) * p * (1 - p) * (outcome - seen)) / (seen * (1 - seen));
  const information = ((1 - chance) * p * (1 - p)) ** 2 / (seen * (1 - seen));
  return { learner: moved(learner, slope, information, item.variance), item: moved(item, -slope, information, learner.variance) };
}

/** What is unknown about the other side makes an answer tell less about this one. */
function moved(rating: Rating, slope: number, information: number, othersVariance: number): Rating {
  const told = 1 / (1 / Math.max(information, 1e-9) + othersVariance);
  const variance = 1 / (1 / rating.variance + told);
  const share = told / Math.max(information, 1e-9);
  return { mean: rating.mean + variance * slope * share, variance, answers: rating.answers + 1 };
}

export const afterDays = (rating: Rating, days: number): Rating => ({
  ...rating,
  variance: Math.min(newLearner.variance, rating.variance + Math.max(0, days) * driftPerDay),
});

/** One-sided 90%: the rating is above it with a chance of nine in ten. */
const oneSided = 1.2816;
export const lowerBound = (rating: Rating): number => rating.mean - oneSided * Math.sqrt(rating.variance);
export const upperBound = (rating: Rating): number => rating.mean + oneSided * Math.sqrt(rating.variance);

/** The chance of a right answer to a middling item without guessing, with its 80% interval. */
export const chances = (rating: Rating): { low: number; middle: number; high: number } => ({
  low: logistic(lowerBound(rating)),
  middle: logistic(rating.mean),
  high: logistic(upperBound(rating)),
});

/** Chance of a right answer that counts as able, by level: 1 with help, 2 alone, 3 able to show others. */
export const levelChances = [0.4, 0.55, 0.7] as const;
const answersMin = 5;

export type Standing = 'cleared' | 'below' | 'open';

/** Whether the bounds have settled which side of a level somebody is on. */
export function standing(rating: Rating, level: number): Standing {
  const wanted = levelChances[Math.min(levelChances.length, Math.max(1, level)) - 1] ?? levelChances[1];
  const { low, high } = chances(rating);
  if (rating.answers >= answersMin && low >= wanted) return 'cleared';
  return high < wanted ? 'below' : 'open';
}
