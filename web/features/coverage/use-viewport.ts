import { useCallback, useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import type { BoardRow } from './board-rows.ts';
import type { TimeScale } from './time-scale.ts';

export interface Viewport {
  readonly firstRow: number;
  readonly lastRow: number;
  readonly fromDay: number;
  readonly toDay: number;
  /** The day that a reader would name: at the left edge, or in the middle where only one is in sight. */
  readonly namedDay: number;
}

const rowsBeyond = 4;

/** Tops of rows, one more than rows: the last is the height of all. */
export function useTops(rows: readonly BoardRow[]): Float64Array {
  return useMemo(() => {
    const tops = new Float64Array(rows.length + 1);
    for (let i = 0; i < rows.length; i++) tops[i + 1] = (tops[i] ?? 0) + (rows[i]?.height ?? 0);
    return tops;
  }, [rows]);
}

/** Index of the row at `y` of the canvas. */
export function rowAt(tops: Float64Array, y: number): number {
  let [low, high] = [0, tops.length - 2];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((tops[middle] ?? 0) <= y) low = middle;
    else high = middle - 1;
  }
  return low;
}

/**
 * Which rows and days are in sight, with a margin. Days come in whole steps, so that scrolling within them draws nothing:
 * a new state only when the answer changes.
 */
export function useViewport(scroller: RefObject<HTMLDivElement | null>, tops: Float64Array, scale: TimeScale, headPx: number): Viewport {
  const measure = useCallback((): Viewport => {
    const element = scroller.current;
    const rows = tops.length - 1;
    if (!element)
      return { firstRow: 0, lastRow: Math.min(rows - 1, 30), fromDay: 0, toDay: Math.min(scale.dates.length - 1, 8), namedDay: 0 };
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = element;
    const step = scale.zoom === 'six-weeks' ? 7 : 1;
    const leftDay = Math.floor(scrollLeft / scale.dayPx);
    const namedDay = scale.zoom === 'day' ? Math.floor((scrollLeft + (clientWidth - headPx) / 2) / scale.dayPx) : leftDay;
    const rightDay = Math.floor((scrollLeft + clientWidth - headPx) / scale.dayPx);
    return {
      firstRow: Math.max(0, rowAt(tops, scrollTop) - rowsBeyond),
      lastRow: Math.min(rows - 1, rowAt(tops, scrollTop + clientHeight) + rowsBeyond),
      fromDay: Math.max(0, Math.floor(leftDay / step) * step - (step === 1 ? 1 : 0)),
      toDay: Math.min(scale.dates.length - 1, (Math.floor(rightDay / step) + 1) * step),
      namedDay: Math.max(0, Math.min(scale.dates.length - 1, namedDay)),
    };
    // oxlint-disable-next-line react/preserve-manual-memoization -- a ref is no dependency
  }, [scroller, tops, scale, headPx]);
  const [viewport, setViewport] = useState(measure);
  const update = useCallback(() => {
    // oxlint-disable-next-line react/set-state-in-effect -- the size is known only after layout; the same answer is no new state
    setViewport((before) => {
      const now = measure();
      const same = (Object.keys(now) as (keyof Viewport)[]).every((key) => now[key] === before[key]);
      return same ? before : now;
    });
  }, [measure]);
  useLayoutEffect(update, [update]);
  const latest = useRef(update);
  useEffect(() => {
    latest.current = update;
  }, [update]);
  useEffect(() => {
    const element = scroller.current;
    if (!element) return;
    const onScroll = (): void => latest.current();
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(onScroll);
    observer.observe(element);
    return () => {
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller]);
  return viewport;
}
