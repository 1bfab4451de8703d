import type { PresenceKind } from '#coverage/core/facts.ts';
import { addDays, datesFrom, weekday, type LocalDate, type LocalTime } from '#kernel/time.ts';
import type { Visit } from './model.ts';

/** A calendar entry that repeats: one VEVENT of `rounds.ics`, with its exceptions. Dates are the site's own. */
export interface Series {
  readonly uid: string;
  readonly personId: string;
  readonly unitId: string;
  readonly kind: PresenceKind;
  readonly summary: string;
  /** Date of the first occurrence. */
  readonly first: LocalDate;
  readonly until: LocalDate;
  readonly start: LocalTime;
  readonly end: LocalTime;
  /** Every so many weeks, on these weekdays (1 = Monday). */
  readonly everyWeeks: number;
  readonly weekdays: readonly number[];
  /** Days on which it does not take place (EXDATE). */
  readonly skipped: readonly LocalDate[];
  /** Days on which it takes place at another time (RECURRENCE-ID). */
  readonly moved: readonly { readonly date: LocalDate; readonly start: LocalTime; readonly end: LocalTime }[];
}

/** Every occurrence, in order of date. Weeks are counted from the Monday of the first one, as RFC 5545 does by default. */
export function visitsOf(series: Series): Visit[] {
  const { personId, unitId, kind, skipped, moved } = series;
  const monday = addDays(series.first, 1 - weekday(series.first));
  return datesFrom(series.first, series.until)
    .filter((date, i) => occursOn(series, date, Math.floor((i + weekday(series.first) - 1) / 7)) && date >= monday)
    .filter((date) => !skipped.includes(date))
    .map((date) => {
      const { start, end } = moved.find((move) => move.date === date) ?? series;
      return { personId, unitId, kind, date, start, end };
    });
}

const occursOn = ({ everyWeeks, weekdays }: Series, date: LocalDate, week: number): boolean =>
  week % everyWeeks === 0 && weekdays.includes(weekday(date));
