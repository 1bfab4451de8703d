import { hourMs, minuteMs, type Instant } from '#kernel/time.ts';
import { defined } from '#kernel/assert.ts';
import type { Need } from '../need.ts';
import { Calendar, dayNumber, weekOfDay, type ShiftInstance } from './calendar.ts';
import type { PlanProblem, PlanSupporter } from './problem.ts';

/** One place for one unbroken time that somebody can be put on: what an assignment is before it has a person. */
export interface Post {
  readonly kind: 'unit' | 'session';
  /** Index of the unit; -1 = at no unit. */
  readonly unit: number;
  readonly site: number;
  readonly start: Instant;
  readonly end: Instant;
  readonly day: number;
  readonly week: number;
  readonly minutes: number;
  readonly night: boolean;
  /** Unit: its need. Session: the round or rounds, or the outreach. */
  readonly needs: readonly number[];
  /** The shift instances that it may belong to: one for a unit's shift, those that tie for a session. */
  readonly instances: readonly ShiftInstance[];
}

/** A person, indexed: everything that a rule asks of them, as numbers. */
export interface Member {
  readonly index: number;
  readonly supporter: PlanSupporter;
  readonly knows: Uint8Array;
  /** People who know the same topics are of one kind. */
  readonly kind: number;
  readonly sites: ReadonlySet<number>;
  readonly shifts: ReadonlySet<number>;
  readonly weekMinutesMax: number;
  readonly restMs: number;
  readonly firstDay: number;
  readonly lastDay: number;
  /** Vendor or consultant. */
  readonly outside: boolean;
  /** What an hour of theirs costs, the surcharge included. */
  readonly hourCost: number;
  /** Minutes within the window beyond which hours count as loaded: 70% and 90% of the limit. */
  readonly loadMinutes: readonly [number, number];
}

/** The problem compiled to indices. Made once per problem (`modelOf`). */
export interface PlanModel {
  readonly problem: PlanProblem;
  readonly calendar: Calendar;
  readonly firstDay: number;
  readonly lastDay: number;
  readonly weeks: number;
  readonly members: readonly Member[];
  readonly memberIndex: ReadonlyMap<string, number>;
  readonly kinds: readonly Uint8Array[];
  readonly unitIndex: ReadonlyMap<string, number>;
  readonly unitSite: Int32Array;
  readonly unitZone: Int32Array;
  readonly siteIndex: ReadonlyMap<string, number>;
  readonly shiftIndex: ReadonlyMap<string, number>;
  readonly needs: readonly Need[];
  readonly needIndex: ReadonlyMap<string, number>;
  readonly needUnit: Int32Array;
  /** -1: no topic asked. */
  readonly needTopic: Int32Array;
  /** Cost of one missing head over the whole need. */
  readonly needMissing: Float64Array;
  /** Clinician, as the number that pairings use; -1 = none. */
  readonly needClinician: Int32Array;
  /** Clinicians first, then units: the things that a supporter can be paired with. */
  readonly clinicians: ReadonlyMap<string, number>;
}

const models = new WeakMap<PlanProblem, PlanModel>();

export function modelOf(problem: PlanProblem): PlanModel {
  let model = models.get(problem);
  if (!model) models.set(problem, (model = compile(problem)));
  return model;
}

export const travelMs = (model: PlanModel, a: number, b: number): number =>
  a < 0 || b < 0 || a === b ? 0 : model.problem.travelMin[a * model.problem.units.length + b]! * minuteMs;

export const knows = (member: Member, topic: number): boolean => topic < 0 || member.knows[topic] === 1;
export const unitThing = (model: PlanModel, unit: number): number => model.clinicians.size + unit;
export const thingCount = (model: PlanModel): number => model.clinicians.size + model.problem.units.length;
export const isUnitNeed = (need: Need): boolean => need.kind === 'unit';
/** A round that one supporter may accompany together with others. */
export const isSharable = (need: Need): boolean => need.kind === 'round' && need.shareMax > 1;

export const zoneOfUnit = (model: PlanModel, unit: number): number =>
  unit < 0 ? model.calendar.zone(model.problem.zone) : model.unitZone[unit]!;

function compile(problem: PlanProblem): PlanModel {
  const firstDay = dayNumber(problem.from);
  const lastDay = dayNumber(problem.to);
  const { calendar, unitZone } = calendarOf(problem, firstDay, lastDay);
  const unitIndex = indexOf(problem.units.map((unit) => unit.unitId));
  const siteIds = problem.units.map((unit) => unit.siteId).concat(problem.supporters.flatMap((s) => s.sites));
  const siteIndex = indexOf(siteIds);
  const shiftIndex = indexOf(problem.shifts.map((shift) => shift.shiftId));
  const topicIndex = indexOf(problem.needs.map((need) => need.topic).filter((topic) => topic !== ''));
  const clinicians = indexOf(problem.needs.flatMap((need) => need.personId ?? []));
  const kinds: Uint8Array[] = [];
  const kindIndex = new Map<string, number>();
  const members = problem.supporters.map((supporter, index) => {
    const known = knownTopics(supporter, topicIndex);
    const key = known.join('');
    const kind = kindIndex.get(key) ?? kinds.push(known) - 1;
    kindIndex.set(key, kind);
    return memberOf(problem, supporter, index, { knows: known, kind, siteIndex, shiftIndex, firstDay, lastDay });
  });
  return {
    problem,
    calendar,
    firstDay,
    lastDay,
    weeks: Math.ceil((lastDay - firstDay + 1) / 7),
    members,
    memberIndex: indexOf(problem.supporters.map((supporter) => supporter.personId)),
    kinds,
    unitIndex,
    unitSite: Int32Array.from(problem.units, (unit) => siteIndex.get(unit.siteId)!),
    unitZone,
    siteIndex,
    shiftIndex,
    clinicians,
    ...indexNeeds(problem, unitIndex, topicIndex, clinicians),
  };
}

function calendarOf(problem: PlanProblem, firstDay: number, lastDay: number): { calendar: Calendar; unitZone: Int32Array } {
  // 40 days back: what was worked before; 3 forward: nights that end after the window.
  const calendar = new Calendar(problem.shifts, firstDay - 40, lastDay + 3, problem.weights.dutyHoursMax);
  calendar.zone(problem.zone);
  return { calendar, unitZone: Int32Array.from(problem.units, (unit) => calendar.zone(unit.zone)) };
}

function indexNeeds(
  problem: PlanProblem,
  unitIndex: ReadonlyMap<string, number>,
  topicIndex: ReadonlyMap<string, number>,
  clinicians: ReadonlyMap<string, number>,
): Pick<PlanModel, 'needs' | 'needIndex' | 'needUnit' | 'needTopic' | 'needMissing' | 'needClinician'> {
  const { needs, weights } = problem;
  return {
    needs,
    needIndex: indexOf(needs.map((need) => need.id)),
    needUnit: Int32Array.from(needs, (need) => (need.unitId === null ? -1 : defined(unitIndex.get(need.unitId), `unit ${need.unitId}`))),
    needTopic: Int32Array.from(needs, (need) => (need.topic === '' ? -1 : topicIndex.get(need.topic)!)),
    needMissing: Float64Array.from(needs, (need) => Math.min(need.missingCostPerHour, weights.missingCapPerHour) * (need.minutes / 60)),
    needClinician: Int32Array.from(needs, (need) => (need.personId === null ? -1 : clinicians.get(need.personId)!)),
  };
}

function knownTopics(supporter: PlanSupporter, topics: ReadonlyMap<string, number>): Uint8Array {
  const all = supporter.knows.includes('*') ? 1 : 0;
  const known = new Uint8Array(topics.size).fill(all);
  for (const topic of supporter.knows) {
    const index = topics.get(topic);
    if (index !== undefined) known[index] = 1;
  }
  return known;
}

interface Indices {
  readonly knows: Uint8Array;
  readonly kind: number;
  readonly siteIndex: ReadonlyMap<string, number>;
  readonly shiftIndex: ReadonlyMap<string, number>;
  readonly firstDay: number;
  readonly lastDay: number;
}

function memberOf(problem: PlanProblem, supporter: PlanSupporter, index: number, at: Indices): Member {
  const { weights } = problem;
  const outside = supporter.employment === 'vendor' || supporter.employment === 'consultant';
  const firstDay = supporter.availableFrom === null ? -Infinity : dayNumber(supporter.availableFrom);
  const lastDay = supporter.availableTo === null ? Infinity : dayNumber(supporter.availableTo);
  const days = Math.max(0, Math.min(lastDay, at.lastDay) - Math.max(firstDay, at.firstDay) + 1);
  const minutes = (supporter.maxHoursWeek * 60 * days) / 7;
  return {
    index,
    supporter,
    knows: at.knows,
    kind: at.kind,
    sites: new Set(supporter.sites.map((site) => at.siteIndex.get(site)!)),
    shifts: new Set(supporter.shifts.flatMap((shift) => at.shiftIndex.get(shift) ?? [])),
    weekMinutesMax: supporter.maxHoursWeek * 60,
    restMs: supporter.minRestHours * hourMs,
    firstDay,
    lastDay,
    outside,
    hourCost: supporter.costPerHour + (outside ? weights.vendorPerHour : 0),
    loadMinutes: [0.7 * minutes, 0.9 * minutes],
  };
}

export function indexOf(ids: readonly string[]): ReadonlyMap<string, number> {
  const index = new Map<string, number>();
  for (const id of ids) if (!index.has(id)) index.set(id, index.size);
  return index;
}

/** A post at these times and place; the day is the place's own date. */
export function makePost(
  model: PlanModel,
  at: { unit: number; start: Instant; end: Instant; needs: readonly number[]; instance?: ShiftInstance },
): Post {
  const zone = zoneOfUnit(model, at.unit);
  const day = model.calendar.dayAt(at.start, zone);
  const instances = at.instance ? [at.instance] : model.calendar.instancesOf(at, zone);
  return {
    kind: at.instance ? 'unit' : 'session',
    unit: at.unit,
    site: at.unit < 0 ? -1 : model.unitSite[at.unit]!,
    start: at.start,
    end: at.end,
    day,
    week: weekOfDay(day),
    minutes: (at.end - at.start) / minuteMs,
    night: instances[0]!.night,
    needs: at.needs,
    instances,
  };
}
