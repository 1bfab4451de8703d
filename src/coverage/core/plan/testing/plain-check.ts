import type { Need } from '../../need.ts';
import type { Assignment } from '../plan.ts';
import type { PlanProblem, PlanSupporter } from '../problem.ts';

/*
 * The rules and the cost a second time, written as plainly as can be and sharing no code with the planner: text dates
 * from Intl, every pair of assignments compared with every other. Slow, and right by inspection.
 */

const formats = new Map<string, Intl.DateTimeFormat>();

export function localParts(at: number, zone: string): { date: string; minutes: number } {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, dateStyle: 'short', timeStyle: 'short' });
    formats.set(zone, format);
  }
  const [date, time] = format.format(at).split(' ');
  return { date: date!, minutes: Number(time!.slice(0, 2)) * 60 + Number(time!.slice(3)) };
}

const dateNumber = (date: string): number => Date.parse(`${date}T12:00Z`) / 86_400_000 - 0.5;
const mondayOf = (date: string): number => dateNumber(date) - ((dateNumber(date) + 3) % 7);

/** The moment at which the clock in `zone` shows this: found by search, minute by minute around a guess. */
const moments = new Map<string, number>();
function momentOf(date: string, time: string, zone: string): number {
  const key = `${date} ${time} ${zone}`;
  const known = moments.get(key);
  if (known !== undefined) return known;
  const wanted = Number(time.slice(0, 2)) * 60 + Number(time.slice(3));
  const guess = Date.parse(`${date}T${time}Z`);
  for (let at = guess - 14 * 3_600_000; at <= guess + 14 * 3_600_000; at += 900_000) {
    const local = localParts(at, zone);
    if (local.date === date && local.minutes >= wanted) {
      moments.set(key, at);
      return at;
    }
  }
  throw new Error(`no such moment: ${key}`);
}

export class PlainProblem {
  readonly problem: PlanProblem;
  readonly needs: ReadonlyMap<string, Need>;

  constructor(problem: PlanProblem) {
    this.problem = problem;
    this.needs = new Map(problem.needs.map((need) => [need.id, need]));
  }

  knows = (who: PlanSupporter, topic: string): boolean => topic === '' || who.knows.includes('*') || who.knows.includes(topic);

  zoneOf = (unitId: string | null): string => this.problem.units.find((unit) => unit.unitId === unitId)?.zone ?? this.problem.zone;

  walk(a: string | null, b: string | null): number {
    const ids = this.problem.units.map((unit) => unit.unitId);
    if (a === null || b === null || a === b) return 0;
    return this.problem.travelMin[ids.indexOf(a) * ids.length + ids.indexOf(b)]! * 60_000;
  }

  /** Shift instances that an interval overlaps most, by half at least: `D 2027-03-12`; none: `- 2027-03-12`. */
  dutiesOf(start: number, end: number, unitId: string | null): { key: string; shiftId: string | null; lengthMs: number }[] {
    const zone = this.zoneOf(unitId);
    const { date } = localParts(start, zone);
    const found: { key: string; shiftId: string; lengthMs: number; overlap: number }[] = [];
    for (const shift of this.problem.shifts)
      for (const offset of [-1, 0, 1]) {
        const day = new Date((dateNumber(date) + offset + 0.5) * 86_400_000).toISOString().slice(0, 10);
        const next = new Date((dateNumber(date) + offset + 1.5) * 86_400_000).toISOString().slice(0, 10);
        const from = momentOf(day, shift.start, zone);
        const to = momentOf(shift.end <= shift.start ? next : day, shift.end, zone);
        const overlap = Math.min(to, end) - Math.max(from, start);
        if (overlap * 2 >= end - start && overlap > 0)
          found.push({ key: `${shift.shiftId} ${day} ${zone}`, shiftId: shift.shiftId, lengthMs: to - from, overlap });
      }
    const most = Math.max(...found.map((one) => one.overlap));
    const best = found.filter((one) => one.overlap === most);
    return best.length > 0 ? best : [{ key: `- ${date} ${zone}`, shiftId: null, lengthMs: 0 }];
  }

  dutyOf(who: PlanSupporter, a: Assignment): { key: string; shiftId: string | null; lengthMs: number } {
    if (a.kind === 'unit') {
      const need = this.needs.get(a.needIds[0]!)!;
      return { key: `${a.shiftId} ${need.date} ${this.zoneOf(a.unitId)}`, shiftId: a.shiftId, lengthMs: a.end - a.start };
    }
    const all = this.dutiesOf(a.start, a.end, a.unitId);
    return all.find((duty) => duty.shiftId !== null && who.shifts.includes(duty.shiftId)) ?? all[0]!;
  }

  /** What one person's assignments break. */
  personFaults(who: PlanSupporter, held: readonly Assignment[]): string[] {
    const faults: string[] = [];
    const fault = (text: string): void => void faults.push(`${who.personId}: ${text}`);
    const day = (a: Assignment): string => localParts(a.start, this.zoneOf(a.unitId)).date;
    for (const a of held) {
      const duty = this.dutyOf(who, a);
      if (duty.shiftId === null ? who.shifts.length === 0 : !who.shifts.includes(duty.shiftId)) fault(`shift ${duty.shiftId}`);
      const site = this.problem.units.find((unit) => unit.unitId === a.unitId)?.siteId;
      if (site !== undefined && !who.sites.includes(site)) fault(`site ${site}`);
      if (who.unavailable.some((away) => away.start < a.end && a.start < away.end)) fault('unavailable');
      if ((who.availableFrom ?? '') > day(a) || (who.availableTo ?? '9999') < day(a)) fault('out of availability');
      for (const id of a.needIds) {
        const need = this.needs.get(id)!;
        if (need.kind !== 'unit' && !this.knows(who, need.topic)) fault(`topic ${need.topic}`);
      }
    }
    for (const a of held)
      for (const b of held) {
        if (a === b || a.start > b.start || (a.start === b.start && a.id > b.id)) continue;
        if (b.start - a.end < this.walk(a.unitId, b.unitId)) fault(`${a.id} and ${b.id} clash`);
        const same = this.dutyOf(who, a).key === this.dutyOf(who, b).key;
        if (!same && b.start - a.end < who.minRestHours * 3_600_000) fault(`rest between ${a.id} and ${b.id}`);
        if (same && (a.kind === 'unit' || b.kind === 'unit')) fault('unit shift and more in one duty');
      }
    for (const duty of Map.groupBy(held, (a) => this.dutyOf(who, a).key).values()) {
      const span = Math.max(...duty.map((a) => a.end)) - Math.min(...duty.map((a) => a.start));
      if (span > Math.max(this.dutyOf(who, duty[0]!).lengthMs, this.problem.weights.dutyHoursMax * 3_600_000)) fault('duty too long');
    }
    for (const week of Map.groupBy(held, (a) => mondayOf(day(a))).values())
      if (week.reduce((sum, a) => sum + a.end - a.start, 0) > who.maxHoursWeek * 3_600_000 + 1) fault('hours of the week');
    const days = new Set(held.map((a) => dateNumber(day(a))));
    for (const first of days) {
      let run = 0;
      while (days.has(first + run)) run++;
      if (run > who.maxConsecutiveDays) fault('days in a row');
    }
    return faults;
  }

  /** What the coverage of needs breaks, whoever covers them. */
  needFaults(assignments: readonly Assignment[]): string[] {
    const faults: string[] = [];
    for (const need of this.problem.needs) {
      const on = assignments.filter((a) => a.needIds.includes(need.id));
      if (on.length > need.headcount) faults.push(`${need.id}: too many`);
      if (need.kind !== 'unit') continue;
      const lacking = on.filter(
        (a) =>
          !this.knows(
            this.problem.supporters.find((s) => s.personId === a.personId)!,
            need.topic,
          ),
      );
      if (need.topic !== '' && lacking.length >= need.headcount) faults.push(`${need.id}: topic seat`);
    }
    for (const a of assignments) {
      const needs = a.needIds.map((id) => this.needs.get(id)!);
      if (needs.some((need) => need.unitId !== a.unitId)) faults.push(`${a.id}: place`);
      const rounds = needs.filter((need) => need.kind === 'round');
      for (const r of rounds) {
        const atOnce = rounds.filter((o) => o.start <= r.start && r.start < o.end);
        if (atOnce.some((o) => o.shareMax < atOnce.length)) faults.push(`${a.id}: shares too many`);
      }
      if (a.kind === 'unit') {
        const own = needs.filter((need) => need.kind === 'unit');
        if (own.length !== 1 || own[0]!.start !== a.start || own[0]!.end !== a.end) faults.push(`${a.id}: shift times`);
        if (rounds.some((r) => r.start < a.start || r.end > a.end || r.shareMax < 2)) faults.push(`${a.id}: carries what it may not`);
      } else if (a.kind === 'round') {
        if (Math.min(...rounds.map((r) => r.start)) !== a.start || Math.max(...rounds.map((r) => r.end)) !== a.end)
          faults.push(`${a.id}: window`);
        if (rounds.length !== needs.length) faults.push(`${a.id}: mixes`);
      } else if (needs.length !== 1 || a.end - a.start !== needs[0]!.minutes * 60_000 || a.start < needs[0]!.start || a.end > needs[0]!.end)
        faults.push(`${a.id}: outreach`);
    }
    return faults;
  }

  faults(assignments: readonly Assignment[]): string[] {
    return [
      ...this.needFaults(assignments),
      ...this.problem.supporters.flatMap((who) =>
        this.personFaults(
          who,
          assignments.filter((a) => a.personId === who.personId),
        ),
      ),
    ];
  }

  personCost(who: PlanSupporter, held: readonly Assignment[]): number {
    const { weights, from, to } = this.problem;
    const windowDays = dateNumber(to) - dateNumber(from) + 1;
    const hours = held.reduce((sum, a) => sum + (a.end - a.start) / 3_600_000, 0);
    let cost = hours * who.costPerHour;
    if (who.employment === 'vendor' || who.employment === 'consultant') cost += hours * weights.vendorPerHour;
    const known = new Set(
      this.problem.pairings
        .filter((p) => p.supporterId === who.personId)
        .map((p) => p.withId)
        .concat(who.homeUnit ?? []),
    );
    const clinicians = new Set(held.flatMap((a) => a.needIds.flatMap((id) => this.needs.get(id)!.personId ?? [])));
    const units = new Set(held.filter((a) => a.kind === 'unit').map((a) => a.unitId!));
    for (const id of clinicians) if (!known.has(id)) cost += weights.newClinician;
    for (const id of units) if (!known.has(id)) cost += weights.newUnit;
    const weeks = Math.ceil(windowDays / 7);
    const duties = Map.groupBy(held, (a) => this.dutyOf(who, a).key);
    const isNight = (a: Assignment): boolean => {
      const shift = a.kind === 'unit' ? a.shiftId : this.dutiesOf(a.start, a.end, a.unitId)[0]!.shiftId;
      return this.problem.shifts.find((s) => s.shiftId === shift)?.night ?? false;
    };
    let nights = 0;
    for (const duty of duties.values()) {
      const inOrder = duty.toSorted((a, b) => a.start - b.start);
      if (isNight(inOrder[0]!)) nights++;
      for (let i = 1; i < inOrder.length; i++)
        cost += (this.walk(inOrder[i - 1]!.unitId, inOrder[i]!.unitId) / 60_000) * weights.travelPerMinute;
    }
    for (const tier of [1, 2, 3]) cost += Math.max(0, nights - tier * weeks) * weights.night;
    const first = Math.max(dateNumber(from), dateNumber(who.availableFrom ?? from));
    const last = Math.min(dateNumber(to), dateNumber(who.availableTo ?? to));
    const limit = (who.maxHoursWeek * Math.max(0, last - first + 1)) / 7;
    cost += (Math.max(0, hours - 0.7 * limit) + 2 * Math.max(0, hours - 0.9 * limit)) * weights.loadPerHour;
    for (const a of held)
      if (a.kind === 'unit' && !this.knows(who, this.needs.get(a.needIds[0]!)!.topic))
        cost += ((a.end - a.start) / 3_600_000) * weights.openSeatWithoutTopicPerHour;
    return cost;
  }

  cost(assignments: readonly Assignment[]): number {
    let cost = 0;
    for (const need of this.problem.needs) {
      const on = assignments.filter((a) => a.needIds.includes(need.id)).length;
      const perHour = Math.min(need.missingCostPerHour, this.problem.weights.missingCapPerHour);
      cost += Math.max(0, need.headcount - on) * perHour * (need.minutes / 60);
    }
    for (const who of this.problem.supporters)
      cost += this.personCost(
        who,
        assignments.filter((a) => a.personId === who.personId),
      );
    return cost;
  }
}
