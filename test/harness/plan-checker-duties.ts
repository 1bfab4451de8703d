import {
  allows,
  listOf,
  type PlanAssignment,
  type PlanFile,
  type PlanNeed,
  type RawFolder,
  type Row,
  type Say,
} from './plan-checker-folder.ts';
import { localParts, momentAt, nextDate } from './plan-checker-time.ts';

/*
 * One person after the other: places, shifts, topics, rest, days, availability and sharing.
 */

interface Worked {
  readonly one: PlanAssignment;
  readonly start: number;
  readonly end: number;
  /** The site's own date on which it starts. */
  readonly date: string;
  /** Names the shift instance that it belongs to: everything in one instance is one duty. */
  readonly duty: string;
}

export function checkDuties(plan: PlanFile, folder: RawFolder, say: Say): void {
  const needs = new Map(plan.needs.map((need) => [need.id, need]));
  for (const [person, assignments] of Map.groupBy(plan.assignments, (one) => one.person_id)) {
    const supporter = folder.supporters.get(person);
    if (!supporter) continue; // said already
    const worked = assignments.map((one) => workedOf(one, supporter, folder, say)).toSorted((a, b) => a.start - b.start);
    for (const work of worked) {
      checkAllowed(work, supporter, folder, say);
      checkServes(work, supporter, needs, say);
    }
    checkNeighbours(person, worked, supporter, folder, say);
    checkDaysInRow(person, worked, supporter, say);
  }
  checkTopicSeats(plan, folder, say);
}

function workedOf(one: PlanAssignment, supporter: Row, folder: RawFolder, say: Say): Worked {
  const [start, end] = [Date.parse(one.start), Date.parse(one.end)];
  const zone = folder.zoneOf(one.unit_id);
  const { date } = localParts(start, zone);
  const work = { one, start, end, date };
  if (one.kind === 'unit') return { ...work, duty: unitDuty(one, start, end, date, zone, folder, say) };
  const best = overlappedMost(start, end, date, zone, folder);
  const own = best.filter((instance) => allows(supporter['shifts'], instance.shift));
  if (best.length > 0 && own.length === 0)
    say('shift', `${one.id}: ${one.person_id} may not work ${best.map((b) => b.shift).join(' or ')}, to which the session belongs`);
  const chosen = own.find((instance) => instance.shift === one.shift_id) ?? own[0] ?? best[0];
  if (one.shift_id !== null && chosen && one.shift_id !== chosen.shift)
    say('shift', `${one.id} is said to be in shift ${one.shift_id}, it is in ${chosen.shift}`);
  return { ...work, duty: chosen ? `${chosen.shift} ${chosen.date} ${zone}` : `none ${date} ${zone}` };
}

function unitDuty(one: PlanAssignment, start: number, end: number, date: string, zone: string, folder: RawFolder, say: Say): string {
  const shift = folder.shifts.find(({ id }) => id === one.shift_id);
  if (!shift) say('shift', `${one.id}: there is no shift ${one.shift_id}`);
  else {
    const span = instanceOf(shift, date, zone);
    if (span.start !== start || span.end !== end) say('shift', `${one.id} is not at the times of shift ${shift.id} on ${date}`);
  }
  return `${one.shift_id} ${date} ${zone}`;
}

function instanceOf(shift: { start: string; end: string }, date: string, zone: string): { start: number; end: number } {
  const last = shift.end <= shift.start ? nextDate(date) : date;
  return { start: momentAt(date, shift.start, zone), end: momentAt(last, shift.end, zone) };
}

/** The shift instances in which most of a session lies, at least half of it. */
function overlappedMost(start: number, end: number, date: string, zone: string, folder: RawFolder): { shift: string; date: string }[] {
  const all = folder.shifts.flatMap((shift) =>
    [-1, 0, 1].map((days) => {
      const day = nextDate(date, days);
      const span = instanceOf(shift, day, zone);
      return { shift: shift.id, date: day, ms: Math.max(0, Math.min(end, span.end) - Math.max(start, span.start)) };
    }),
  );
  const most = Math.max(...all.map(({ ms }) => ms));
  return most === 0 || most < (end - start) / 2 ? [] : all.filter(({ ms }) => ms === most);
}

function checkAllowed({ one, start, end, date }: Worked, supporter: Row, folder: RawFolder, say: Say): void {
  if (one.shift_id !== null && !allows(supporter['shifts'], one.shift_id))
    say('shift', `${one.id}: ${one.person_id} may not work ${one.shift_id}`);
  const site = folder.units.get(one.unit_id ?? '')?.['site_id'];
  if (site !== undefined && !allows(supporter['sites'], site)) say('site', `${one.id}: ${one.person_id} may not work at ${site}`);
  const { available_from: from, available_to: to } = supporter;
  if ((from && date < from) || (to && date > to))
    say('unavailable', `${one.id}: ${one.person_id} is available from ${from || 'ever'} to ${to || 'ever'}, this is ${date}`);
  // A time of somebody who works at several sites is local to the one that they name first.
  const [home] = listOf(supporter['sites']);
  const zone = folder.zoneOf([...folder.units.keys()].find((unit) => folder.units.get(unit)?.['site_id'] === home) ?? null);
  for (const span of listOf(supporter['unavailable'])) {
    const [first = '', last = ''] = span.split('/');
    const away = { start: moment(first, zone, 0), end: moment(last, zone, 1) };
    if (away.start < end && start < away.end) say('unavailable', `${one.id}: ${one.person_id} is away ${span}`);
  }
}

/** A bare date stands for its first or last moment. */
function moment(text: string, zone: string, daysIfDate: number): number {
  const trimmed = text.trim();
  if (/^\d{4}-\d{2}-\d{2}$/.test(trimmed)) return momentAt(nextDate(trimmed, daysIfDate), '00:00', zone);
  return /Z$|[+-]\d{2}:?\d{2}$/.test(trimmed) ? Date.parse(trimmed) : momentAt(trimmed.slice(0, 10), trimmed.slice(11), zone);
}

const knows = (supporter: Row, topic: string): boolean =>
  topic === '' || listOf(supporter['knows']).some((known) => known === '*' || known === topic);

/** Time, place and topic of every need that an assignment says it serves, and what may be served together. */
function checkServes({ one, start, end }: Worked, supporter: Row, needs: ReadonlyMap<string, PlanNeed>, say: Say): void {
  const served = one.need_ids.flatMap((id) => needs.get(id) ?? []);
  const beside = served.filter((need) => need.kind !== 'unit');
  for (const need of served) {
    const [from, to] = [Date.parse(need.start), Date.parse(need.end)];
    if (need.unit_id !== one.unit_id) say('place', `${one.id} is at ${one.unit_id}, ${need.id} at ${need.unit_id}`);
    if (need.kind === 'outreach') {
      if (start < from || end > to || end - start !== (need.minutes ?? 0) * 60_000)
        say('window', `${one.id} does not give ${need.id} its ${need.minutes} minutes within the window`);
    } else if (start > from || end < to) say('window', `${one.id} is not there for the whole of ${need.id}`);
  }
  for (const need of beside)
    if (!knows(supporter, need.topic)) say('topic', `${one.id}: ${one.person_id} does not know ${need.topic} for ${need.id}`);
  const own = served.filter((need) => need.kind === 'unit');
  if (one.kind === 'unit' ? own.length !== 1 : own.length > 0) say('kind', `${one.id} of kind ${one.kind} serves ${own.length} unit needs`);
  if (one.kind !== 'unit' && beside.length > 0) {
    const [from, to] = [Math.min(...beside.map((need) => Date.parse(need.start))), Math.max(...beside.map((need) => Date.parse(need.end)))];
    if (!beside.some((need) => need.kind === 'outreach') && (from !== start || to !== end))
      say('window', `${one.id} lasts longer than what it serves`);
  }
  checkSharing(one, beside, say);
}

function checkSharing(one: PlanAssignment, beside: readonly PlanNeed[], say: Say): void {
  if (one.kind !== 'unit' && beside.length < 2) return;
  for (const need of beside) {
    if (need.kind === 'outreach') say('sharing', `${one.id} shares the outreach ${need.id}`);
    if (need.state === 'first-live-round' || need.state === 'untrained' || need.state === 'trained' || need.state === 'lapsed')
      say('sharing', `${one.id} shares ${need.id}, whose clinician is ${need.state}`);
    const together = beside.filter(
      (other) => Date.parse(other.start) < Date.parse(need.end) && Date.parse(need.start) < Date.parse(other.end),
    );
    const allowed = need.share_max ?? 1;
    if (allowed < 2) say('sharing', `${one.id} shares ${need.id}, which may not be shared`);
    // At one moment, not in all: rounds one after the other are each alone.
    const moments = together.map((other) => Math.max(Date.parse(other.start), Date.parse(need.start)));
    const most = Math.max(
      0,
      ...moments.map((at) => together.filter((other) => Date.parse(other.start) <= at && at < Date.parse(other.end)).length),
    );
    if (most > allowed) say('sharing', `${one.id}: ${most} rounds at once with ${need.id}, which allows ${allowed}`);
  }
}

/** Shortest walks that anybody could claim: less than these is no travel at all. */
const travelMinutesMin = { otherUnit: 1, otherBuilding: 6, otherSite: 30 } as const;

function travelMs(a: string | null, b: string | null, folder: RawFolder): number {
  const [from, to] = [folder.units.get(a ?? ''), folder.units.get(b ?? '')];
  if (!from || !to || a === b) return 0;
  if (from['site_id'] !== to['site_id']) return travelMinutesMin.otherSite * 60_000;
  const apart = from['building'] !== to['building'] && from['building'] !== '' && to['building'] !== '';
  return (apart ? travelMinutesMin.otherBuilding : travelMinutesMin.otherUnit) * 60_000;
}

function checkNeighbours(person: string, worked: readonly Worked[], supporter: Row, folder: RawFolder, say: Say): void {
  const restMs = Number(supporter['min_rest_hours'] || 10) * 3_600_000;
  let latest: Worked | null = null;
  for (const next of worked) {
    if (latest) {
      const gap = next.start - latest.end;
      const pair = `${person} ${latest.one.id} then ${next.one.id}`;
      if (gap < 0) say('one place', `${pair}: in two places at once`);
      else if (gap < travelMs(latest.one.unit_id, next.one.unit_id, folder))
        say('travel', `${pair}: ${gap / 60_000} minutes from ${latest.one.unit_id} to ${next.one.unit_id}`);
      if (gap >= 0 && latest.duty !== next.duty && gap < restMs) say('rest', `${pair}: ${gap / 3_600_000} h of ${restMs / 3_600_000} h`);
    }
    if (!latest || next.end > latest.end) latest = next;
  }
}

function checkDaysInRow(person: string, worked: readonly Worked[], supporter: Row, say: Say): void {
  const dates = new Set(worked.map(({ date }) => date));
  const most = Number(supporter['max_consecutive_days'] || 7);
  for (const date of dates) {
    if (dates.has(nextDate(date, -1))) continue;
    let days = 1;
    while (dates.has(nextDate(date, days))) days += 1;
    if (days > most) say('consecutive days', `${person} works ${days} days in a row from ${date}, of ${most}`);
  }
}

/** Of the seats of a unit's shift one is for somebody who knows the topic; it stays empty sooner than it goes to another. */
function checkTopicSeats(plan: PlanFile, folder: RawFolder, say: Say): void {
  const on = new Map<string, string[]>();
  for (const one of plan.assignments)
    if (one.kind === 'unit') for (const id of one.need_ids) on.set(id, [...(on.get(id) ?? []), one.person_id]);
  for (const need of plan.needs) {
    if (need.kind !== 'unit') continue;
    const people = on.get(need.id) ?? [];
    const ignorant = people.filter((person) => !knows(folder.supporters.get(person) ?? {}, need.topic));
    if (ignorant.length >= need.headcount && people.length > 0)
      say('topic', `${need.id}: nobody there knows ${need.topic} (${people.join(', ')})`);
  }
}
