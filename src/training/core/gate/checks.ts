import { dayMs, type Instant } from '#kernel/time.ts';
import type { KnownFact } from '../ledger/facts.ts';
import type { GateRules } from './model.ts';
import { countable, proofsOf } from './proofs.ts';

/** A question about something learned a while ago. Uniform times after the proof; no more of them once it was recalled. */
export interface RetrievalCheck {
  readonly competencyId: string;
  /** 1, 2, 3: after 7, 30, 90 days. */
  readonly step: number;
  readonly dueAt: Instant;
}

/** What is to be asked next of each competency that this person proved, due or not, soonest first. */
export function checksOf(
  rules: Pick<GateRules, 'teachings' | 'equivalences' | 'settings'>,
  facts: readonly KnownFact[],
  now: Instant,
): readonly RetrievalCheck[] {
  const counted = countable(facts, now);
  const offsets = [rules.settings.firstCheckDays, rules.settings.secondCheckDays, rules.settings.thirdCheckDays];
  // Knowing something by equivalence is not asked twice: only what was itself proved.
  const proofs = Map.groupBy(proofsOf(counted, { teachings: rules.teachings, equivalences: [] }), (one) => one.competencyId);
  return [...proofs]
    .flatMap(([competencyId, proved]): readonly RetrievalCheck[] => {
      const since = Math.max(...proved.map((one) => one.at));
      const answers = counted.flatMap((fact) =>
        fact.kind === 'check-answered' && fact.competencyId === competencyId && fact.at >= since ? [fact] : [],
      );
      const forgotten = answers.filter((one) => !one.recalled).map((one) => one.step);
      // Recalled and forgotten in one step: the doubtful step counts as forgotten, and the next is asked.
      if (answers.some((one) => one.recalled && !forgotten.includes(one.step))) return [];
      const step = Math.max(0, ...answers.map((one) => one.step)) + 1;
      const days = offsets[step - 1];
      return days === undefined ? [] : [{ competencyId, step, dueAt: since + days * dayMs }];
    })
    .toSorted((a, b) => a.dueAt - b.dueAt || a.competencyId.localeCompare(b.competencyId));
}
