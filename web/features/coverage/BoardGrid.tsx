import {
  useCallback,
  useEffect,
  useImperativeHandle,
  useLayoutEffect,
  useRef,
  useState,
  type KeyboardEvent,
  type MouseEvent,
  type PointerEvent,
  type Ref,
} from 'react';
import { isoWeek, type Instant } from '#kernel/time.ts';
import { BoardAxis, BoardBackdrop } from './BoardAxis.tsx';
import css from './board.module.css';
import type { BoardModel } from './board-model.ts';
import type { BoardItem, BoardRow } from './board-rows.ts';
import { BoardRowView } from './BoardRowView.tsx';
import { cursorBox, itemOf, walk, type Cursor } from './board-walk.ts';
import { dateText } from '#web/ui/time-text.ts';
import { itemText } from './board-words.ts';
import type { Carry } from './carry.ts';
import { CarryLayer } from './CarryLayer.tsx';
import { useCarryKeys } from './use-carry-keys.ts';
import { useDrag } from './use-drag.ts';
import { rowAt, useTops, useViewport } from './use-viewport.ts';
import { dayOf, timeAt, xOf, type TimeScale } from './time-scale.ts';

/** What was opened: a bar, a need's figure, or a unit's day. */
export type Opened =
  | { readonly kind: 'item'; readonly item: BoardItem }
  | { readonly kind: 'need'; readonly needId: string }
  | { readonly kind: 'day'; readonly unitId: string; readonly day: number };

export interface BoardGridHandle {
  scrollTo(at: Instant, rowKey?: string): void;
  /** Scrolls as another board did: same time, same row, same part of it. */
  follow(place: ScrollPlace): void;
  focus(): void;
}
export interface ScrollPlace {
  readonly left: number;
  readonly row: number;
  readonly part: number;
}

interface Props {
  label: string;
  model: BoardModel;
  view: 'units' | 'people';
  rows: readonly BoardRow[];
  scale: TimeScale;
  headPx: number;
  now: Instant;
  /** Null: may look, not move. */
  carry: Carry | null;
  onOpen: (opened: Opened) => void;
  onDrop: () => void;
  onDayChange: (day: number) => void;
  onScroll?: (place: ScrollPlace) => void;
  ref?: Ref<BoardGridHandle>;
}

export function BoardGrid(props: Props) {
  const { label, model, view, rows, scale, headPx, now, carry, onOpen, onDrop, onDayChange, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const tops = useTops(rows);
  const viewport = useViewport(scroller, tops, scale, headPx);
  const [cursor, setCursor] = useState<Cursor>({ row: 0, lane: 0, time: now, itemId: null });
  const [selected, setSelected] = useState(false);
  const row = rows[Math.min(cursor.row, rows.length - 1)];
  const height = tops[rows.length] ?? 0;

  // A board opens on the present, where that is in its dates.
  useLayoutEffect(() => {
    const element = scroller.current;
    const today = dayOf(scale, Date.now());
    if (!element || today < 0 || today >= scale.dates.length || scale.zoom === 'six-weeks') return;
    const left = scale.zoom === 'day' ? xOf(scale, Date.now()) - (element.clientWidth - headPx) / 4 : today * scale.dayPx;
    if (scale.zoom === 'day' || left + scale.dayPx > element.clientWidth - headPx) element.scrollLeft = left;
  }, [scale, headPx]);
  useEffect(() => onDayChange(viewport.namedDay), [onDayChange, viewport.namedDay]);

  const reveal = useCallback(
    (to: Cursor) => {
      const element = scroller.current;
      const there = rows[to.row];
      if (!element || !there) return;
      const box = cursorBox(there, scale, to);
      const top = (tops[to.row] ?? 0) + box.top;
      const [viewHeight, viewWidth] = [element.clientHeight - 38, element.clientWidth - headPx];
      if (top < element.scrollTop) element.scrollTop = top - 8;
      else if (top + box.height > element.scrollTop + viewHeight) element.scrollTop = top + box.height - viewHeight + 8;
      if (box.left < element.scrollLeft) element.scrollLeft = box.left - 16;
      else if (box.left + Math.min(box.width, viewWidth) > element.scrollLeft + viewWidth)
        element.scrollLeft = box.left + box.width - viewWidth + 16;
    },
    [rows, scale, tops, headPx],
  );
  useImperativeHandle(
    ref,
    () => ({
      scrollTo(at, rowKey) {
        const element = scroller.current;
        if (!element) return;
        element.scrollLeft = Math.max(0, xOf(scale, at) - (scale.zoom === 'day' ? scale.dayPx * 0.25 : 0));
        const index = rowKey === undefined ? -1 : rows.findIndex((one) => one.key === rowKey);
        if (index >= 0) element.scrollTop = Math.max(0, (tops[index] ?? 0) - 60);
      },
      follow(place) {
        const element = scroller.current;
        if (!element) return;
        element.scrollLeft = place.left;
        const [top, next] = [tops[place.row] ?? 0, tops[place.row + 1] ?? 0];
        element.scrollTop = top + place.part * (next - top);
      },
      focus: () => scroller.current?.focus(),
    }),
    [scale, rows, tops],
  );

  /** What is under a point of the window. */
  const locate = useCallback(
    (event: { clientX: number; clientY: number; target?: EventTarget | null }) => {
      const box = canvas.current?.getBoundingClientRect();
      if (!box) return null;
      const index = rowAt(tops, event.clientY - box.top);
      const there = rows[index];
      if (!there) return null;
      const time = timeAt(scale, event.clientX - box.left - headPx);
      return { index, row: there, time };
    },
    [rows, tops, scale, headPx],
  );
  const drag = useDrag({ model, view, scale, carry, scroller, locate, onDrop });
  const onCarryKey = useCarryKeys({ model, view, rows, scale, carry, onDrop });

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
    if (drag.justDragged()) return;
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
  /** Tooltips are written when they are wanted: a thousand of them would cost more than the bars. */
  const onPointerOver = (event: PointerEvent): void => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-item]');
    if (!element || element.title) return;
    const item = itemOf(locate(event)?.row, element.dataset.item ?? null);
    if (item) element.title = itemText(model, item, scale.zone);
  };

  const shown = rows.slice(viewport.firstRow, viewport.lastRow + 1);
  const week = isoWeek(scale.dates[viewport.namedDay] ?? scale.dates[0] ?? '2000-01-01');
  const box = row ? cursorBox(row, scale, cursor) : null;
  const item = itemOf(row, cursor.itemId);
  const cursorId = `board-cursor-${row?.key}-${cursor.itemId ?? cursor.time}`.replace(/\s/g, '_');
  const nowX = now >= (scale.midnights[0] ?? 0) && now < (scale.midnights.at(-1) ?? 0) ? xOf(scale, now) : null;
  return (
    <div
      ref={scroller}
      role="grid"
      tabIndex={0}
      className={css.scroller}
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-colcount={scale.dates.length + 1}
      aria-activedescendant={row ? cursorId : undefined}
      aria-multiselectable={false}
      onKeyDown={onKeyDown}
      onScroll={props.onScroll && (() => props.onScroll?.(placeOf(scroller.current, tops)))}
      onClick={onClick}
      onPointerOver={onPointerOver}
      onPointerDown={drag.onPointerDown}
    >
      <BoardAxis
        scale={scale}
        fromDay={viewport.fromDay}
        toDay={viewport.toDay}
        corner={view === 'units' ? 'Unit' : `Supporter · ${week.slice(5)}`}
      />
      <div ref={canvas} role="rowgroup" className={css.canvas} style={{ height, width: `calc(var(--head) + ${scale.width}px)` }}>
        <BoardBackdrop scale={scale} fromDay={viewport.fromDay} toDay={viewport.toDay} height={height} />
        {nowX !== null && <div className={css.now} aria-hidden="true" style={{ left: `calc(var(--head) + ${nowX}px)`, height }} />}
        {shown.map((one, i) => {
          const index = viewport.firstRow + i;
          return (
            <BoardRowView
              key={one.key}
              row={one}
              index={index}
              top={tops[index] ?? 0}
              view={view}
              model={model}
              scale={scale}
              fromDay={viewport.fromDay}
              toDay={viewport.toDay}
              week={week}
            />
          );
        })}
        {row && box && (
          <div role="row" aria-rowindex={cursor.row + 2} className={css.cursorRow}>
            <div
              role="gridcell"
              id={cursorId}
              aria-colindex={dayOf(scale, cursor.time) + 2}
              aria-selected={selected}
              className={css.cursor}
              data-selected={selected || undefined}
              aria-label={item ? itemText(model, item, scale.zone) : `${row.label}, ${dateText(cursor.time, scale.zone)}`}
              style={{ left: headPx + box.left, top: (tops[cursor.row] ?? 0) + box.top, width: box.width, height: box.height }}
            />
          </div>
        )}
        {carry && <CarryLayer carry={carry} rows={rows} tops={tops} scale={scale} headPx={headPx} scroller={scroller} />}
      </div>
    </div>
  );
}

function placeOf(element: HTMLDivElement | null, tops: Float64Array): ScrollPlace {
  if (!element) return { left: 0, row: 0, part: 0 };
  const row = rowAt(tops, element.scrollTop);
  const [top, next] = [tops[row] ?? 0, tops[row + 1] ?? 0];
  return { left: element.scrollLeft, row, part: next > top ? (element.scrollTop - top) / (next - top) : 0 };
}
