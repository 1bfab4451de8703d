import { hourMs, type Instant } from '#kernel/time.ts';
import type { BoardRequest } from './facts.ts';

export interface HeatRow {
  readonly unitId: string;
  /** Requests asked in each hour, oldest first. */
  readonly counts: readonly number[];
  readonly total: number;
}

export interface HeatMap {
  /** When each hour begins; the last is the one that runs. */
  readonly hours: readonly Instant[];
  readonly rows: readonly HeatRow[];
  /** Largest count of one unit in one hour. */
  readonly max: number;
}

/** Requests by unit and hour, busiest unit first. Hours begin on the full hour of `offsetMs` east of Greenwich. */
export function heatMap(requests: readonly BoardRequest[], now: Instant, hourCount: number, offsetMs = 0): HeatMap {
  const last = Math.floor((now + offsetMs) / hourMs) * hourMs - offsetMs;
  const first = last - (hourCount - 1) * hourMs;
  const byUnit = new Map<string, number[]>();
  for (const { unitId, createdAt } of requests) {
    const place = Math.floor((createdAt - first) / hourMs);
    if (place < 0 || place >= hourCount) continue;
    const counts = byUnit.get(unitId) ?? Array.from({ length: hourCount }, () => 0);
    counts[place] = (counts[place] ?? 0) + 1;
    byUnit.set(unitId, counts);
  }
  const rows = [...byUnit].map(([unitId, counts]) => ({ unitId, counts, total: counts.reduce((sum, count) => sum + count, 0) }));
  return {
    hours: Array.from({ length: hourCount }, (_, i) => first + i * hourMs),
    rows: rows.toSorted((a, b) => b.total - a.total || (a.unitId < b.unitId ? -1 : 1)),
    max: Math.max(0, ...rows.flatMap((row) => row.counts)),
  };
}
