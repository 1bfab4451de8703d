import { isMasked, touchedCount, touchedEntries, type Attempt } from '../store/attempt.ts';
import type { Entry } from '../store/version.ts';
import type { Criterion } from './criterion.ts';

/** All resources of a type for which every criterion holds: those of the base in its order, then those written since. */
export const find = (attempt: Attempt, type: string, criteria: readonly Criterion[]): Entry[] =>
  findSome(attempt, type, criteria, Infinity).entries;

/**
 * At least `enough` of them, where there are so many. `isWhole` false: the base has more than was looked at, so that what this attempt
 * wrote, which comes after it, is not among them yet.
 */
export function findSome(
  attempt: Attempt,
  type: string,
  criteria: readonly Criterion[],
  enough: number,
): { entries: Entry[]; isWhole: boolean } {
  const { base, rules } = attempt;
  const inBase = base.find(type, criteria, enough + touchedCount(attempt, type));
  const entries = inBase.entries.filter(({ version }) => !isMasked(attempt, type, version.id));
  if (!inBase.isWhole) return { entries, isWhole: false };
  const parameters = rules.parameters.get(type);
  if (parameters)
    for (const entry of touchedEntries(attempt, type, parameters))
      if (criteria.every(({ parameter, test }) => test(entry.values(parameter)))) entries.push(entry);
  return { entries, isWhole: true };
}
