import { dayMs, type Instant } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';
import { withoutOvertaken } from './newest-grade.ts';

/*
 * How many attempts passed, of all that were made. One published rate rose from 44 % to 89 % when failing scores were left out (VA OIG):
 * here each attempt stays in the denominator, whatever became of it afterwards.
 */

export interface PassRate {
  readonly activity: 'module' | 'exercise';
  readonly activityId: string;
  /** The denominator: every attempt that has a result, was voided, or was left without one. */
  readonly attempts: number;
  readonly passed: number;
  readonly failed: number;
  /** Begun and left. */
  readonly abandoned: number;
  /** Taken back in the ledger. They prove nothing, and count as not passed. */
  readonly voided: number;
  /** Of the numbers above, what does not count as passed or failed by its own result, one by one. */
  readonly exclusions: readonly Exclusion[];
}
export interface Exclusion {
  readonly factId: string;
  readonly personId: string;
  readonly at: Instant;
  readonly why: 'voided' | 'abandoned';
}

type Outcome = 'passed' | 'failed' | 'voided' | 'abandoned';
interface Attempt {
  readonly key: string;
  readonly outcome: Outcome;
  readonly fact: KnownFact;
}

export function passRates(all: readonly KnownFact[], abandonedAfterDays: number, now: Instant): readonly PassRate[] {
  const facts = withoutOvertaken(all.filter((fact) => fact.at <= now));
  const results = facts.flatMap((fact): readonly Attempt[] => {
    const result = resultOf(fact);
    return result === null ? [] : [{ key: activityOf(fact), outcome: fact.voided ? 'voided' : result, fact }];
  });
  const ended = new Set(results.map(({ fact }) => attemptOf(fact)));
  const abandoned = facts
    .filter((fact) => fact.kind === 'module-started' && fact.at + abandonedAfterDays * dayMs <= now && !ended.has(attemptOf(fact)))
    .map((fact): Attempt => ({ key: activityOf(fact), outcome: 'abandoned', fact }));
  const once = new Map(abandoned.map((one) => [attemptOf(one.fact), one]));
  const byActivity = Map.groupBy([...results, ...once.values()], (one) => one.key);
  return [...byActivity].map(([key, attempts]) => rateOf(key, attempts)).toSorted((a, b) => a.activityId.localeCompare(b.activityId));
}

/** Of many people's rates, each of one person's attempts: an attempt is one person's, so the sums lose nothing. */
export function sumOfRates(rates: readonly (readonly PassRate[])[]): readonly PassRate[] {
  const sums = new Map<string, { -readonly [K in keyof PassRate]: PassRate[K] } & { exclusions: Exclusion[] }>();
  for (const rate of rates.flat()) {
    const key = `${rate.activity}/${rate.activityId}`;
    const sum = sums.get(key);
    if (sum) {
      for (const count of ['attempts', 'passed', 'failed', 'abandoned', 'voided'] as const) sum[count] += rate[count];
      sum.exclusions.push(...rate.exclusions);
    } else sums.set(key, { ...rate, exclusions: [...rate.exclusions] });
  }
  return [...sums.values()].toSorted((a, b) => a.activityId.localeCompare(b.activityId));
}

function rateOf(key: string, attempts: readonly Attempt[]): PassRate {
  const count = (outcome: Outcome): number => attempts.filter((one) => one.outcome === outcome).length;
  const [activity, activityId] = JSON.parse(key) as [PassRate['activity'], string];
  return {
    activity,
    activityId,
    attempts: attempts.length,
    passed: count('passed'),
    failed: count('failed'),
    abandoned: count('abandoned'),
    voided: count('voided'),
    exclusions: attempts.flatMap(({ outcome, fact: { factId, personId, at } }) =>
      outcome === 'voided' || outcome === 'abandoned' ? [{ factId, personId, at, why: outcome }] : [],
    ),
  };
}

function resultOf(fact: KnownFact): 'passed' | 'failed' | null {
  if (fact.kind === 'module-passed') return 'passed';
  if (fact.kind === 'module-failed') return 'failed';
  if (fact.kind === 'exercise-graded') return fact.passed && !fact.unsafe ? 'passed' : 'failed';
  return null;
}

const activityOf = (fact: KnownFact): string =>
  JSON.stringify(fact.kind === 'exercise-graded' ? ['exercise', fact.exerciseId] : ['module', 'moduleId' in fact ? fact.moduleId : '']);

const attemptOf = (fact: KnownFact): string =>
  JSON.stringify([fact.personId, activityOf(fact), 'attemptId' in fact ? fact.attemptId : null]);
