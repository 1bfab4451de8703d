/*
 * How much a place in a module or exercise is in people's way, in people: those who say so, and those whom the figures show. All weights
 * and borders are ours unless a source is named; each is a figure that one can argue with (docs/subsystems/repair-queue.md).
 */
export type Said = 'wrong' | 'unclear' | 'too-long' | 'does-not-fit' | 'good';

/** What one learner's word weighs, in people hindered. A mistake misleads those as well who do not notice it. */
export const wordWeight: Readonly<Record<Said, number>> = { wrong: 3, unclear: 2, 'does-not-fit': 2, 'too-long': 1, good: 0 };

/** Fewer people than this measure nothing: it would say more of who they were than of the place. */
export const measuredPeopleMin = 8;

const borders = {
  /** Mean points under which an item is in the way. */
  easeMin: 0.7,
  /** Ebel and Frisbie 1991: below this an item tells little apart. */
  discriminationMin: 0.2,
  /** One in ten leaves anywhere: a shift begins, a pager rings. */
  ordinaryLeaving: 0.1,
  /** Half as long again as planned is in the way of nobody; three times as long is in everybody's. */
  slowFrom: 1.5,
  slowWhole: 3,
} as const;

export interface Evidence {
  /** Learners by their gravest word that nothing answers yet, `good` left out where they say anything else. */
  readonly said: Readonly<Record<Said, number>>;
  /** Who came here: answered the item, reached the page, handed the exercise in. */
  readonly people: number;
  /** Mean points or achievement, 0 to 1. */
  readonly ease: number | null;
  /** Given only where it is surely low: the whole 80% interval lies below the border. */
  readonly discrimination: number | null;
  /** Share of the wrong choice that draws most, and of the right one. */
  readonly lure: { readonly wrong: number; readonly right: number } | null;
  /** Share of those who reached it and went no further, though they had the time to. */
  readonly leaving: number | null;
  /** Median time spent / planned time. */
  readonly pace: number | null;
}

export const causes = ['said', 'hard', 'blurred', 'lure', 'leaving', 'slow'] as const;
export type Cause = (typeof causes)[number];

export interface Trouble {
  /** Said and measured together: what the queue is ranked by. */
  readonly hindered: number;
  readonly measured: number;
  /** What it comes from, the most first. `amount`: share of `people` for what is measured, weighed words for `said`; `value`: the figure itself. */
  readonly from: readonly { readonly cause: Cause; readonly amount: number; readonly value: number }[];
}

export const noWords: Readonly<Record<Said, number>> = { wrong: 0, unclear: 0, 'too-long': 0, 'does-not-fit': 0, good: 0 };
export const nothingSeen: Evidence = {
  said: noWords,
  people: 0,
  ease: null,
  discrimination: null,
  lure: null,
  leaving: null,
  pace: null,
};

/**
 * hindered = Σ weight × learners who said it + people × (1 − Π (1 − share of each cause)): causes are taken as independent of each other, so that two
 * of them never hinder more people than there were.
 */
export function troubleOf(seen: Evidence): Trouble {
  const said = (Object.keys(wordWeight) as Said[]).reduce((sum, word) => sum + wordWeight[word] * seen.said[word], 0);
  const shares = seen.people < measuredPeopleMin ? [] : sharesOf(seen).filter((one) => one.amount > 0);
  const measured = seen.people * (1 - shares.reduce((left, { amount }) => left * (1 - amount), 1));
  const from = [
    ...(said > 0 ? [{ cause: 'said' as const, amount: said, value: said }] : []),
    ...shares.toSorted((a, b) => b.amount - a.amount),
  ];
  return { hindered: said + measured, measured, from };
}

function sharesOf({ ease, discrimination, lure, leaving, pace }: Evidence): Trouble['from'][number][] {
  const { easeMin, discriminationMin, ordinaryLeaving, slowFrom, slowWhole } = borders;
  const share = (cause: Cause, value: number | null, amount: (value: number) => number) =>
    value === null ? [] : [{ cause, amount: part(amount(value)), value }];
  return [
    ...share('hard', ease, (value) => easeMin - value),
    ...share('blurred', discrimination, (value) => discriminationMin - value),
    ...share('lure', lure?.wrong ?? null, (wrong) => wrong - (lure?.right ?? 0)),
    ...share('leaving', leaving, (value) => value - ordinaryLeaving),
    ...share('slow', pace, (value) => (value - slowFrom) / (slowWhole - slowFrom)),
  ];
}

const part = (share: number): number => Math.max(0, Math.min(1, share));

/** What was looked at and left as it is stays quiet until it hinders half as many people again. */
export const isNews = (measured: number, hinderedThen: number): boolean => measured > hinderedThen * 1.5;

const gravest: readonly Said[] = ['wrong', 'does-not-fit', 'unclear', 'too-long', 'good'];

/** Each learner once, by the gravest of their words. */
export function countWords(words: readonly { readonly personId: string; readonly said: Said }[]): Record<Said, number> {
  const counts = { ...noWords } as Record<Said, number>;
  for (const [, mine] of Map.groupBy(words, (one) => one.personId)) {
    const word = gravest.find((one) => mine.some(({ said }) => said === one));
    if (word) counts[word]++;
  }
  return counts;
}
