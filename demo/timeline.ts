import type { GoLiveFact, ShiftDefinition } from '#coverage/core/facts.ts';
import { addDays, weekday, type LocalDate } from '#kernel/time.ts';
import type { DemoUnit, Size } from './model.ts';

/** Hypercare per unit. The one published commercial taper ends in week four, a rotating group comes in week five (docs: domain). */
export const hypercareWeeks = 6;

/** Days from the first wave to each wave. */
const waveOffsets = [0, 21, 35] as const;

/** Go-lives are cut over on a Saturday; `today` falls 7 to 13 days after the first one: in its second week. */
export function firstGoLive(today: LocalDate): LocalDate {
  const weekAgo = addDays(today, -7);
  return addDays(weekAgo, -((weekday(weekAgo) + 1) % 7));
}

export const waveDate = (goLive: LocalDate, wave: number): LocalDate => addDays(goLive, waveOffsets[wave - 1] ?? 0);

export const lastDayOf = (goLive: LocalDate, units: readonly DemoUnit[]): LocalDate =>
  addDays(waveDate(goLive, Math.max(...units.map((unit) => unit.wave))), hypercareWeeks * 7 - 1);

/** On the surgical ward CPOE is voluntary at first: that is where one physician uses the back stairs. */
export const goLivesOf = (goLive: LocalDate, units: readonly DemoUnit[]): GoLiveFact[] =>
  units.map((unit) => ({
    wave: `Wave ${unit.wave}`,
    unitId: unit.unitId,
    date: waveDate(goLive, unit.wave),
    weeks: hypercareWeeks,
    cpoe: unit.specialty === 'general-surgery' ? 'voluntary' : 'mandatory',
  }));

const twelveHours: readonly ShiftDefinition[] = [
  { shiftId: 'D', start: '07:00', end: '19:00', night: false },
  { shiftId: 'N', start: '19:00', end: '07:00', night: true },
];
const eightHours: readonly ShiftDefinition[] = [
  { shiftId: 'D8', start: '07:00', end: '15:00', night: false },
  { shiftId: 'E8', start: '15:00', end: '23:00', night: false },
  { shiftId: 'N8', start: '23:00', end: '07:00', night: true },
];

/** Twelve hours at the hospitals of a group, eight at its rural satellite. */
export const shiftsOf = (size: Size): readonly ShiftDefinition[] => (size === 'S' ? twelveHours : [...twelveHours, ...eightHours]);
