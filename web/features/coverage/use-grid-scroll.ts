import { useCallback, useImperativeHandle, useLayoutEffect, useRef, type Ref, type RefObject } from 'react';
import type { BoardRow } from './board-rows.ts';
import { cursorBox, type Cursor } from './board-walk.ts';
import type { BoardGridHandle, ScrollPlace } from './grid-place.ts';
import { dayOf, xOf, type TimeScale } from './time-scale.ts';
import { rowAt } from './use-viewport.ts';

interface Deps {
  scroller: RefObject<HTMLDivElement | null>;
  rows: readonly BoardRow[];
  tops: Float64Array;
  scale: TimeScale;
  headPx: number;
  handle: Ref<BoardGridHandle> | undefined;
}

/** Where the board is scrolled to: the present at first, then where others ask. @returns what brings the cursor into sight. */
export function useGridScroll({ scroller, rows, tops, scale, headPx, handle }: Deps): (cursor: Cursor) => void {
  // A board opens on the present, where that is in its dates; when its width changes it stays where it was in time.
  const shown = useRef({ key: '', dayPx: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const key = `${scale.zoom} ${scale.dates[0]}`;
    const before = shown.current;
    shown.current = { key, dayPx: scale.dayPx };
    if (before.key === key) {
      if (before.dayPx !== scale.dayPx) element.scrollTo({ left: (element.scrollLeft * scale.dayPx) / before.dayPx });
      return;
    }
    const today = dayOf(scale, Date.now());
    const room = element.clientWidth - headPx;
    if (today < 0 || today >= scale.dates.length || scale.zoom === 'six-weeks') element.scrollTo({ left: 0 });
    else if (scale.zoom === 'day') element.scrollTo({ left: xOf(scale, Date.now()) - room / 4 });
    else element.scrollTo({ left: (today + 1) * scale.dayPx > room ? today * scale.dayPx : 0 });
  }, [scroller, scale, headPx]);
  // Rows change their height while one scrolls: that is no reason to bring the cursor back into sight.
  const placed = useRef({ rows, tops });
  useLayoutEffect(() => {
    placed.current = { rows, tops };
  }, [rows, tops]);
  const reveal = useCallback(
    (to: Cursor) => {
      const element = scroller.current;
      const { rows, tops } = placed.current;
      const there = rows[to.row];
      if (!element || !there) return;
      const box = cursorBox(there, scale, to);
      const top = (tops[to.row] ?? 0) + box.top;
      const [viewHeight, viewWidth] = [element.clientHeight - 38, element.clientWidth - headPx];
      if (top < element.scrollTop) element.scrollTo({ top: top - 8 });
      else if (top + box.height > element.scrollTop + viewHeight) element.scrollTo({ top: top + box.height - viewHeight + 8 });
      if (box.left < element.scrollLeft) element.scrollTo({ left: box.left - 16 });
      else if (box.left + Math.min(box.width, viewWidth) > element.scrollLeft + viewWidth)
        element.scrollTo({ left: box.left + box.width - viewWidth + 16 });
    },
    // oxlint-disable-next-line react/preserve-manual-memoization -- a ref is no dependency
    [scroller, scale, headPx],
  );
  useImperativeHandle(
    handle,
    () => ({
      scrollTo(at, rowKey) {
        const element = scroller.current;
        if (!element) return;
        element.scrollTo({ left: Math.max(0, xOf(scale, at) - (scale.zoom === 'day' ? scale.dayPx * 0.25 : 0)) });
        const index = rowKey === undefined ? -1 : rows.findIndex((one) => one.key === rowKey);
        if (index >= 0) element.scrollTo({ top: Math.max(0, (tops[index] ?? 0) - 60) });
      },
      follow(place) {
        const element = scroller.current;
        if (!element) return;
        element.scrollTo({ left: place.left });
        const [top, next] = [tops[place.row] ?? 0, tops[place.row + 1] ?? 0];
        element.scrollTo({ top: top + place.part * (next - top) });
      },
      focus: () => scroller.current?.focus(),
    }),
    [scroller, scale, rows, tops],
  );
  return reveal;
}

/** What another board needs to follow. */
export function placeOf(element: HTMLDivElement | null, tops: Float64Array): ScrollPlace {
  if (!element) return { left: 0, row: 0, part: 0 };
  const row = rowAt(tops, element.scrollTop);
  const [top, next] = [tops[row] ?? 0, tops[row + 1] ?? 0];
  return { left: element.scrollLeft, row, part: next > top ? (element.scrollTop - top) / (next - top) : 0 };
}
