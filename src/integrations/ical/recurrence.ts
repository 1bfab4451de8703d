import { addDays, daysBetween, isLocalDate, weekday, type LocalDate } from '#kernel/time.ts';

/*
 * Recurrence rules of RFC 5545, section 3.3.10, as a test on dates: a day is in the set when its period is one of every
 * `interval`, and each BY part holds for it. Walking days is bounded for every rule, also for one that never happens;
 * iterators that search for the next match are not (ical.js 2.2.1 searches some daily rules for ever).
 */

export interface RecurrenceRule {
  readonly freq: 'DAILY' | 'WEEKLY' | 'MONTHLY' | 'YEARLY';
  readonly interval: number;
  readonly count: number | null;
  /** Weekday 1 = Monday … 7 = Sunday; nth 0 = every one. */
  readonly byDay: readonly { readonly weekday: number; readonly nth: number }[];
  readonly byMonthDay: readonly number[];
  readonly byMonth: readonly number[];
  readonly byYearDay: readonly number[];
  readonly byWeekNo: readonly number[];
  readonly bySetPos: readonly number[];
  /** `HH:MM:SS` within a day, in order; at least one. */
  readonly times: readonly string[];
  readonly weekStart: number;
}

export interface RecurrenceWindow {
  /** Both included. */
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** Steps that all rules of one file may still take together: what keeps a file of hostile rules from holding the process. */
export interface StepBudget {
  left: number;
}

export class TooManySteps extends Error {}

/** Local occurrences from `window.from` to `window.to`, in order. Throws TooManySteps when the budget is used up. */
export function* occurrences(
  rule: RecurrenceRule,
  start: { readonly date: LocalDate; readonly time: string },
  window: RecurrenceWindow,
  budget: StepBudget,
): Generator<{ date: LocalDate; time: string }> {
  let left = rule.count ?? Number.POSITIVE_INFINITY;
  const first = rule.count === null ? firstDay(rule, start.date, window.from) : periodStart(rule, start.date);
  for (const period of periods(rule, start.date, first, window.to, budget)) {
    const set = period.flatMap((date) => rule.times.map((time) => ({ date, time })));
    for (const one of positions(set, rule.bySetPos)) {
      if (one.date < start.date || (one.date === start.date && one.time < start.time)) continue;
      if (left === 0) return;
      left -= 1;
      if (one.date >= window.from && one.date <= window.to) yield one;
    }
    if (left === 0) return;
  }
}

/** The matching days of each period from the one that holds `first` on. */
function* periods(rule: RecurrenceRule, start: LocalDate, first: LocalDate, last: LocalDate, budget: StepBudget): Generator<LocalDate[]> {
  const matches = dayTest(rule, start);
  let period = Number.NaN;
  let days: LocalDate[] = [];
  for (let date = first; date <= last || rule.bySetPos.length > 0; date = addDays(date, 1)) {
    budget.left -= 1;
    if (budget.left < 0) throw new TooManySteps('repeats too often or from too long ago');
    const index = periodIndex(rule, start, date);
    if (index !== period) {
      if (days.length > 0) yield days;
      days = [];
      period = index;
      if (date > last) return;
    }
    if (index % rule.interval === 0 && matches(date)) days.push(date);
  }
  if (days.length > 0) yield days;
}

/** Where walking may begin without losing a match: the period of `from`, never before the start's own. */
function firstDay(rule: RecurrenceRule, start: LocalDate, from: LocalDate): LocalDate {
  const begin = periodStart(rule, start);
  const later = periodStart(rule, from);
  return later > begin ? later : begin;
}

function periodStart(rule: RecurrenceRule, date: LocalDate): LocalDate {
  if (rule.freq === 'MONTHLY') return `${date.slice(0, 8)}01`;
  // Weeks of a year may begin in the December before it.
  if (rule.freq === 'YEARLY')
    return rule.byWeekNo.length > 0 ? weekOneStart(weekYear(date, rule.weekStart), rule.weekStart) : `${date.slice(0, 5)}01-01`;
  return rule.freq === 'WEEKLY' ? addDays(date, -((weekday(date) - rule.weekStart + 7) % 7)) : date;
}

function periodIndex(rule: RecurrenceRule, start: LocalDate, date: LocalDate): number {
  if (rule.freq === 'DAILY') return daysBetween(start, date);
  if (rule.freq === 'WEEKLY') return Math.floor(daysBetween(periodStart(rule, start), date) / 7);
  const years = yearOf(rule, date) - yearOf(rule, start);
  return rule.freq === 'YEARLY' ? years : 12 * (year(date) - year(start)) + month(date) - month(start);
}

const yearOf = (rule: RecurrenceRule, date: LocalDate): number => (rule.byWeekNo.length > 0 ? weekYear(date, rule.weekStart) : year(date));

/** Whether each BY part holds; what no BY part says is taken from the start (RFC 5545: "the information is taken from DTSTART"). */
function dayTest(rule: RecurrenceRule, start: LocalDate): (date: LocalDate) => boolean {
  const { byDay, byMonth, byMonthDay, byYearDay, byWeekNo } = rule;
  const daySaid = byDay.length > 0 || byMonthDay.length > 0 || byYearDay.length > 0;
  const sameWeekday = !daySaid && (rule.freq === 'WEEKLY' || byWeekNo.length > 0);
  const sameDay = !daySaid && byWeekNo.length === 0 && (rule.freq === 'MONTHLY' || rule.freq === 'YEARLY');
  const sameMonth = sameDay && rule.freq === 'YEARLY' && byMonth.length === 0;
  return (date) =>
    (byMonth.length === 0 || byMonth.includes(month(date))) &&
    (byMonthDay.length === 0 || hasPosition(byMonthDay, day(date), daysInMonth(date))) &&
    (byYearDay.length === 0 || hasPosition(byYearDay, dayOfYear(date), daysInYear(date))) &&
    (byWeekNo.length === 0 || hasPosition(byWeekNo, weekNo(date, rule.weekStart), weeksInYear(date, rule.weekStart))) &&
    (byDay.length === 0 || byDay.some((one) => isNthWeekday(one, rule, date))) &&
    (!sameWeekday || weekday(date) === weekday(start)) &&
    (!sameDay || day(date) === day(start)) &&
    (!sameMonth || month(date) === month(start));
}

function isNthWeekday(one: { weekday: number; nth: number }, rule: RecurrenceRule, date: LocalDate): boolean {
  if (weekday(date) !== one.weekday) return false;
  if (one.nth === 0 || rule.freq === 'DAILY' || rule.freq === 'WEEKLY') return true;
  const inMonth = rule.freq === 'MONTHLY' || rule.byMonth.length > 0;
  const [position, length] = inMonth ? [day(date), daysInMonth(date)] : [dayOfYear(date), daysInYear(date)];
  const nth = one.nth > 0 ? Math.ceil(position / 7) : -Math.ceil((length - position + 1) / 7);
  return nth === one.nth;
}

/** Positions count from 1, or from the end with -1. */
const hasPosition = (wanted: readonly number[], position: number, length: number): boolean =>
  wanted.includes(position) || wanted.includes(position - length - 1);

const positions = <T>(set: readonly T[], wanted: readonly number[]): readonly T[] =>
  wanted.length === 0 ? set : set.filter((_, i) => hasPosition(wanted, i + 1, set.length));

const year = (date: LocalDate): number => Number(date.slice(0, 4));
const month = (date: LocalDate): number => Number(date.slice(5, 7));
const day = (date: LocalDate): number => Number(date.slice(8, 10));
const daysInMonth = (date: LocalDate): number => [31, 30, 29].find((last) => isLocalDate(`${date.slice(0, 8)}${last}`)) ?? 28;
const dayOfYear = (date: LocalDate): number => daysBetween(`${date.slice(0, 4)}-01-01`, date) + 1;
const daysInYear = (date: LocalDate): number => dayOfYear(`${date.slice(0, 4)}-12-31`);

/** The first day of week 1: the week with at least four days in the year (ISO 8601 when weeks start on Monday). */
function weekOneStart(ofYear: number, weekStart: number): LocalDate {
  const fourth = `${String(ofYear).padStart(4, '0')}-01-04`;
  return addDays(fourth, -((weekday(fourth) - weekStart + 7) % 7));
}

function weekYear(date: LocalDate, weekStart: number): number {
  const own = year(date);
  if (date >= weekOneStart(own + 1, weekStart)) return own + 1;
  return date < weekOneStart(own, weekStart) ? own - 1 : own;
}

const weekNo = (date: LocalDate, weekStart: number): number =>
  Math.floor(daysBetween(weekOneStart(weekYear(date, weekStart), weekStart), date) / 7) + 1;

function weeksInYear(date: LocalDate, weekStart: number): number {
  const own = weekYear(date, weekStart);
  return daysBetween(weekOneStart(own, weekStart), weekOneStart(own + 1, weekStart)) / 7;
}
