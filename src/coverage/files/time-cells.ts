import { union, type Interval } from '#kernel/interval.ts';
import { addDays, isLocalDate, parseIso, shiftedInstant, type Instant, type TimeZone } from '#kernel/time.ts';
import type { CellReading } from '#platform/files/spec.ts';

/** A moment: ISO 8601, local to `zone` unless it has an offset. A time that the clocks skip is refused. */
export function readMoment(text: string, zone: TimeZone): CellReading<Instant> {
  const moment = parseIso(text, zone);
  return moment.ok ? { value: moment.value } : { reason: moment.refusal.text };
}

/** The start of a time span; a bare date starts at midnight. */
export const readStart = (text: string, zone: TimeZone): CellReading<Instant> =>
  isLocalDate(text) ? { value: shiftedInstant(text, '00:00', zone) } : readMoment(text, zone);

/** The end of a time span; a bare date is included whole. */
export const readEnd = (text: string, zone: TimeZone): CellReading<Instant> =>
  isLocalDate(text) ? { value: shiftedInstant(addDays(text, 1), '00:00', zone) } : readMoment(text, zone);

/**
 * `start/end;start/end`. Overlapping spans are merged with a warning rather than refused: away twice is away, there is only
 * one thing the sum can mean, and leaving the supporter out would cost the plan a person.
 */
export function readSpans(text: string, zone: TimeZone): CellReading<readonly Interval[]> {
  const spans: Interval[] = [];
  for (const part of text.split(';').map((item) => item.trim())) {
    if (part === '') continue;
    const span = readSpan(part, zone);
    if ('reason' in span) return span;
    spans.push(span.value);
  }
  const merged = union(spans);
  const overlapping = totalMs(merged) < totalMs(spans);
  return overlapping ? { value: merged, warning: 'The times overlap; they were merged.' } : { value: merged };
}

function readSpan(text: string, zone: TimeZone): CellReading<Interval> {
  const ends = text.split('/').map((end) => end.trim());
  if (ends.length !== 2) return { reason: `"${text}" is not a time span (write it as 2027-03-05T07:00/2027-03-05T19:00)` };
  const start = readStart(ends[0] ?? '', zone);
  if ('reason' in start) return start;
  const end = readEnd(ends[1] ?? '', zone);
  if ('reason' in end) return end;
  if (end.value <= start.value) return { reason: `"${text}" ends before it starts` };
  return { value: { start: start.value, end: end.value } };
}

const totalMs = (spans: readonly Interval[]): number => spans.reduce((sum, span) => sum + span.end - span.start, 0);
