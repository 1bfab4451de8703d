import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Assignment, Plan } from '#coverage/core/plan/plan.ts';
import { zonesOf } from '#coverage/files/zones.ts';
import { writeCalendar } from '#integrations/ical/write-calendar.ts';
import { toOffsetIso } from '#kernel/time.ts';
import { writeCsv } from '#platform/files/write-csv.ts';
import type { FolderReading } from '../folder/folder.ts';

/** All assignments as a table for people: who, where, when. */
export function writePlanCsv(plan: Plan, { facts, people }: FolderReading): string {
  const zones = zonesOf(facts.sites, facts.units, facts.people);
  const names = new Map(people.map((person) => [person.personId, `${person.givenName} ${person.familyName}`.trim()]));
  const units = new Map(facts.units.map((unit) => [unit.unitId, unit.name]));
  const header = ['assignment_id', 'person_id', 'name', 'start', 'end', 'kind', 'unit_id', 'unit', 'shift_id', 'need_ids', 'cost'];
  return writeCsv(
    header,
    plan.assignments.map((one) => {
      const zone = zones.ofUnit(one.unitId);
      const place = [one.unitId, one.unitId === null ? null : (units.get(one.unitId) ?? null)];
      const times = [toOffsetIso(one.start, zone), toOffsetIso(one.end, zone)];
      return [
        one.id,
        one.personId,
        names.get(one.personId) ?? '',
        ...times,
        one.kind,
        ...place,
        one.shiftId,
        one.needIds.join(';'),
        one.cost,
      ];
    }),
  );
}

/** A calendar file for each supporter who has anything to do; returns how many. */
export function writePlanCalendars(dir: string, plan: Plan, { facts, people }: FolderReading): number {
  mkdirSync(dir, { recursive: true });
  const zone = facts.sites[0]?.timeZone ?? 'UTC';
  const units = new Map(facts.units.map((unit) => [unit.unitId, unit]));
  const byId = new Map(people.map((person) => [person.personId, person]));
  const held = Map.groupBy(plan.assignments, (assignment) => assignment.personId);
  for (const [personId, assignments] of held) {
    const person = byId.get(personId);
    const events = assignments.map((assignment) => ({
      ...eventOf(assignment, assignment.unitId === null ? null : (units.get(assignment.unitId)?.name ?? assignment.unitId)),
      attendees: person?.email ? [{ name: `${person.givenName} ${person.familyName}`.trim(), email: person.email }] : [],
      extra: { 'X-PERSON-ID': personId },
    }));
    // The stamp is the plan's own first moment, so that the same plan writes the same bytes.
    const stamp = Math.min(...plan.assignments.map((assignment) => assignment.start));
    writeFileSync(
      join(dir, `${fileName(personId)}.ics`),
      writeCalendar({ name: `Support ${plan.from} to ${plan.to}`, timeZone: zone, stamp }, events),
    );
  }
  return held.size;
}

function eventOf(assignment: Assignment, unit: string | null) {
  const what = { unit: 'Support', round: 'Accompany rounds', outreach: 'One-to-one session' }[assignment.kind];
  return {
    uid: `${assignment.id}@atelbow`,
    sequence: 0,
    start: assignment.start,
    end: assignment.end,
    summary: unit === null ? what : `${what}: ${unit}`,
    description: assignment.shiftId === null ? '' : `Shift ${assignment.shiftId}`,
    location: assignment.unitId ?? '',
    cancelled: false,
    categories: [assignment.kind],
  };
}

/** An id may hold anything; a file name may not. */
const fileName = (id: string): string => encodeURIComponent(id).replaceAll('.', '%2E');
