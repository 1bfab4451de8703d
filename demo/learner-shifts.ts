import { addDays, datesFrom, weekday, type LocalDate } from '#kernel/time.ts';
import { csv } from './csv.ts';
import { diceFor } from './dice.ts';
import type { Hospital } from './model.ts';

/** Who works round the clock in twelve-hour shifts, three a week; everybody else has a booked day with two free half days a week. */
const roundTheClock: ReadonlySet<string> = new Set(['nurse', 'aide', 'technician', 'unit-clerk']);
const weeksAhead = 5;

/** When the people of units that are not live yet work in the coming weeks: classes are timetabled around it. */
export function learnerShiftsCsv({ options, people, goLives }: Hospital): string {
  const dice = diceFor(options.seed, 'learner-shifts');
  const ahead = new Set(goLives.filter(({ date }) => date > options.today).map(({ unitId }) => unitId));
  const monday = addDays(options.today, 1 - weekday(options.today));
  const learners = people.filter(({ homeUnit, jobRole }) => homeUnit !== null && ahead.has(homeUnit) && jobRole !== 'physician');
  const rows = learners.flatMap(({ personId, jobRole }) => {
    const night = roundTheClock.has(jobRole) && dice.chance(0.35);
    return Array.from({ length: weeksAhead }, (_, week) => addDays(monday, 7 * week))
      .flatMap((start) => (roundTheClock.has(jobRole) ? twelves(start, night, dice) : bookedDays(start, dice)))
      .map(([from, to]) => [personId, from, to]);
  });
  return csv(['person_id', 'start', 'end'], rows);
}

type Dice = ReturnType<typeof diceFor>;

function twelves(monday: LocalDate, night: boolean, dice: Dice): [string, string][] {
  const first = dice.chance(0.5) ? 0 : 3;
  return datesFrom(addDays(monday, first), addDays(monday, first + 2)).map((date) =>
    // The morning after a night is for sleeping: nobody sits in a class then.
    night ? [`${date}T19:00`, `${addDays(date, 1)}T15:00`] : [`${date}T07:00`, `${date}T19:00`],
  );
}

function bookedDays(monday: LocalDate, dice: Dice): [string, string][] {
  const free = dice.chance(0.5) ? [0, 2] : [1, 3];
  return datesFrom(monday, addDays(monday, 4)).map((date, day) =>
    free.includes(day) ? [`${date}T08:00`, `${date}T12:00`] : [`${date}T08:00`, `${date}T17:00`],
  );
}
