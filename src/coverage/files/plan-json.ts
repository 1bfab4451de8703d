import { z } from 'zod';
import { hourMs, isoWeek, parseIso, toLocal, toOffsetIso, type Instant, type TimeZone } from '#kernel/time.ts';
import { refuse, ok, type Result } from '#kernel/result.ts';
import type { Need } from '../core/need.ts';
import { uncoveredReasons, type Assignment, type Plan } from '../core/plan/plan.ts';
import type { Zones } from './zones.ts';

/*
 * plan.json, a promise to outsiders (docs/operate/files.md): keys may be added, never changed or removed.
 */

const kinds = z.enum(['unit', 'round', 'outreach']);
const moment = z.iso.datetime({ offset: true });
const date = z.iso.date();

export const PlanJson = z.object({
  format: z.literal('atelbow-plan/1'),
  from: date,
  to: date,
  seed: z.number().int(),
  status: z.enum(['optimal', 'feasible']),
  cost: z.number(),
  bound: z.number(),
  gap: z.number(),
  /** The cost in its parts. */
  cost_parts: z.object({ wages: z.number(), missing: z.number(), preferences: z.number() }).optional(),
  assignments: z.array(
    z.object({
      id: z.string(),
      person_id: z.string(),
      start: moment,
      end: moment,
      kind: kinds,
      unit_id: z.string().nullable(),
      shift_id: z.string().nullable(),
      need_ids: z.array(z.string()),
      cost: z.number(),
    }),
  ),
  needs: z.array(
    z.object({
      id: z.string(),
      kind: kinds,
      unit_id: z.string().nullable(),
      person_id: z.string().nullable(),
      shift_id: z.string().nullable().optional(),
      start: moment,
      end: moment,
      headcount: z.number().int(),
      topic: z.string(),
      /** Length wanted within start … end; shorter than that for outreach only. */
      minutes: z.number().optional(),
      /** Clinicians that one supporter may accompany here at once; 1 = never shared. */
      share_max: z.number().int().optional(),
      /** The clinician's exposure at that moment. */
      state: z.string().nullable().optional(),
    }),
  ),
  uncovered: z.array(
    z.object({
      need_id: z.string(),
      missing: z.number().int(),
      start: moment,
      end: moment,
      reason: z.enum(uncoveredReasons),
      text: z.string(),
    }),
  ),
  people: z.array(z.object({ person_id: z.string(), hours: z.number(), by_week: z.record(z.string(), z.number()) })),
});
export type PlanJson = z.infer<typeof PlanJson>;

/** The plan as outsiders read it: every time with the offset of its own site, hours by the ISO week in which a session starts. */
export function toPlanJson(plan: Plan, needs: readonly Need[], zones: Zones): PlanJson {
  const zoneOfNeed = new Map(needs.map((need) => [need.id, zoneOf(need.unitId, need.personId, zones)]));
  const zoneOfAssignment = (assignment: Assignment): TimeZone =>
    assignment.unitId === null ? (zoneOfNeed.get(assignment.needIds[0] ?? '') ?? zones.ofUnit(null)) : zones.ofUnit(assignment.unitId);
  const span = ({ start, end }: { start: Instant; end: Instant }, zone: TimeZone) => ({
    start: toOffsetIso(start, zone),
    end: toOffsetIso(end, zone),
  });
  return {
    format: 'atelbow-plan/1',
    from: plan.from,
    to: plan.to,
    seed: plan.seed,
    status: plan.status,
    cost: cents(plan.cost.total),
    bound: cents(plan.bound),
    gap: plan.gap,
    cost_parts: { wages: cents(plan.cost.wages), missing: cents(plan.cost.missing), preferences: cents(plan.cost.preferences) },
    assignments: plan.assignments.map((assignment) => ({
      id: assignment.id,
      person_id: assignment.personId,
      ...span(assignment, zoneOfAssignment(assignment)),
      kind: assignment.kind,
      unit_id: assignment.unitId,
      shift_id: assignment.shiftId,
      need_ids: [...assignment.needIds],
      cost: cents(assignment.cost),
    })),
    needs: needs.map((need) => ({
      id: need.id,
      kind: need.kind,
      unit_id: need.unitId,
      person_id: need.personId,
      shift_id: need.shiftId,
      ...span(need, zoneOfNeed.get(need.id) ?? zones.ofUnit(need.unitId)),
      headcount: need.headcount,
      topic: need.topic,
      minutes: need.minutes,
      share_max: need.shareMax,
      state: need.state,
    })),
    uncovered: plan.uncovered.map(({ needId, missing, reason, text, ...times }) => ({
      need_id: needId,
      missing,
      ...span(times, zoneOfNeed.get(needId) ?? zones.ofUnit(null)),
      reason,
      text,
    })),
    people: peopleHours(plan.assignments, zoneOfAssignment),
  };
}

const zoneOf = (unitId: string | null, personId: string | null, zones: Zones): TimeZone =>
  unitId === null && personId !== null ? zones.ofPerson(personId) : zones.ofUnit(unitId);

function peopleHours(assignments: readonly Assignment[], zoneOfAssignment: (assignment: Assignment) => TimeZone): PlanJson['people'] {
  const byPerson = Map.groupBy(assignments, (assignment) => assignment.personId);
  return [...byPerson]
    .map(([personId, held]) => {
      const weeks: Record<string, number> = {};
      for (const assignment of held.toSorted((a, b) => a.start - b.start)) {
        const week = isoWeek(toLocal(assignment.start, zoneOfAssignment(assignment)).date);
        weeks[week] = hundredths((weeks[week] ?? 0) + (assignment.end - assignment.start) / hourMs);
      }
      const hours = hundredths(held.reduce((sum, { start, end }) => sum + (end - start) / hourMs, 0));
      return { person_id: personId, hours, by_week: weeks };
    })
    .toSorted((a, b) => (a.person_id < b.person_id ? -1 : 1));
}

const cents = (amount: number): number => Math.round(amount * 100) / 100;
const hundredths = cents;

export interface ReadPlan {
  readonly plan: Plan;
  /** Ids of the needs that the plan was made for. */
  readonly needIds: ReadonlySet<string>;
}

/** Reads a plan.json. Refused: not JSON, or not of this form; the text names the first place that is wrong. */
export function readPlanJson(text: string): Result<ReadPlan, 'not-a-plan'> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    return refuse('not-a-plan', `The plan is not JSON: ${error instanceof Error ? error.message : String(error)}.`);
  }
  const read = PlanJson.safeParse(value);
  if (!read.success) {
    const issue = read.error.issues[0];
    return refuse(
      'not-a-plan',
      `The plan is not of the form atelbow-plan/1: ${issue?.path.join('.') || 'the file'}: ${issue?.message ?? ''}.`,
    );
  }
  return ok({ plan: fromPlanJson(read.data), needIds: new Set(read.data.needs.map((need) => need.id)) });
}

function fromPlanJson(json: PlanJson): Plan {
  // Written with offsets, so the zone does not matter.
  const at = (text: string): Instant => {
    const read = parseIso(text, 'UTC');
    return read.ok ? read.value : Number.NaN;
  };
  const parts = json.cost_parts ?? { wages: json.cost, missing: 0, preferences: 0 };
  return {
    from: json.from,
    to: json.to,
    seed: json.seed,
    status: json.status,
    cost: { ...parts, total: json.cost },
    bound: json.bound,
    gap: json.gap,
    assignments: json.assignments.map((one) => ({
      id: one.id,
      personId: one.person_id,
      start: at(one.start),
      end: at(one.end),
      kind: one.kind,
      unitId: one.unit_id,
      shiftId: one.shift_id,
      needIds: one.need_ids,
      cost: one.cost,
    })),
    uncovered: json.uncovered.map((one) => ({
      needId: one.need_id,
      missing: one.missing,
      start: at(one.start),
      end: at(one.end),
      reason: one.reason,
      text: one.text,
    })),
  };
}
