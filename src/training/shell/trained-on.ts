import { toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import { certifiedAt } from '../core/gate/decide.ts';
import type { FactKind } from '../core/ledger/facts.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import type { Reader } from '../store/tables.ts';
import { loadLearners, loadRules } from './load-gate.ts';

const proving: readonly FactKind[] = [
  'module-passed',
  'module-completed',
  'exercise-graded',
  'class-attended',
  'competency-shown',
  'equivalence-granted',
  'duty-waived',
  'grant-withdrawn',
];

/**
 * personId -> the date on which they were certified for their role first; what the day-one clock reads. Empty as long as the hospital keeps
 * no training records here: then nobody may count as untrained.
 */
export async function loadTrainedOn(on: Reader, now: Instant): Promise<ReadonlyMap<string, LocalDate>> {
  const facts = await loadFacts(on, { kinds: proving });
  if (facts.length === 0) return new Map();
  const rules = await loadRules(on);
  const byPerson = Map.groupBy(facts, (fact) => fact.personId);
  const learners = await loadLearners(on, [...byPerson.keys()]);
  return new Map(
    learners.flatMap(({ learner }) => {
      const at = certifiedAt(learner, rules, byPerson.get(learner.personId) ?? [], now);
      return at === null ? [] : [[learner.personId, toLocal(at, rules.timeZone).date] as const];
    }),
  );
}
