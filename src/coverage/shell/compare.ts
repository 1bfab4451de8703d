import { addDays, datesFrom, toLocal, type Instant } from '#kernel/time.ts';
import { publishedPlanId, type GapLine, type PlanComparison } from '../contract.ts';
import { comparePlans, nameOf, type PlanComparison as Comparison } from '../core/compare/compare-plans.ts';
import { consequences, cutSubject } from '../core/compare/consequences.ts';
import type { Gap } from '../core/compare/gaps.ts';
import type { Cut } from '../core/compare/taper.ts';
import type { CoverageFacts } from '../core/facts.ts';
import type { Need } from '../core/need.ts';
import type { Plan } from '../core/plan/plan.ts';
import type { RunPlan } from '../ports.ts';
import { loadSupply, type SupplyFacts } from '../store/facts.ts';
import type { PlanRow } from '../store/plans.ts';
import { loadRoster, type Roster } from '../store/roster.ts';
import type { Reader } from '../store/tables.ts';
import { loadFrame, planOf, type Frame } from './frame.ts';
import { gapLine } from './gap-lines.ts';
import { plain } from './plan-problem.ts';
import { placesOf, type Places } from './places.ts';

/** The words of the cores need names of people, units and shifts, and nothing else of the facts. */
const wordFacts = (supply: SupplyFacts): CoverageFacts => ({
  ...supply,
  unitNeeds: [],
  presences: [],
  exposures: [],
  outreaches: [],
  trainedOn: new Map(),
  signOffs: [],
});

/** What it means if `left` takes the place of `right`: who is left alone, and what is saved. */
export async function compareStored(reader: Reader, left: PlanRow, right: PlanRow): Promise<PlanComparison> {
  const supply = await loadSupply(reader);
  const places = placesOf(supply);
  const dated = [left, right].find((plan) => plan.from_date !== null);
  const window = dated ? places.window(dated.from_date ?? '', dated.to_date ?? '') : undefined;
  // What is in force may reach far beyond a draft: only the draft's days are compared.
  const [a, b] = [await loadRoster(reader, left.plan_id, window), await loadRoster(reader, right.plan_id, window)];
  const comparison = comparePlans(b.needs, stored(right, b), a.needs, stored(left, a));
  const facts = wordFacts(supply);
  const total = (plan: PlanRow): number | null => (plan.result as { cost: { total: number } } | null)?.cost.total ?? null;
  const name = nameOf(facts);
  return {
    summary: consequences(facts, comparison, left.plan_id === publishedPlanId ? 'The published plan' : `“${left.name}”`).join(' '),
    wages: { left: comparison.b.cost.wages, right: comparison.a.cost.wages },
    hours: { left: comparison.b.hours, right: comparison.a.hours },
    cost: { left: total(left), right: total(right) },
    onlyLeft: gapLines(comparison.opened, a.uncovered, places, name),
    onlyRight: gapLines(comparison.closed, b.uncovered, places, name),
    both: b.uncovered.filter((gap) => a.uncovered.some((other) => other.needId === gap.needId)).length,
  };
}

/** Wages are summed anew: hands may have changed the plan since its run. */
function stored(row: PlanRow, roster: Roster): Plan {
  const wages = roster.assignments.reduce((sum, one) => sum + one.cost, 0);
  return {
    from: row.from_date ?? '',
    to: row.to_date ?? '',
    seed: row.seed,
    status: 'feasible',
    cost: { wages, missing: 0, preferences: 0, total: wages },
    bound: 0,
    gap: 0,
    assignments: roster.assignments.map(plain),
    uncovered: roster.uncovered,
  };
}

const gapLines = (gaps: readonly Gap[], uncovered: Plan['uncovered'], places: Places, name: (personId: string) => string): GapLine[] =>
  gaps.flatMap(({ need }) => {
    const gap = uncovered.find((one) => one.needId === need.id);
    return gap ? [gapLine(gap, need, places, name)] : [];
  });

export interface TaperAnswer {
  readonly summary: string;
  readonly savedHours: number;
  readonly savedWages: number;
  readonly lost: GapLine[];
}

const secondsMax = 8;

/**
 * A unit's support on a shift taken away, and the plan made good as well as it goes: whoever is freed may go to what is lost,
 * everybody else stays where they are. So what is then still uncovered is what the cut costs.
 */
export async function taperStored(reader: Reader, plan: PlanRow, cut: Cut, now: Instant, runPlan: RunPlan): Promise<TaperAnswer> {
  const supply = await loadSupply(reader);
  const places = placesOf(supply);
  const window = places.window(cut.from, cut.to);
  const here = await loadRoster(reader, plan.plan_id, window);
  const frame = await loadFrame(reader, plan, { around: window, needIds: here.needs.map((need) => need.id) });
  const isCut = (need: Need): boolean =>
    need.kind === 'unit' && need.unitId === cut.unitId && need.shiftId === cut.shiftId && cut.from <= need.date && need.date <= cut.to;
  const withdrawn = new Set([...frame.needs.values()].filter((need) => isCut(need) && need.start > now).map((need) => need.id));
  const before: Plan = { ...planOf(frame), uncovered: here.uncovered };
  const after = withdrawn.size === 0 ? before : await replan(frame, withdrawn, places, cut, runPlan);
  const needsBefore = [...frame.needs.values()];
  const needsAfter = needsBefore.filter((need) => !withdrawn.has(need.id));
  const comparison: Comparison = comparePlans(needsBefore, priced(before), needsAfter, priced(after));
  const facts = wordFacts(supply);
  return {
    summary: consequences(facts, comparison, cutSubject(facts, cut)).join(' '),
    savedHours: comparison.a.hours - comparison.b.hours,
    savedWages: comparison.a.cost.wages - comparison.b.cost.wages,
    lost: gapLines(comparison.opened, after.uncovered, places, nameOf(facts)),
  };
}

async function replan(frame: Frame, withdrawn: ReadonlySet<string>, places: Places, cut: Cut, runPlan: RunPlan): Promise<Plan> {
  const touched = (needIds: readonly string[]): boolean => needIds.some((id) => withdrawn.has(id));
  const problem = {
    ...frame.problem,
    needs: frame.problem.needs.filter((need) => !withdrawn.has(need.id)),
    fixed: frame.assignments.filter((one) => !touched(one.needIds)).map(plain),
  };
  const dates = new Set(datesFrom(cut.from, addDays(cut.to, 1)));
  const open = (need: Need): boolean => dates.has(toLocal(need.start, places.zone(need.unitId)).date);
  const plan = await runPlan(problem, { seed: 1, effort: 'quick', seconds: secondsMax });
  // Needs far from the cut are in the frame for the rules' sake; their gaps are not the cut's doing.
  const known = new Map(frame.problem.needs.map((need) => [need.id, need]));
  return { ...plan, uncovered: plan.uncovered.filter((gap) => open(known.get(gap.needId) ?? frame.problem.needs[0]!)) };
}

function priced(plan: Plan): Plan {
  const wages = plan.assignments.reduce((sum, one) => sum + one.cost, 0);
  return { ...plan, cost: { wages, missing: 0, preferences: 0, total: wages } };
}
