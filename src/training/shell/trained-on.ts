import { toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import { certifiedAt } from '../core/gate/decide.ts';
import { provingKinds } from '../core/gate/summary.ts';
import { loadFacts } from '../ledger/load-facts.ts';
import type { Reader } from '../store/tables.ts';
import { learnerBook } from './learner-book.ts';
import { loadLearners, loadRules } from './load-gate.ts';

/**
 * personId -> the date on which they were certified for their role first; what the day-one clock reads. Empty as long as the hospital keeps
 * no training records here: then nobody may count as untrained.
 */
export async function loadTrainedOn(on: Reader, now: Instant): Promise<ReadonlyMap<string, LocalDate>> {
  if ('pool' in on) {
    const { lines, rules } = await learnerBook(on, now);
    const dateOf = (at: Instant): LocalDate => toLocal(at, rules.timeZone).date;
    return new Map(
      [...lines].flatMap(([personId, { summary }]) =>
        summary.proves && summary.certifiedAt !== null ? [[personId, dateOf(summary.certifiedAt)] as const] : [],
      ),
    );
  }
  const facts = await loadFacts(on, { kinds: provingKinds });
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
