import { useCallback, useEffect, useRef, type PointerEvent, type Ref } from 'react';
import { isoWeek, type Instant } from '#kernel/time.ts';
import { BoardAxis, BoardBackdrop } from './BoardAxis.tsx';
import css from './board.module.css';
import type { BoardModel } from './board-model.ts';
import type { BoardRow } from './board-rows.ts';
import { BoardRowView } from './BoardRowView.tsx';
import { itemOf } from './board-walk.ts';
import { itemText } from './board-words.ts';
import type { Carry } from './carry.ts';
import { CarryLayer } from './CarryLayer.tsx';
import { GridCursor } from './GridCursor.tsx';
import type { BoardGridHandle, Opened, ScrollPlace } from './grid-place.ts';
import { useCarryKeys } from './use-carry-keys.ts';
import { useFittedRows, useSteadyTop } from './use-fitted-rows.ts';
import { useDrag } from './use-drag.ts';
import { useGridCursor } from './use-grid-cursor.ts';
import { placeOf, useGridScroll } from './use-grid-scroll.ts';
import { rowAt, useTops, useViewport } from './use-viewport.ts';
import { timeAt, xOf, type TimeScale } from './time-scale.ts';

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
  const { label, model, view, scale, headPx, now, carry, onOpen, onDrop, onDayChange, ref } = props;
  const scroller = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLDivElement>(null);
  const rows = useFittedRows(props.rows, scale, headPx, scroller);
  const tops = useTops(rows);
  const viewport = useViewport(scroller, tops, scale, headPx);
  const height = tops[rows.length] ?? 0;

  useEffect(() => onDayChange(viewport.namedDay), [onDayChange, viewport.namedDay]);

  useSteadyTop(scroller, rows, tops);
  const reveal = useGridScroll({ scroller, rows, tops, scale, headPx, handle: ref });
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

  const { cursor, selected, onKeyDown, onClick } = useGridCursor({
    rows,
    scale,
    now,
    locate,
    reveal,
    onCarryKey,
    justDragged: drag.justDragged,
    onOpen,
  });
  const row = rows[Math.min(cursor.row, rows.length - 1)];
  /** Tooltips are written when they are wanted: a thousand of them would cost more than the bars. */
  const onPointerOver = (event: PointerEvent): void => {
    const element = (event.target as HTMLElement).closest<HTMLElement>('[data-item]');
    if (!element || element.title) return;
    const item = itemOf(locate(event)?.row, element.dataset.item ?? null);
    if (item) element.title = itemText(model, item, scale.zone);
  };

  const shown = rows.slice(viewport.firstRow, viewport.lastRow + 1);
  const week = isoWeek(scale.dates[viewport.namedDay] ?? scale.dates[0] ?? '2000-01-01');
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
        {row && (
          <GridCursor
            id={cursorId}
            row={row}
            cursor={cursor}
            selected={selected}
            top={tops[cursor.row] ?? 0}
            model={model}
            scale={scale}
            headPx={headPx}
          />
        )}
        {carry && <CarryLayer carry={carry} rows={rows} tops={tops} scale={scale} headPx={headPx} scroller={scroller} />}
      </div>
    </div>
  );
}
