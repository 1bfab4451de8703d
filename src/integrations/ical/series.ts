import { overlaps, type Interval } from '#kernel/interval.ts';
import { addDays, type Instant } from '#kernel/time.ts';
import { momentOf } from './clock.ts';
import type { CalendarEvent } from './event.ts';
import { occurrences, type StepBudget } from './recurrence.ts';

/** One occurrence of an event, changed ones in their changed form. */
export interface Occurrence extends Interval {
  /** The moment that names this occurrence within its series (RECURRENCE-ID), stable when the occurrence itself moves. */
  readonly recurrenceId: Instant;
  readonly event: CalendarEvent;
}

export const occurrencesMax = 2_000;

/**
 * What of a series (events with one UID) touches `window`, in order of start. Throws TooManySteps for rules that would
 * need more than the budget.
 */
export function seriesOccurrences(events: readonly CalendarEvent[], window: Interval, budget: StepBudget): Occurrence[] {
  const changed = new Map<Instant, CalendarEvent>();
  let master: CalendarEvent | null = null;
  for (const event of events) {
    if (event.replaces === null) master = newer(master, event);
    else changed.set(event.replaces, newer(changed.get(event.replaces) ?? null, event));
  }
  const found: Occurrence[] = [];
  if (master && !master.cancelled)
    for (const start of startsOf(master, window, budget))
      if (!changed.has(start)) found.push({ ...spanOf(master, start), recurrenceId: start, event: master });
  for (const [recurrenceId, event] of changed)
    if (!event.cancelled && !(master?.cancelled ?? false))
      found.push({ ...spanOf(event, momentOf(event.start, event.clock)), recurrenceId, event });
  return found.filter((one) => overlaps(one, window)).toSorted((a, b) => a.start - b.start);
}

/** A higher SEQUENCE wins, then the later one in the file. */
const newer = (known: CalendarEvent | null, next: CalendarEvent): CalendarEvent => (known && known.sequence > next.sequence ? known : next);

function startsOf(event: CalendarEvent, window: Interval, budget: StepBudget): Instant[] {
  const { start, clock, removed } = event;
  const length = event.days === null ? event.lengthMs : event.days * 86_400_000;
  const starts = new Set<Instant>(event.added.map((added) => added.start));
  if (event.rules.length === 0) starts.add(momentOf(start, clock));
  const days = { from: addDays(clock.dateOf(window.start - length), -1), to: addDays(clock.dateOf(window.end), 1) };
  for (const { rule, until } of event.rules)
    for (const one of occurrences(rule, { date: start.date, time: start.time ?? '00:00:00' }, days, budget)) {
      const moment = momentOf({ ...one, utc: start.utc }, clock);
      if (until !== null && moment > until) break;
      if (moment < window.end) starts.add(moment);
    }
  return [...starts].filter((moment) => !removed.moments.has(moment) && !removed.dates.has(clock.dateOf(moment)));
}

function spanOf(event: CalendarEvent, start: Instant): Interval {
  const listedEnd = event.added.find((added) => added.start === start)?.end;
  if (listedEnd) return { start, end: listedEnd };
  if (event.days === null) return { start, end: start + event.lengthMs };
  return { start, end: event.clock.toInstant(addDays(event.clock.dateOf(start), event.days), '00:00:00') };
}
