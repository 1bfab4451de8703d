import type { Instant } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';
import { withoutOvertaken } from './newest-grade.ts';
import type { EquivalenceRule, TeachingRule } from './model.ts';

/** That somebody had a competency at a level at a moment. `until`: recognised for a time only. */
export interface Proof {
  readonly competencyId: string;
  readonly level: number;
  readonly at: Instant;
  readonly until: Instant | null;
}

/** A duty set aside, from when until when (null: for good). */
export interface Waiver {
  readonly competencyId: string;
  readonly at: Instant;
  readonly until: Instant | null;
}

/** What has happened by `now`; a voided fact proves nothing, and neither does a grade that was overtaken. Facts of one moment count in any order. */
export const countable = (facts: readonly KnownFact[], now: Instant): readonly KnownFact[] =>
  withoutOvertaken(facts.filter((fact) => fact.at <= now)).filter((fact) => !fact.voided);

/** What one person's facts prove, by what teaches it, by word of somebody who saw it, and by equivalence. */
export function proofsOf(
  facts: readonly KnownFact[],
  rules: { readonly teachings: readonly TeachingRule[]; readonly equivalences: readonly EquivalenceRule[] },
): readonly Proof[] {
  const withdrawn = withdrawals(facts);
  const byActivity = teachingsByActivity(rules.teachings);
  const direct = facts.flatMap((fact): readonly Proof[] => {
    if (fact.kind === 'competency-shown' || fact.kind === 'equivalence-granted') {
      if (isWithdrawn(withdrawn, fact)) return [];
      return [
        { competencyId: fact.competencyId, level: fact.level, at: fact.at, until: fact.kind === 'competency-shown' ? null : fact.until },
      ];
    }
    return activitiesOf(fact)
      .flatMap((activityId) => byActivity.get(activityId) ?? [])
      .filter((teaching) => proves(fact, teaching))
      .map(({ competencyId, level }) => ({ competencyId, level, at: fact.at, until: null }));
  });
  return withEquivalents(direct, rules.equivalences);
}

const indexes = new WeakMap<readonly TeachingRule[], ReadonlyMap<string, readonly TeachingRule[]>>();

/** Made once for each list of rules, which is asked about thousands of people: a list is never changed once it is made. */
function teachingsByActivity(teachings: readonly TeachingRule[]): ReadonlyMap<string, readonly TeachingRule[]> {
  const known = indexes.get(teachings) ?? Map.groupBy(teachings, (one) => one.activityId);
  indexes.set(teachings, known);
  return known;
}

/** What a fact may prove by; a teaching is found once. */
function activitiesOf(fact: KnownFact): readonly string[] {
  if (fact.kind === 'exercise-graded') return [fact.exerciseId];
  if (fact.kind === 'class-attended') return fact.classId === fact.moduleId ? [fact.classId] : [fact.classId, fact.moduleId];
  return fact.kind === 'module-passed' || fact.kind === 'module-completed' ? [fact.moduleId] : [];
}

export function waiversOf(facts: readonly KnownFact[]): readonly Waiver[] {
  const withdrawn = withdrawals(facts);
  return facts.flatMap((fact) => (fact.kind === 'duty-waived' && !isWithdrawn(withdrawn, fact) ? [fact] : []));
}

/** Competency -> the last moment at which whatever was granted for it was taken back. */
function withdrawals(facts: readonly KnownFact[]): ReadonlyMap<string, Instant> {
  const last = new Map<string, Instant>();
  for (const fact of facts)
    if (fact.kind === 'grant-withdrawn') last.set(fact.competencyId, Math.max(fact.at, last.get(fact.competencyId) ?? 0));
  return last;
}

/** Granted and taken back in one moment is taken back: in doubt the gate stays shut. */
const isWithdrawn = (withdrawn: ReadonlyMap<string, Instant>, grant: { readonly competencyId: string; readonly at: Instant }): boolean =>
  (withdrawn.get(grant.competencyId) ?? -Infinity) >= grant.at;

function proves(fact: KnownFact, { activity, activityId, proof }: TeachingRule): boolean {
  switch (fact.kind) {
    case 'module-passed':
      return activity === 'module' && activityId === fact.moduleId && proof !== 'attended';
    case 'module-completed':
      return activity === 'module' && activityId === fact.moduleId && proof === 'completed';
    case 'class-attended':
      return activity !== 'exercise' && (activityId === fact.moduleId || activityId === fact.classId) && proof === 'attended';
    case 'exercise-graded':
      return activity === 'exercise' && activityId === fact.exerciseId && fact.passed && !fact.unsafe;
    default:
      return false;
  }
}

/** Follows equivalences over any number of steps; a competency is reached once per level and proof. */
function withEquivalents(direct: readonly Proof[], equivalences: readonly EquivalenceRule[]): readonly Proof[] {
  const seen = new Map<string, Proof>();
  let fresh = [...direct];
  while (fresh.length > 0) {
    const added = fresh.filter((proof) => !seen.has(keyOf(proof)));
    for (const proof of added) seen.set(keyOf(proof), proof);
    fresh = added.flatMap(({ competencyId, at, until }) =>
      equivalences
        .filter((one) => one.fromCompetency === competencyId)
        .map(({ toCompetency, level }) => ({ competencyId: toCompetency, level, at, until })),
    );
  }
  return [...seen.values()];
}

const keyOf = ({ competencyId, level, at, until }: Proof): string => `${competencyId} ${level} ${at} ${until}`;
