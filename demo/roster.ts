import type { Person } from '#directory/contract.ts';
import { addDays, datesFrom, daysBetween, type LocalDate } from '#kernel/time.ts';
import type { Hospital, Practice, Visit } from './model.ts';

/** One line of a published roster. */
export interface Duty extends Visit {
  readonly task: string;
  readonly practice: string;
}

/** Everything that a practice with a roster has its physicians do, from the first Monday to the last day. */
export function rosterOf(hospital: Hospital, pattern: 'amion' | 'qgenda'): Duty[] {
  const from = addDays(hospital.goLive, 2);
  const physicians = Map.groupBy(hospital.people, (person) => person.practiceGroup);
  return hospital.practices
    .filter((practice) => practice.pattern === pattern)
    .flatMap((practice) => {
      const members = physicians.get(practice.name) ?? [];
      return datesFrom(from, hospital.lastDay).flatMap((date) => {
        const day = daysBetween(from, date);
        return practice.weeks > 1 ? weekOn(practice, members, date, day) : shiftsAround(practice, members, date, day);
      });
    });
}

/** One week on, then off until the turn comes again: morning rounds on each unit, and one in the evening. */
function weekOn(practice: Practice, members: readonly Person[], date: LocalDate, day: number): Duty[] {
  const teams = practice.weeks;
  const perTeam = Math.floor(members.length / teams);
  const team = Math.floor(day / 7) % teams;
  const rounds = Array.from({ length: perTeam }, (_, i): Duty | null => {
    const person = members[team * perTeam + i];
    const unitId = practice.units[i % practice.units.length];
    if (!person || unitId === undefined) return null;
    const base = { personId: person.personId, unitId, date, practice: practice.name };
    const isEvening = i === perTeam - 1 && perTeam > 1;
    return isEvening
      ? { ...base, start: '19:00', end: '23:00', kind: 'round', task: `Evening Rounds ${unitId}` }
      : { ...base, start: '08:00', end: '11:00', kind: 'round', task: `Rounds ${unitId}` };
  });
  return rounds.filter((duty) => duty !== null);
}

const emergencyShifts = [
  ['07:00', '19:00', 'Day'],
  ['19:00', '07:00', 'Night'],
] as const;

/** Shifts around the clock, dealt to the members in turn: whoever works has days off until the next turn. */
function shiftsAround(practice: Practice, members: readonly Person[], date: LocalDate, day: number): Duty[] {
  const perDay = practice.units.length * emergencyShifts.length;
  return practice.units.flatMap((unitId, u) =>
    emergencyShifts.flatMap(([start, end, word], s): Duty[] => {
      const person = members[(day * perDay + u * emergencyShifts.length + s) % members.length];
      if (!person) return [];
      return [
        { personId: person.personId, unitId, date, start, end, kind: 'attending', task: `${unitId} ${word}`, practice: practice.name },
      ];
    }),
  );
}
