import { addDays, daysBetween, weekday, type LocalDate } from '#kernel/time.ts';

/** A stretch of whole weeks as a ruler: every date has a place from 0 to 1. */
export interface Scale {
  readonly from: LocalDate;
  readonly days: number;
  /** Mondays to be ruled and named, at most about a dozen. */
  readonly weeks: readonly LocalDate[];
  at(date: LocalDate): number;
}

/** From the Monday before the first date to the Sunday after the last. Null where there is no date. */
export function scaleOver(dates: readonly LocalDate[]): Scale | null {
  const sorted = dates.toSorted();
  const [first, last] = [sorted[0], sorted.at(-1)];
  if (first === undefined || last === undefined) return null;
  const from = addDays(first, 1 - weekday(first));
  const days = daysBetween(from, addDays(last, 8 - weekday(last)));
  const step = Math.max(1, Math.ceil(days / 7 / 12));
  const weeks = Array.from({ length: Math.ceil(days / 7 / step) }, (_, i) => addDays(from, i * step * 7));
  return { from, days, weeks, at: (date) => daysBetween(from, date) / days };
}
