import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import ICAL from 'ical.js';
import type { PlanFile, RawFolder, Row, Say } from './plan-checker-folder.ts';
import { localParts, momentAt, nextDate } from './plan-checker-time.ts';

/*
 * That the plan was asked for what the folder needs: nothing covered by being forgotten.
 */

export function checkDemand(plan: PlanFile, folder: RawFolder, say: Say): void {
  checkUnitNeeds(plan, folder, say);
  checkFirstRounds(plan, folder, say);
}

/** Every row of unit-needs.csv is in the plan's needs on each of its days. */
function checkUnitNeeds(plan: PlanFile, folder: RawFolder, say: Say): void {
  const asked = new Map<string, number>();
  for (const need of plan.needs)
    if (need.kind === 'unit') {
      const key = `${need.unit_id} ${Date.parse(need.start)} ${Date.parse(need.end)} ${need.topic}`;
      asked.set(key, (asked.get(key) ?? 0) + need.headcount);
    }
  for (const row of folder.needRows) {
    const shift = folder.shifts.find(({ id }) => id === row['shift_id']);
    const unitId = row['unit_id'] ?? '';
    const headcount = Number(row['headcount']);
    if (!shift || !folder.units.has(unitId) || !(headcount > 0)) continue;
    const zone = folder.zoneOf(unitId);
    const days = weekdaysOf(row['weekdays'] ?? '');
    const last = (row['to'] ?? '') < plan.to ? (row['to'] ?? '') : plan.to;
    for (let date = (row['from'] ?? '') > plan.from ? (row['from'] ?? '') : plan.from; date <= last; date = nextDate(date)) {
      if (!days.has(localParts(`${date}T12:00:00Z`, 'UTC').weekday)) continue;
      const end = shift.end <= shift.start ? nextDate(date) : date;
      const key = `${unitId} ${momentAt(date, shift.start, zone)} ${momentAt(end, shift.end, zone)} ${row['topic'] ?? ''}`;
      if ((asked.get(key) ?? 0) < headcount)
        say('demand', `${unitId} ${shift.id} ${date} needs ${headcount} (${row['topic']}), the plan was asked for ${asked.get(key) ?? 0}`);
    }
  }
}

function weekdaysOf(cell: string): Set<number> {
  const days = new Set<number>();
  for (const part of (cell || '1-7').split(';')) {
    const [first = 1, last = first] = part.split('-').map(Number);
    for (let day = first; day <= last; day += 1) days.add(day);
  }
  return days;
}

/**
 * A clinician who never had a live round has, for the first round in the calendar on a unit that is live, a need of their
 * own that nobody shares: whatever the week is.
 */
function checkFirstRounds(plan: PlanFile, folder: RawFolder, say: Say): void {
  const path = join(folder.dir, 'rounds.ics');
  if (!existsSync(path)) return;
  const experienced = new Set(folder.exposure.filter((row) => Number(row['live_rounds']) > 0).map((row) => row['person_id']));
  const elsewhere = ['amion.csv', 'qgenda.csv', 'surgery.hl7', 'adt.hl7']
    .map((file) => join(folder.dir, file))
    .filter((file) => existsSync(file))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n');
  const first = new Map<string, { start: number; end: number; unitId: string }>();
  for (const round of calendarRounds(readFileSync(path, 'utf8'), plan, folder)) {
    // Whoever other schedules name as well may have their first round there.
    if (experienced.has(round.person) || isNamed(folder.people.get(round.person), elsewhere)) continue;
    const known = first.get(round.person);
    if (!known || round.start < known.start) first.set(round.person, round);
  }
  const needsOf = Map.groupBy(
    plan.needs.filter((need) => need.kind === 'round'),
    (need) => need.person_id,
  );
  for (const [person, round] of first) {
    if (localParts(round.start, folder.zoneOf(round.unitId)).date < plan.from) continue; // lived, or missed, before the plan
    const own = (needsOf.get(person) ?? []).filter((need) => Date.parse(need.start) < round.end && round.start < Date.parse(need.end));
    const at = `${person} at ${round.unitId} on ${new Date(round.start).toISOString()}`;
    if (own.length === 0) say('first round', `${at} has no need in the plan`);
    for (const need of own) if (need.share_max !== undefined && need.share_max !== 1) say('first round', `${need.id}: ${at} may be shared`);
  }
}

const isNamed = (person: Row | undefined, text: string): boolean =>
  text !== '' &&
  ['person_id', 'npi', 'email', 'family_name'].some((column) => (person?.[column] ?? '') !== '' && text.includes(person?.[column] ?? ''));

function calendarRounds(text: string, plan: PlanFile, folder: RawFolder): { person: string; unitId: string; start: number; end: number }[] {
  const byEmail = new Map([...folder.people.values()].map((row) => [(row['email'] ?? '').toLowerCase(), row['person_id'] ?? '']));
  const rounds: { person: string; unitId: string; start: number; end: number }[] = [];
  const events = new ICAL.Component(ICAL.parse(text)).getAllSubcomponents('vevent');
  const replaced = new Set(
    events
      .filter((event) => event.hasProperty('recurrence-id'))
      .map((event) => `${String(event.getFirstPropertyValue('uid'))} ${String(event.getFirstPropertyValue('recurrence-id'))}`),
  );
  for (const component of events) {
    if (/cancelled/i.test(String(component.getFirstPropertyValue('status') ?? ''))) continue;
    const unitId = String(component.getFirstPropertyValue('location') ?? '');
    if (!isLive(folder, unitId)) continue;
    const zone = String(component.getFirstProperty('dtstart')?.getParameter('tzid') ?? folder.zoneOf(unitId));
    const people = component.hasProperty('x-person-id')
      ? [String(component.getFirstPropertyValue('x-person-id'))]
      : component.getAllProperties('attendee').map(
          (one) =>
            byEmail.get(
              String(one.getFirstValue())
                .replace(/^mailto:/i, '')
                .toLowerCase(),
            ) ?? '',
        );
    const length = lengthOf(component);
    for (const text of startsOf(component, plan.to)) {
      // An occurrence that was moved is an event of its own, which comes by itself.
      if (!component.hasProperty('recurrence-id') && replaced.has(`${String(component.getFirstPropertyValue('uid'))} ${text}`)) continue;
      const start = text.endsWith('Z') ? Date.parse(text) : momentAt(text.slice(0, 10), text.slice(11) || '00:00', zone);
      for (const person of people)
        if (folder.people.has(person) && live(folder, unitId, start)) rounds.push({ person, unitId, start, end: start + length });
    }
  }
  return rounds;
}

/** Local or UTC starts up to the date `to`; a moved occurrence has one. */
function* startsOf(component: ICAL.Component, to: string): Generator<string> {
  const dtstart = component.getFirstPropertyValue('dtstart') as ICAL.Time;
  if (component.hasProperty('recurrence-id')) {
    yield dtstart.toString();
    return;
  }
  const expansion = new ICAL.RecurExpansion({ component, dtstart });
  for (let next = expansion.next(), n = 0; next && n < 5_000 && next.toString().slice(0, 10) <= to; next = expansion.next(), n += 1)
    yield next.toString();
}

function lengthOf(component: ICAL.Component): number {
  const [start, end] = [
    component.getFirstPropertyValue('dtstart') as ICAL.Time,
    component.getFirstPropertyValue('dtend') as ICAL.Time | null,
  ];
  return (end ? end.subtractDate(start).toSeconds() : (component.getFirstPropertyValue('duration') as ICAL.Duration).toSeconds()) * 1000;
}

const goLiveOf = (folder: RawFolder, unitId: string): Row | undefined => folder.goLives.find((row) => row['unit_id'] === unitId);

/** Without go-lives.csv a unit is live from the first day on which it needs anybody. */
function isLive(folder: RawFolder, unitId: string): boolean {
  return (
    folder.units.has(unitId) &&
    (folder.goLives.length > 0 ? goLiveOf(folder, unitId) !== undefined : folder.needRows.some((row) => row['unit_id'] === unitId))
  );
}

function live(folder: RawFolder, unitId: string, moment: number): boolean {
  const from =
    folder.goLives.length > 0
      ? goLiveOf(folder, unitId)?.['date']
      : folder.needRows
          .filter((row) => row['unit_id'] === unitId)
          .map((row) => row['from'] ?? '')
          .toSorted()[0];
  return from !== undefined && localParts(moment, folder.zoneOf(unitId)).date >= from;
}
