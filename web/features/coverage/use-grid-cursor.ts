import { useEffect, useState, type KeyboardEvent, type MouseEvent } from 'react';
import type { Instant } from '#kernel/time.ts';
import type { BoardItem, BoardRow } from './board-rows.ts';
import { itemOf, walk, type Cursor } from './board-walk.ts';
import type { Opened } from './grid-place.ts';
import { dayOf, type TimeScale } from './time-scale.ts';

interface Deps {
  rows: readonly BoardRow[];
  scale: TimeScale;
  now: Instant;
  locate: (point: { clientX: number; clientY: number }) => { row: BoardRow; index: number; time: Instant } | null;
  reveal: (cursor: Cursor) => void;
  onCarryKey: (event: KeyboardEvent, item: BoardItem | null, cursorRow: number) => boolean;
  justDragged: () => boolean;
  onOpen: (opened: Opened) => void;
}

/** The cell that keys and clicks mean, and what opens from it. */
export function useGridCursor({ rows, scale, now, locate, reveal, onCarryKey, justDragged, onOpen }: Deps) {
  const [cursor, setCursor] = useState<Cursor>({ row: 0, lane: 0, time: now, itemId: null });
  const [selected, setSelected] = useState(false);
  const row = rows[Math.min(cursor.row, rows.length - 1)];
  // A panel that opens takes room: what it is about stays in sight.
  useEffect(() => {
    if (selected) reveal(cursor);
  }, [selected, cursor, reveal]);

  const open = (target: Cursor): void => {
    const there = rows[target.row];
    const item = itemOf(there, target.itemId);
    if (item) onOpen({ kind: 'item', item });
    else if (there?.kind === 'unit') onOpen({ kind: 'day', unitId: there.unitId, day: dayOf(scale, target.time) });
  };
  const onKeyDown = (event: KeyboardEvent): void => {
    if (event.target !== event.currentTarget || !row) return;
    const item = itemOf(row, cursor.itemId);
    if (onCarryKey(event, item, cursor.row)) return event.preventDefault();
    if (event.altKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      setSelected(true);
      return open(cursor);
    }
    const next = walk(rows, scale, { ...cursor, row: Math.min(cursor.row, rows.length - 1) }, event.key, event.ctrlKey);
    if (!next) return;
    event.preventDefault();
    setSelected(false);
    setCursor(next);
    reveal(next);
  };
  const onClick = (event: MouseEvent): void => {
    if (justDragged()) return;
    const target = event.target as HTMLElement;
    const place = locate(event);
    if (!place) return;
    const itemId = target.closest<HTMLElement>('[data-item]')?.dataset.item ?? null;
    const needId = target.closest<HTMLElement>('[data-need]')?.dataset.need;
    const day = target.closest<HTMLElement>('[data-day]')?.dataset.day;
    const item = itemOf(place.row, itemId);
    if (target.closest('[role=rowheader]')) return;
    const to = { row: place.index, lane: item?.lane ?? 0, time: item?.start ?? place.time, itemId };
    setCursor(to);
    setSelected(true);
    if (item) onOpen({ kind: 'item', item });
    else if (needId !== undefined) onOpen({ kind: 'need', needId });
    else if (day !== undefined && place.row.kind === 'unit') onOpen({ kind: 'day', unitId: place.row.unitId, day: Number(day) });
  };
  return { cursor, selected, onKeyDown, onClick };
}
