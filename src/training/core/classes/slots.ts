import { addDays, datesFrom, shiftedInstant, weekday, type LocalDate, type LocalTime, type TimeZone } from '#kernel/time.ts';
import type { ClassSlot } from '../timetable/problem.ts';

/** When classes begin and end on a day; a course must fit into one. Evenings are for who works nights and days alike. */
export interface DayPart {
  readonly start: LocalTime;
  readonly end: LocalTime;
}

/** Our figures: two halves of a day, four hours each (a 4 to 8 h class if preceptor-led is the published range), and an evening. */
export const dayParts: readonly DayPart[] = [
  { start: '08:00', end: '12:00' },
  { start: '13:00', end: '17:00' },
  { start: '17:30', end: '21:30' },
];

/** Every part of every weekday (and Saturday mornings) from `from` to `to`, in order of time. */
export function slotsOf(from: LocalDate, to: LocalDate, zone: TimeZone, parts: readonly DayPart[] = dayParts): ClassSlot[] {
  return datesFrom(from, to).flatMap((date) =>
    parts
      .filter((_, i) => weekday(date) <= 5 || (weekday(date) === 6 && i === 0))
      .map(({ start, end }) => ({
        slotId: `${date}T${start}`,
        start: shiftedInstant(date, start, zone),
        end: shiftedInstant(end > start ? date : addDays(date, 1), end, zone),
      })),
  );
}
