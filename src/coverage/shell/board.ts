import type { Instant, LocalDate } from '#kernel/time.ts';
import { minuteMs } from '#kernel/time.ts';
import type { Need } from '../core/need.ts';
import { exposureStates, needKinds, type BoardAnswer, type BoardNeed, type BoardPerson } from '../contract.ts';
import type { SupplyFacts } from '../store/facts.ts';
import type { PlacedAssignment } from '../store/rows.ts';
import type { Roster } from '../store/roster.ts';
import { fullName } from '../words.ts';
import { hoursByWeek, type Places } from './places.ts';

export interface BoardOf {
  readonly planId: string;
  readonly name: string;
  readonly status: BoardAnswer['status'];
  readonly version: number;
  readonly from: LocalDate;
  readonly to: LocalDate;
  readonly span: BoardAnswer['span'];
}

const minutes = (instant: Instant): number => Math.round(instant / minuteMs);
const positions = (ids: readonly string[]): ((id: string | null) => number) => {
  const index = new Map(ids.map((id, i) => [id, i]));
  return (id) => (id === null ? -1 : (index.get(id) ?? -1));
};

/** `roster` holds what touches the board's dates; `weekly` also the rest of its first and last week, for the hours. */
export function packBoard(
  of: BoardOf,
  supply: SupplyFacts,
  places: Places,
  roster: Roster,
  weekly: readonly PlacedAssignment[],
): BoardAnswer {
  const people = boardPeople(supply, places, roster, weekly);
  const unitAt = positions(supply.units.map((unit) => unit.unitId));
  const shiftAt = positions(supply.shifts.map((shift) => shift.shiftId));
  const personAt = positions(people.map((person) => person.personId));
  const needAt = positions(roster.needs.map((need) => need.id));
  const filled = filledSeats(roster.assignments);
  const { needs, assignments } = roster;
  return {
    ...of,
    sites: [...supply.sites],
    units: supply.units.map(({ unitId, name, siteId, building, floor, zone, specialty }) => ({
      unitId,
      name,
      siteId,
      building,
      floor,
      zone,
      specialty,
    })),
    shifts: supply.shifts.map(({ shiftId, start, end, night }) => ({ shiftId, start, end, night })),
    people,
    needs: {
      id: needs.map((need) => need.id),
      kind: needs.map((need) => needKinds.indexOf(need.kind)),
      unit: needs.map((need) => unitAt(need.unitId)),
      person: needs.map((need) => personAt(need.personId)),
      shift: needs.map((need) => shiftAt(need.shiftId)),
      date: needs.map((need) => need.date),
      start: needs.map((need) => minutes(need.start)),
      end: needs.map((need) => minutes(need.end)),
      headcount: needs.map((need) => need.headcount),
      filled: needs.map((need) => filled.get(need.id) ?? 0),
      topic: needs.map((need) => need.topic),
      state: needs.map((need) => (need.state === null ? -1 : exposureStates.indexOf(need.state))),
    },
    assignments: {
      id: assignments.map((one) => one.id),
      person: assignments.map((one) => personAt(one.personId)),
      start: assignments.map((one) => minutes(one.start)),
      end: assignments.map((one) => minutes(one.end)),
      kind: assignments.map((one) => needKinds.indexOf(one.kind)),
      unit: assignments.map((one) => unitAt(one.unitId)),
      shift: assignments.map((one) => shiftAt(one.shiftId)),
      needs: assignments.map((one) => one.needIds.map(needAt).filter((index) => index >= 0)),
      locked: assignments.map((one) => (one.locked ? 1 : 0)),
      cost: assignments.map((one) => one.cost),
      version: assignments.map((one) => one.version),
    },
    uncovered: [...roster.uncovered],
  };
}

function boardPeople(supply: SupplyFacts, places: Places, roster: Roster, weekly: readonly PlacedAssignment[]): BoardPerson[] {
  const supporters = new Map(supply.supporters.map((one) => [one.personId, one]));
  const hours = hoursByWeek(weekly, places);
  const shown = new Set([
    ...supporters.keys(),
    ...roster.assignments.map((one) => one.personId),
    ...roster.needs.flatMap((need) => need.personId ?? []),
  ]);
  const known = new Map(supply.people.map((person) => [person.personId, person]));
  return [...shown]
    .map((personId): BoardPerson => {
      const person = known.get(personId);
      const supporter = supporters.get(personId);
      return {
        personId,
        name: person ? fullName(person) : personId,
        kind: supporter?.kind ?? null,
        employment: person?.employment ?? 'in-house',
        jobRole: person?.jobRole ?? '',
        knows: [...(supporter?.knows ?? [])],
        shifts: [...(supporter?.shifts ?? [])],
        maxHoursWeek: supporter?.maxHoursWeek ?? 0,
        hours: hours.get(personId) ?? {},
      };
    })
    .toSorted((a, b) => Number(a.kind === null) - Number(b.kind === null) || a.name.localeCompare(b.name, 'en'));
}

/** needId -> how many assignments serve it. */
export function filledSeats(assignments: readonly { readonly needIds: readonly string[] }[]): Map<string, number> {
  const filled = new Map<string, number>();
  for (const one of assignments) for (const id of one.needIds) filled.set(id, (filled.get(id) ?? 0) + 1);
  return filled;
}

export const boardNeed = (need: Need, filled: number): BoardNeed => ({
  id: need.id,
  kind: need.kind,
  unitId: need.unitId,
  personId: need.personId,
  shiftId: need.shiftId,
  date: need.date,
  start: need.start,
  end: need.end,
  headcount: need.headcount,
  filled,
  topic: need.topic,
  state: need.state,
});
