import type { KnownFact } from '../ledger/facts.ts';

/**
 * An instructor's word over a grade is another fact of the same attempt. Only the newest grade of an attempt is its result: otherwise one attempt
 * would count twice, and a pass that was taken back would go on proving.
 */
export function withoutOvertaken(facts: readonly KnownFact[]): readonly KnownFact[] {
  const newest = new Map<string, number>();
  for (const fact of facts)
    if (fact.kind === 'exercise-graded' && !fact.outside) newest.set(keyOf(fact), Math.max(fact.seq, newest.get(keyOf(fact)) ?? 0));
  return facts.filter((fact) => fact.kind !== 'exercise-graded' || fact.outside || fact.seq === newest.get(keyOf(fact)));
}

const keyOf = (fact: Extract<KnownFact, { kind: 'exercise-graded' }>): string =>
  JSON.stringify([fact.personId, fact.exerciseId, fact.attemptId]);
