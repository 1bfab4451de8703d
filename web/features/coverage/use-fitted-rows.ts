import { useEffect, useLayoutEffect, useMemo, useRef, useState, type RefObject } from 'react';
import { fitted, type BoardRow } from './board-rows.ts';
import type { TimeScale } from './time-scale.ts';
import { rowAt } from './use-viewport.ts';

interface Days {
  readonly from: number;
  readonly to: number;
}
const restMs = 180;

/**
 * Rows as high as the days in sight need. While one scrolls they only grow, so that nothing hides and nothing trembles;
 * at rest they take the height that is left.
 */
export function useFittedRows(
  rows: readonly BoardRow[],
  scale: TimeScale,
  headPx: number,
  scroller: RefObject<HTMLDivElement | null>,
): readonly BoardRow[] {
  const [days, setDays] = useState<Days>({ from: 0, to: scale.dates.length - 1 });
  useLayoutEffect(() => {
    const element = scroller.current;
    if (!element) return;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const inSight = (): Days => {
      const day = (x: number): number => Math.max(0, Math.min(scale.dates.length - 1, Math.floor(x / scale.dayPx)));
      return { from: day(element.scrollLeft), to: day(element.scrollLeft + element.clientWidth - headPx - 1) };
    };
    const settle = (): void => setDays((before) => keep(before, inSight()));
    const onScroll = (): void => {
      clearTimeout(timer);
      timer = setTimeout(settle, restMs);
      setDays((before) => keep(before, whileScrolling(before, inSight())));
    };
    settle();
    element.addEventListener('scroll', onScroll, { passive: true });
    const observer = new ResizeObserver(settle);
    observer.observe(element);
    return () => {
      clearTimeout(timer);
      element.removeEventListener('scroll', onScroll);
      observer.disconnect();
    };
  }, [scroller, scale, headPx]);
  const start = scale.midnights[days.from] ?? 0;
  const end = scale.midnights[days.to + 1] ?? Number.POSITIVE_INFINITY;
  return useMemo(() => rows.map((row) => fitted(row, start, end)), [rows, start, end]);
}

const keep = (before: Days, now: Days): Days => (before.from === now.from && before.to === now.to ? before : now);

/** What was in sight and what is now; after a jump to other days only these. */
export const whileScrolling = (before: Days, now: Days): Days =>
  now.to < before.from || before.to < now.from ? now : { from: Math.min(before.from, now.from), to: Math.max(before.to, now.to) };

/** When rows change their height, the one at the upper edge stays where it is. */
export function useSteadyTop(scroller: RefObject<HTMLDivElement | null>, rows: readonly BoardRow[], tops: Float64Array): void {
  const shown = useRef({ rows, tops, top: 0 });
  useLayoutEffect(() => {
    const element = scroller.current;
    const before = shown.current;
    if (!element) return;
    shown.current = { rows, tops, top: element.scrollTop };
    if (before.tops === tops || before.rows.length !== rows.length) return;
    const index = rowAt(before.tops, before.top);
    if (before.rows[index]?.key !== rows[index]?.key) return;
    const inside = Math.min(before.top - (before.tops[index] ?? 0), (rows[index]?.height ?? 1) - 1);
    element.scrollTo({ top: (tops[index] ?? 0) + inside });
    shown.current.top = element.scrollTop;
  }, [scroller, rows, tops]);
  useEffect(() => {
    const element = scroller.current;
    const onScroll = (): void => {
      if (element) shown.current.top = element.scrollTop;
    };
    element?.addEventListener('scroll', onScroll, { passive: true });
    return () => element?.removeEventListener('scroll', onScroll);
  }, [scroller]);
}
