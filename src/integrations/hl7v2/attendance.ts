import type { Presence } from '#coverage/core/facts.ts';
import type { PresenceScope } from '#coverage/files/presence-scope.ts';
import { overlaps } from '#kernel/interval.ts';
import { dayMs, hourMs, shiftedInstant, toLocal, addDays, type Instant, type LocalDate } from '#kernel/time.ts';

/** Somebody attends one patient on a unit for a time; `from` = `to`: seen there at that moment. */
export interface Attendance {
  readonly personId: string;
  readonly unitId: string;
  readonly from: Instant;
  readonly to: Instant;
}

/** The attending of record must come on every day of a stay, but not at a known hour: morning rounds are the best guess. */
export const morningRounds = { start: '07:00', end: '11:00' } as const;
/** How sure one patient makes a visit in those hours; each further patient on the unit is another chance. An assumption, to be replaced by data. */
export const visitShareOfPatient = 0.3;
const confidenceMax = 0.95;
const stayDaysMax = 60;

/** One `attending` presence for each person, unit and day, the same whatever the order of the messages. */
export function attendancePresences(attendances: readonly Attendance[], scope: PresenceScope): Presence[] {
  const days = new Map<
    string,
    { personId: string; unitId: string; date: LocalDate; patients: number; start: Instant; end: Instant; seen: boolean }
  >();
  for (const attendance of attendances)
    for (const visit of visitsOf(attendance, scope)) {
      const key = JSON.stringify([visit.date, visit.unitId, visit.personId]);
      const known = days.get(key);
      if (!known) days.set(key, { ...visit, patients: 1 });
      else {
        // Expected rounds say more about the day than one admission in it; of two admissions the first.
        const better = known.seen && (!visit.seen || visit.start < known.start);
        days.set(key, { ...(better ? visit : known), patients: known.patients + 1 });
      }
    }
  return [...days.values()]
    .filter((day) => overlaps(day, scope.window))
    .map(({ personId, unitId, date, patients, start, end }) => ({
      presenceId: `adt:${date}:${unitId}:${personId}`,
      personId,
      unitId,
      start,
      end,
      kind: 'attending' as const,
      source: 'adt' as const,
      confidence: Math.min(confidenceMax, Math.round(100 * (1 - (1 - visitShareOfPatient) ** patients)) / 100),
    }))
    .toSorted((a, b) => a.start - b.start || (a.presenceId < b.presenceId ? -1 : 1));
}

interface Visit {
  readonly personId: string;
  readonly unitId: string;
  readonly date: LocalDate;
  readonly start: Instant;
  readonly end: Instant;
  /** At the admission itself, rather than expected by the day. */
  readonly seen: boolean;
}

function visitsOf({ personId, unitId, from, to }: Attendance, scope: PresenceScope): Visit[] {
  const zone = scope.zoneOfUnit(unitId);
  const first = toLocal(from, zone).date;
  const visits: Visit[] = [{ personId, unitId, date: first, start: from, end: from + hourMs, seen: true }];
  const lastDay = toLocal(Math.min(to, from + stayDaysMax * dayMs), zone).date;
  for (let date = first; date <= lastDay; date = addDays(date, 1)) {
    const start = shiftedInstant(date, morningRounds.start, zone);
    const end = shiftedInstant(date, morningRounds.end, zone);
    if (start < from || start >= to) continue;
    visits.push({ personId, unitId, date, start, end, seen: false });
  }
  return visits;
}
