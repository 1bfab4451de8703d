import { weekday, type LocalDate } from '#kernel/time.ts';
import type { PresenceSource } from '../facts.ts';
import type { PlannedRound } from '../clock/planned-rounds.ts';
import type { HabitGuess } from './cadence.ts';
import type { Naming, Reliability } from './reliability.ts';

const weekdays = ['Mondays', 'Tuesdays', 'Wednesdays', 'Thursdays', 'Fridays', 'Saturdays', 'Sundays'];
const ordinals = ['', 'first', 'second', 'third', 'fourth', 'fifth', 'sixth', 'seventh', 'eighth', 'ninth', 'tenth', 'eleventh', 'twelfth'];

const sources: Record<PresenceSource, string> = {
  ics: 'The rounding calendar',
  amion: 'Amion',
  qgenda: 'QGenda',
  siu: 'The surgical schedule',
  adt: 'The attending of record (ADT)',
  forecast: 'Past presence',
};

/** `rounded on 4W on 4 of the last 5 Mondays`. */
export function whyHabit({ everyWeeks, chances, hits }: HabitGuess, unitId: string, date: LocalDate, naming: Naming | null): string {
  const day = weekdays[weekday(date) - 1];
  const turns = everyWeeks === 1 ? `the last ${chances} ${day}` : `the last ${chances} ${day} of every ${ordinals[everyWeeks]} week`;
  const unnamed =
    naming === null
      ? ''
      : `; no schedule names this day${naming.rounds === 0 ? '' : ` (they named ${naming.roundsNamed} of ${naming.rounds} rounds)`}`;
  return `rounded on ${unitId} on ${hits} of ${turns}${unnamed}`;
}

export function whySchedule({ source, kind, unitId }: PlannedRound, { kept, chances }: Reliability): string {
  const said = `${sources[source]} has ${kind === 'call' ? 'a call' : kind === 'attending' ? 'a patient' : `a ${kind}`} on ${unitId}`;
  return chances === 0 ? said : `${said}; ${kept} of ${chances} such entries came true so far`;
}
