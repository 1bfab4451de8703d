import { hourMs } from '#kernel/time.ts';
import type { CoverageFacts } from '../facts.ts';
import type { Need } from '../need.ts';
import type { Plan, PlanCost } from '../plan/plan.ts';
import { gapsOf, openedGaps, type Gap } from './gaps.ts';
import { publishDiff, type PersonDiff } from './publish-diff.ts';

export interface PlanTotals {
  /** Supporter hours assigned. */
  readonly hours: number;
  readonly cost: PlanCost;
  /** Heads times hours that the plan leaves short, of its own needs. */
  readonly gapHours: number;
}

/** Two plans by consequence: `a` as it stands, `b` as it might be. */
export interface PlanComparison {
  readonly a: PlanTotals;
  readonly b: PlanTotals;
  /** Short in `b` and not, or less so, in `a`. */
  readonly opened: readonly Gap[];
  readonly closed: readonly Gap[];
  /** Needs of `a` that `b` no longer has, and new ones. */
  readonly withdrawn: readonly Need[];
  readonly raised: readonly Need[];
  readonly people: readonly PersonDiff[];
}

/** What changes, and for whom, if plan `b` for `needsB` takes the place of plan `a` for `needsA`. */
export function comparePlans(needsA: readonly Need[], planA: Plan, needsB: readonly Need[], planB: Plan): PlanComparison {
  const [gapsA, gapsB] = [gapsOf(needsA, planA), gapsOf(needsB, planB)];
  return {
    a: totals(planA, gapsA),
    b: totals(planB, gapsB),
    opened: openedGaps(gapsA, gapsB),
    closed: openedGaps(gapsB, gapsA),
    withdrawn: without(needsA, needsB),
    raised: without(needsB, needsA),
    people: publishDiff(planA.assignments, planB.assignments),
  };
}

function totals(plan: Plan, gaps: ReadonlyMap<string, Gap>): PlanTotals {
  const hours = plan.assignments.reduce((sum, { start, end }) => sum + (end - start) / hourMs, 0);
  return { hours, cost: plan.cost, gapHours: [...gaps.values()].reduce((sum, gap) => sum + gap.hours, 0) };
}

function without(needs: readonly Need[], others: readonly Need[]): Need[] {
  const ids = new Set(others.map(({ id }) => id));
  return needs.filter(({ id }) => !ids.has(id));
}

/** Clinicians' names as the board writes them; an id of which no person is known stands for itself. */
export function nameOf(facts: Pick<CoverageFacts, 'people'>): (personId: string) => string {
  const names = new Map(facts.people.map(({ personId, givenName, familyName }) => [personId, `${givenName} ${familyName}`.trim()]));
  return (personId) => names.get(personId) ?? personId;
}
