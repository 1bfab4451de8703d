import type { Instant } from './time.ts';

/** From `start` (included) to `end` (excluded): two intervals that only touch do not overlap. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export const overlaps = (a: Interval, b: Interval): boolean => a.start < b.end && b.start < a.end;
export const contains = (outer: Interval, inner: Interval): boolean => outer.start <= inner.start && inner.end <= outer.end;
export const overlapMs = (a: Interval, b: Interval): number => Math.max(0, Math.min(a.end, b.end) - Math.max(a.start, b.start));
export const lengthMs = (a: Interval): number => a.end - a.start;

/** The same ground covered by the fewest intervals, in order. */
export function union(intervals: readonly Interval[]): Interval[] {
  const sorted = intervals.toSorted((a, b) => a.start - b.start);
  const merged: { start: Instant; end: Instant }[] = [];
  for (const next of sorted) {
    const last = merged.at(-1);
    if (last && next.start <= last.end) last.end = Math.max(last.end, next.end);
    else merged.push({ ...next });
  }
  return merged;
}
