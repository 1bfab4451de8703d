import { datesFrom, dayMs, shiftedInstant, addDays, type Instant, type LocalDate, type TimeZone } from '#kernel/time.ts';

export const zooms = ['day', 'week', 'six-weeks'] as const;
export type Zoom = (typeof zooms)[number];

/** Time -> pixels. Every date is as wide as every other, so that a night with a clock change does not shift the columns. */
export interface TimeScale {
  readonly zoom: Zoom;
  readonly zone: TimeZone;
  readonly dates: readonly LocalDate[];
  /** Midnights, one more than dates. */
  readonly midnights: readonly Instant[];
  readonly dayPx: number;
  readonly width: number;
}

const daysInSight: Record<Zoom, number> = { day: 1, week: 7, 'six-weeks': 42 };
const dayPxMin: Record<Zoom, number> = { day: 720, week: 168, 'six-weeks': 26 };

/** @param viewPx width that is there for the time line. */
export function makeScale(zoom: Zoom, from: LocalDate, to: LocalDate, zone: TimeZone, viewPx: number): TimeScale {
  const dates = datesFrom(from, to);
  const midnights = [...dates, addDays(to, 1)].map((date) => shiftedInstant(date, '00:00', zone));
  const fit = Math.floor(viewPx / Math.min(daysInSight[zoom], dates.length));
  const dayPx = Math.max(dayPxMin[zoom], fit);
  return { zoom, zone, dates, midnights, dayPx, width: dayPx * dates.length };
}

/** Index of the date on which `at` falls; before the first it is negative, after the last it is `dates.length` or more. */
export function dayOf(scale: TimeScale, at: Instant): number {
  const { midnights } = scale;
  const first = midnights[0] ?? 0;
  let day = Math.floor((at - first) / dayMs);
  if (day < 0 || day >= scale.dates.length) return day;
  // A clock change makes the guess wrong by one at most.
  if (at < (midnights[day] ?? 0)) day -= 1;
  else if (at >= (midnights[day + 1] ?? Number.POSITIVE_INFINITY)) day += 1;
  return day;
}

export function xOf(scale: TimeScale, at: Instant): number {
  const day = dayOf(scale, at);
  const start = scale.midnights[day] ?? (scale.midnights[0] ?? 0) + day * dayMs;
  const end = scale.midnights[day + 1] ?? start + dayMs;
  return (day + (at - start) / (end - start)) * scale.dayPx;
}

export function timeAt(scale: TimeScale, x: number): Instant {
  const day = Math.max(0, Math.min(scale.dates.length - 1, Math.floor(x / scale.dayPx)));
  const start = scale.midnights[day] ?? 0;
  const end = scale.midnights[day + 1] ?? start + dayMs;
  return start + (x / scale.dayPx - day) * (end - start);
}

/** Where a bar stands. On six weeks a bar fills the day it begins on, as a paper roster has it. */
export function spanX(scale: TimeScale, start: Instant, end: Instant): { left: number; width: number } {
  if (scale.zoom === 'six-weeks') return { left: dayOf(scale, start) * scale.dayPx, width: scale.dayPx };
  const left = xOf(scale, start);
  return { left, width: Math.max(6, xOf(scale, end) - left) };
}
