import type { Person } from '#directory/contract.ts';
import { addDays, daysBetween, weekday, type LocalDate, type LocalTime } from '#kernel/time.ts';
import { diceFor, type Dice } from './dice.ts';
import type { Hospital, Practice } from './model.ts';
import type { Series } from './series.ts';
import { backStairsPhysician, nightSurgeon, storyPhysicians } from './story-people.ts';

/** Their days are told elsewhere, so they keep them. */
const storyIds = new Set<string>(storyPhysicians.map(({ id }) => id));

const workdays = [1, 2, 3, 4, 5];

interface Turn {
  readonly practice: Practice;
  readonly person: Person;
  /** Seat in the practice, from 0. */
  readonly seat: number;
  /** Monday of the first week of the first wave. */
  readonly monday: LocalDate;
  readonly lastDay: LocalDate;
}

/** The calendar entries of every practice that keeps one; the others publish a roster. */
export function calendarOf(hospital: Hospital): Series[] {
  const dice = diceFor(hospital.options.seed, 'calendar');
  const monday = addDays(hospital.goLive, 2);
  const physicians = Map.groupBy(hospital.people, (person) => person.practiceGroup);
  const all = hospital.practices.flatMap((practice) =>
    (physicians.get(practice.name) ?? []).flatMap((person, seat) =>
      seriesOf({ practice, person, seat, monday, lastDay: hospital.lastDay }, hospital.options.today),
    ),
  );
  return all.map((series, i) => withExceptions(series, i, hospital.options.today, dice));
}

function seriesOf(turn: Turn, today: LocalDate): Series[] {
  if (turn.person.personId === nightSurgeon.id) return [threeInTheMorning(turn, today)];
  if (turn.person.personId === backStairsPhysician.id) return [...blocks(turn).slice(0, 1), everyMorning(turn)];
  switch (turn.practice.pattern) {
    case 'rotation':
      return rotation(turn);
    case 'weekly':
      return [entry(turn, { unit: 0, start: '08:00', end: '10:00', weekdays: [(turn.seat % 3) + 1, (turn.seat % 2) + 4] })];
    case 'blocks':
      return blocks(turn);
    case 'rare':
      return [entry(turn, { unit: turn.seat, start: '10:00', end: '11:30', week: turn.seat, weekdays: [(turn.seat % 5) + 1] })];
    case 'clinic':
      return clinic(turn);
    case 'amion':
    case 'qgenda':
      return [];
  }
}

interface Entry {
  /** Index into the practice's units, taken around. */
  readonly unit: number;
  readonly start: LocalTime;
  readonly end: LocalTime;
  readonly weekdays: readonly number[];
  /** Week of the practice's turn, taken around. */
  readonly week?: number;
  readonly kind?: Series['kind'];
}

function entry({ practice, person, monday, lastDay }: Turn, { unit, start, end, weekdays, week = 0, kind = 'round' }: Entry): Series {
  const unitId = practice.units[unit % practice.units.length] ?? '';
  const firstWeek = addDays(monday, 7 * (week % practice.weeks));
  const first = addDays(firstWeek, Math.min(...weekdays) - 1);
  return {
    uid: `${person.personId}-${unitId}-${kind}-${start.replace(':', '')}@lakeview.example`,
    personId: person.personId,
    unitId,
    kind,
    summary: { round: 'Rounds', surgery: 'Operating block', clinic: 'Clinic session', call: 'On call', attending: 'Attending' }[kind],
    first,
    until: lastDay,
    start,
    end,
    everyWeeks: practice.weeks,
    weekdays,
    skipped: [],
    moved: [],
  };
}

/** Partners take turns by the week; two share a week where the practice has more partners than weeks. They start half an hour apart. */
function rotation(turn: Turn): Series[] {
  const unit = Math.floor(turn.seat / turn.practice.weeks) % turn.practice.units.length;
  const late = Math.floor(turn.seat / turn.practice.weeks) % 2 === 1;
  const [start, end] = late ? (['10:00', '12:00'] as const) : (['07:30', '09:30'] as const);
  const rounds = entry(turn, { unit, start, end, week: turn.seat, weekdays: workdays });
  if (turn.practice.specialties[0] !== 'nephrology') return [rounds];
  // Dialysis rounds: the next partner sees the renal ward in the hours in which the first is in intensive care.
  return [{ ...rounds, unitId: turn.practice.units[turn.seat % 2] ?? rounds.unitId, start: '08:00', end: '10:30' }, dialysis(turn)];
}

const dialysis = (turn: Turn): Series =>
  entry(turn, { unit: turn.seat + 1, start: '08:30', end: '10:00', week: turn.seat + 3, weekdays: [2, 5] });

/** A morning's block every other week, and a round on the ward before the next day's work. */
function blocks(turn: Turn): Series[] {
  const day = (turn.seat % 5) + 1;
  const ward = 1 + (turn.seat % Math.max(1, turn.practice.units.length - 1));
  return [
    entry(turn, { unit: 0, start: '07:30', end: '12:00', week: turn.seat, weekdays: [day], kind: 'surgery' }),
    entry(turn, { unit: ward, start: '07:00', end: '08:00', week: turn.seat, weekdays: [(day % 5) + 1] }),
  ];
}

/** On the ward early every working day, and gone before anybody sees him. */
const everyMorning = (turn: Turn): Series => ({
  ...entry(turn, { unit: 1, start: '07:00', end: '07:45', weekdays: workdays }),
  everyWeeks: 1,
});

/** Emergency operations at three in the morning on Wednesdays and Sundays, for the first time in the week of `today`. */
function threeInTheMorning(turn: Turn, today: LocalDate): Series {
  const block = entry(turn, { unit: 0, start: '03:00', end: '05:00', weekdays: [3, 7], kind: 'surgery' });
  const wednesday = addDays(today, (10 - weekday(today)) % 7);
  return { ...block, summary: 'Acute care surgery, night', first: wednesday, everyWeeks: 1 };
}

function clinic(turn: Turn): Series[] {
  const days = [(turn.seat % 5) + 1, ((turn.seat + 2) % 5) + 1].toSorted((a, b) => a - b);
  const sessions = { ...entry(turn, { unit: 0, start: '08:30', end: '11:30', weekdays: days, kind: 'clinic' }), everyWeeks: 1 };
  const ward = entry(turn, { unit: 1, start: '07:00', end: '08:15', week: turn.seat, weekdays: workdays });
  return [sessions, ward];
}

/** One entry in nine has a day off, one in eleven a day on which it is two hours later: both in the weeks ahead. */
function withExceptions(series: Series, i: number, today: LocalDate, dice: Dice): Series {
  if (series.kind !== 'round' || storyIds.has(series.personId)) return series;
  const step = 7 * series.everyWeeks;
  const weeksOn = Math.ceil(daysBetween(series.first, today) / step);
  const ahead = addDays(series.first, step * Math.max(1, weeksOn));
  if (ahead > series.until) return series;
  if (i % 9 === 4) return { ...series, skipped: [ahead] };
  if (i % 11 !== 5) return series;
  const later = dice.pick(['12:30', '13:00', '14:15']);
  return { ...series, moved: [{ date: ahead, start: later, end: `${Number(later.slice(0, 2)) + 2}${later.slice(2)}` }] };
}
