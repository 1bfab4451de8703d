import type { ShiftCard } from '#coverage/contract.ts';
import { dayMs, isoWeek, toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import { dateText, spanText } from '#web/ui/time-text.ts';

export const stateWords: Record<string, string> = {
  untrained: 'not trained yet',
  trained: 'no live round yet',
  'first-live-round': 'first live round',
  settling: 'settling',
  stable: 'stable',
  lapsed: 'back after a long pause',
};

/** `Mon 1 Mar, 07:00–15:00`. */
export const whenText = (shift: { start: Instant; end: Instant; timeZone: string }): string =>
  `${dateText(shift.start, shift.timeZone)}, ${spanText(shift.start, shift.end, shift.timeZone)}`;

/** `Today`, `Tomorrow`, else the date. */
export function dayText(at: Instant, zone: string, now: Instant): string {
  const [day, today, tomorrow] = [at, now, now + dayMs].map((instant) => toLocal(instant, zone).date);
  return day === today ? 'Today' : day === tomorrow ? 'Tomorrow' : dateText(at, zone);
}

export interface Week {
  readonly week: string;
  readonly monday: LocalDate;
  readonly shifts: readonly ShiftCard[];
}

/** Shifts by ISO week of the day on which they begin, at their own place. */
export function byWeek(shifts: readonly ShiftCard[]): Week[] {
  const dated = shifts.map((shift) => ({ shift, date: toLocal(shift.start, shift.timeZone).date }));
  return [...Map.groupBy(dated, ({ date }) => isoWeek(date))].map(([week, items]) => ({
    week,
    monday: items[0]?.date ?? '',
    shifts: items.map(({ shift }) => shift),
  }));
}
