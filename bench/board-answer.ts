import type { BoardAnswer, supporterKinds } from '#coverage/contract.ts';
import { addDays, datesFrom, isoWeek, minuteMs, shiftedInstant, weekday } from '#kernel/time.ts';
import { randomStream } from '#kernel/random.ts';

const zone = 'America/Chicago';
const shifts = [
  { shiftId: 'D', start: '07:00', end: '15:00', night: false },
  { shiftId: 'E', start: '15:00', end: '23:00', night: false },
  { shiftId: 'N', start: '23:00', end: '07:00', night: true },
] as const;

/** A board as the server sends it: so many supporters with five shifts a week, on units that need them; one need in thirty is short. */
export function makeBoardAnswer(peopleCount: number, from: string, days: number, seed: number): BoardAnswer {
  const random = randomStream(seed);
  const to = addDays(from, days - 1);
  const units = Array.from({ length: Math.ceil(peopleCount / 6) }, (_, i) => ({
    unitId: `U${i}`,
    name: `${1 + (i % 8)} ${['West', 'East', 'North', 'South'][i % 4]} ${i}`,
    siteId: 'S1',
    building: 'Main',
    floor: String(1 + (i % 8)),
    zone: 'A',
    specialty: 'medicine',
  }));
  const kinds: readonly (typeof supporterKinds)[number][] = ['super-user', 'ate', 'trainer'];
  const people = Array.from({ length: peopleCount }, (_, i) => ({
    personId: `P${i}`,
    name: `Supporter Number ${String(i).padStart(4, '0')}`,
    kind: kinds[i % kinds.length] ?? null,
    employment: 'in-house' as const,
    jobRole: 'nurse',
    knows: ['nurse'],
    shifts: ['D', 'E', 'N'],
    maxHoursWeek: 40,
    hours: {} as Record<string, number>,
  }));
  const needs: BoardAnswer['needs'] = {
    id: [],
    kind: [],
    unit: [],
    person: [],
    shift: [],
    date: [],
    start: [],
    end: [],
    headcount: [],
    filled: [],
    topic: [],
    state: [],
  };
  const assignments: BoardAnswer['assignments'] = {
    id: [],
    person: [],
    start: [],
    end: [],
    kind: [],
    unit: [],
    shift: [],
    needs: [],
    locked: [],
    cost: [],
    version: [],
  };
  const uncovered: BoardAnswer['uncovered'] = [];
  for (const date of datesFrom(from, to))
    for (const [u] of units.entries())
      for (const [s, shift] of shifts.entries()) {
        const start = shiftedInstant(date, shift.start, zone);
        const end = shiftedInstant(shift.night ? addDays(date, 1) : date, shift.end, zone);
        const need = needs.id.push(`n${needs.id.length}`) - 1;
        // Two of seven days free: a person's crew works where (crew + weekday) is not in the last two places.
        const crew = people
          .map((_, i) => i)
          .filter((i) => i % units.length === u && Math.floor(i / units.length) % 3 === s && (i + weekday(date)) % 7 < 5);
        const short = random() < 1 / 30;
        const there = short ? crew.slice(1) : crew;
        const row = { kind: 0, unit: u, shift: s, start: start / minuteMs, end: end / minuteMs };
        needs.kind.push(row.kind);
        needs.unit.push(u);
        needs.person.push(-1);
        needs.shift.push(s);
        needs.date.push(date);
        needs.start.push(row.start);
        needs.end.push(row.end);
        needs.headcount.push(crew.length);
        needs.filled.push(there.length);
        needs.topic.push('nurse');
        needs.state.push(-1);
        if (there.length < crew.length)
          uncovered.push({ needId: `n${need}`, missing: 1, start, end, reason: 'nobody-free', text: 'Everybody is elsewhere.' });
        for (const i of there) {
          assignments.id.push(`a${assignments.id.length}`);
          assignments.person.push(i);
          assignments.start.push(row.start);
          assignments.end.push(row.end);
          assignments.kind.push(0);
          assignments.unit.push(u);
          assignments.shift.push(s);
          assignments.needs.push([need]);
          assignments.locked.push(0);
          assignments.cost.push(320);
          assignments.version.push(1);
          const hours = people[i]?.hours;
          if (hours) hours[isoWeek(date)] = (hours[isoWeek(date)] ?? 0) + (end - start) / (60 * minuteMs);
        }
      }
  return {
    planId: 'published',
    name: 'Published',
    status: 'published',
    version: 1,
    from,
    to,
    span: { from, to },
    sites: [{ siteId: 'S1', name: 'Bench Hospital', timeZone: zone }],
    units,
    shifts: [...shifts],
    people,
    needs,
    assignments,
    uncovered,
  };
}
