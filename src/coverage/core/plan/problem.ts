import type { LocalDate, TimeZone } from '#kernel/time.ts';
import { assert } from '#kernel/assert.ts';
import type { CoverageFacts, PersonFact, ShiftDefinition, Supporter, UnitFact } from '../facts.ts';
import type { Need } from '../need.ts';
import type { Assignment, Plan } from './plan.ts';
import { defaultWeights, type PlanWeights } from './weights.ts';

/** A supporter with what the plan needs to know of the person behind. */
export interface PlanSupporter extends Supporter {
  readonly employment: PersonFact['employment'];
  readonly homeUnit: string | null;
}

export interface PlanUnit {
  readonly unitId: string;
  readonly siteId: string;
  readonly zone: TimeZone;
}

/** Two people, or a person and a place, that already know each other. */
export interface Pairing {
  readonly supporterId: string;
  /** Person id of a clinician, or unit id. */
  readonly withId: string;
}

/** All that a plan depends on: plain data that can be sent to a worker thread. Same problem, seed and effort: same plan. */
export interface PlanProblem {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly supporters: readonly PlanSupporter[];
  readonly shifts: readonly ShiftDefinition[];
  readonly units: readonly PlanUnit[];
  /** Walking minutes between units: row-major, `units.length` squared. */
  readonly travelMin: Float32Array;
  /** Time zone of what happens at no unit. */
  readonly zone: TimeZone;
  readonly needs: readonly Need[];
  readonly weights: PlanWeights;
  /** Published, locked or made by hand: kept exactly as they are. */
  readonly fixed: readonly Assignment[];
  /** Worked before the window: rest, days in a row and hours of the ISO week carry over. */
  readonly before: readonly Assignment[];
  /** The plan to stay close to (weights.change), or null. */
  readonly previous: readonly Assignment[] | null;
  readonly pairings: readonly Pairing[];
}

export interface ProblemOptions {
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly travelMinutes: (a: UnitFact, b: UnitFact) => number;
  readonly weights?: Partial<PlanWeights>;
  readonly fixed?: readonly Assignment[];
  readonly before?: readonly Assignment[];
  readonly previous?: Plan | null;
  readonly pairings?: readonly Pairing[];
}

/** The planner's problem of one window. Needs outside the window, by their own date, are left out. */
export function buildProblem(facts: CoverageFacts, needs: readonly Need[], options: ProblemOptions): PlanProblem {
  assert(options.from <= options.to, 'the window of a plan ends before it begins');
  const zones = new Map(facts.sites.map((site) => [site.siteId, site.timeZone]));
  const people = new Map(facts.people.map((person) => [person.personId, person]));
  const zone = facts.sites[0]?.timeZone ?? 'UTC';
  const n = facts.units.length;
  const travelMin = new Float32Array(n * n);
  facts.units.forEach((a, i) => facts.units.forEach((b, j) => (travelMin[i * n + j] = i === j ? 0 : options.travelMinutes(a, b))));
  return {
    from: options.from,
    to: options.to,
    supporters: facts.supporters.map((supporter) => {
      const person = people.get(supporter.personId);
      return { ...supporter, employment: person?.employment ?? 'in-house', homeUnit: person?.homeUnit ?? null };
    }),
    shifts: facts.shifts,
    units: facts.units.map(({ unitId, siteId }) => ({ unitId, siteId, zone: zones.get(siteId) ?? zone })),
    travelMin,
    zone,
    needs: needs.filter((need) => need.date >= options.from && need.date <= options.to),
    weights: { ...defaultWeights, ...options.weights },
    fixed: options.fixed ?? [],
    before: options.before ?? [],
    previous: options.previous?.assignments ?? null,
    pairings: options.pairings ?? [],
  };
}
