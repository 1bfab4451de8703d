import type { Instant } from '#kernel/time.ts';
import { lanePx, stripPx, type BoardItem, type BoardRow } from './board-rows.ts';
import { dayOf, spanX, type TimeScale } from './time-scale.ts';

/** Where the keyboard stands: on a bar, or on a day where nothing is. */
export interface Cursor {
  readonly row: number;
  readonly lane: number;
  readonly time: Instant;
  readonly itemId: string | null;
}

const lanesOf = (row: BoardRow | undefined): number => Math.max(1, row?.lanes ?? 1);
const isRoster = (row: BoardRow | undefined, scale: TimeScale): boolean => row?.kind === 'unit' && scale.zoom === 'six-weeks';

export const itemOf = (row: BoardRow | undefined, id: string | null): BoardItem | null =>
  (id === null ? undefined : row?.items.find((item) => item.id === id)) ?? null;

/** Lands on what is there at that time, else on what begins that day, else on the empty day. */
function land(rows: readonly BoardRow[], scale: TimeScale, row: number, lane: number, time: Instant): Cursor {
  const there = rows[row];
  if (isRoster(there, scale)) return { row, lane: 0, time, itemId: null };
  const inLane = there?.items.filter((item) => item.lane === lane) ?? [];
  const day = dayOf(scale, time);
  const found = inLane.find((item) => item.start <= time && time < item.end) ?? inLane.find((item) => dayOf(scale, item.start) === day);
  return { row, lane, time, itemId: found?.id ?? null };
}

export function walk(rows: readonly BoardRow[], scale: TimeScale, at: Cursor, key: string, far: boolean): Cursor | null {
  const last = rows.length - 1;
  const row = rows[at.row];
  const lane = Math.min(at.lane, lanesOf(row) - 1); // the row may have become lower since
  const clampRow = (n: number): number => Math.max(0, Math.min(last, n));
  switch (key) {
    case 'ArrowRight':
    case 'ArrowLeft':
      return sideways(rows, scale, at, key === 'ArrowRight' ? 1 : -1, far ? 7 : 1);
    case 'ArrowDown':
      if (!isRoster(row, scale) && lane + 1 < lanesOf(row)) return land(rows, scale, at.row, lane + 1, at.time);
      return at.row < last ? land(rows, scale, at.row + 1, 0, at.time) : at;
    case 'ArrowUp':
      if (lane > 0) return land(rows, scale, at.row, lane - 1, at.time);
      return at.row > 0
        ? land(rows, scale, at.row - 1, isRoster(rows[at.row - 1], scale) ? 0 : lanesOf(rows[at.row - 1]) - 1, at.time)
        : at;
    case 'PageDown':
      return land(rows, scale, clampRow(at.row + 10), 0, at.time);
    case 'PageUp':
      return land(rows, scale, clampRow(at.row - 10), 0, at.time);
    case 'Home':
      return land(rows, scale, far ? 0 : at.row, far ? 0 : at.lane, scale.midnights[0] ?? at.time);
    case 'End':
      return land(rows, scale, far ? last : at.row, far ? 0 : at.lane, scale.midnights[scale.dates.length - 1] ?? at.time);
    default:
      return null;
  }
}

function sideways(rows: readonly BoardRow[], scale: TimeScale, at: Cursor, step: 1 | -1, days: number): Cursor {
  const row = rows[at.row];
  const here = itemOf(row, at.itemId)?.start ?? at.time;
  const day = dayOf(scale, here);
  const nextDay = Math.max(0, Math.min(scale.dates.length - 1, day + step * days));
  if (days === 1 && !isRoster(row, scale)) {
    const others = row?.items.filter((item) => item.lane === at.lane && (step === 1 ? item.start > here : item.start < here)) ?? [];
    const next = step === 1 ? others[0] : others.at(-1);
    if (next && Math.abs(dayOf(scale, next.start) - day) <= 1) return { row: at.row, lane: at.lane, time: next.start, itemId: next.id };
  }
  if (nextDay === day) return at;
  const there = land(rows, scale, at.row, at.lane, scale.midnights[nextDay] ?? here);
  // A night shift reaches into the next day: to land on it again would be to stand still for ever.
  return there.itemId === at.itemId ? { ...there, itemId: null } : there;
}

/** The rectangle of the cursor inside its row. */
export function cursorBox(row: BoardRow, scale: TimeScale, cursor: Cursor): { left: number; width: number; top: number; height: number } {
  const item = itemOf(row, cursor.itemId);
  const offset = row.kind === 'unit' && scale.zoom !== 'six-weeks' ? stripPx + 2 : 4;
  if (item) return { ...spanX(scale, item.start, item.end), top: offset + item.lane * lanePx - 1, height: 24 };
  const left = dayOf(scale, cursor.time) * scale.dayPx;
  if (isRoster(row, scale)) return { left, width: scale.dayPx, top: 1, height: row.height - 2 };
  return { left, width: scale.dayPx, top: offset + Math.min(cursor.lane, lanesOf(row) - 1) * lanePx - 1, height: 24 };
}
