import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef, useState, type CSSProperties, type KeyboardEvent, type ReactNode } from 'react';
import css from './DataTable.module.css';
import { usePrinting } from './use-printing.ts';

export interface Column<Row> {
  readonly key: string;
  readonly header: string;
  /** CSS grid track: `minmax(160px, 2fr)`, `90px`. */
  readonly width?: string;
  readonly align?: 'left' | 'right';
  readonly cell: (row: Row) => ReactNode;
  /** Given: the header sorts by it. */
  readonly sortBy?: (row: Row) => string | number;
  /** The header sorts by it on the server (`paging`). */
  readonly sorts?: true;
  /** Not shown below this page width, px: phones keep what matters. */
  readonly hiddenBelow?: 640 | 960;
}

interface Props<Row> {
  /** Says what the table holds; read out, not shown. */
  label: string;
  columns: readonly Column<Row>[];
  /** With `paging`, as long as the whole, with gaps where nothing is loaded yet. */
  rows: readonly (Row | undefined)[];
  rowKey: (row: Row) => string;
  /** Given: Enter or a click opens the row. */
  onOpen?: (row: Row) => void;
  /** The row that is open beside or below the table. */
  isCurrent?: (row: Row) => boolean;
  /** Shown instead of an empty table. */
  empty?: ReactNode;
  /** `page` grows to 70% of the window; a number is px. */
  height?: 'page' | number;
  /** Rows come page by page, sorted by the server. */
  paging?: Paging;
}

export interface Paging {
  readonly sort: Sort | null;
  readonly onSort: (sort: Sort | null) => void;
  /** These rows are in sight: load them. */
  readonly onShow: (first: number, last: number) => void;
}

export interface Sort {
  readonly key: string;
  readonly down: boolean;
}

const rowPx = 36;
const collator = new Intl.Collator('en', { numeric: true, sensitivity: 'base' });

/** A dense table for experts: sorts, draws only what is in sight (thousands of rows), arrows walk, Enter opens. */
export function DataTable<Row>({ label, columns, rows, rowKey, onOpen, isCurrent, empty, height = 'page', paging }: Props<Row>) {
  const scroller = useRef<HTMLDivElement>(null);
  const [own, setOwn] = useState<Sort | null>(null);
  const [sort, setSort] = paging ? [paging.sort, paging.onSort] : [own, setOwn];
  const [focused, setFocused] = useState(0);
  const printing = usePrinting();
  const sorted = useMemo(() => (paging ? rows : sortRows(rows, columns, sort)), [rows, columns, sort, paging]);
  // oxlint-disable-next-line react/incompatible-library -- its functions change their answers; we don't use the React compiler
  const virtual = useVirtualizer({
    count: sorted.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: 12,
  });
  const inSight = virtual.getVirtualItems();
  const [first, last] = [inSight[0]?.index, inSight.at(-1)?.index];
  const onShow = paging?.onShow;
  useEffect(() => {
    if (first !== undefined && last !== undefined) onShow?.(first, last);
  }, [first, last, onShow]);
  const open = isCurrent ? sorted.findIndex((row) => row !== undefined && isCurrent(row)) : -1;
  useEffect(() => {
    // The table may shrink beside what was opened from it: its row stays in sight.
    if (open >= 0) virtual.scrollToIndex(open);
  }, [open, height, virtual]);
  if (rows.length === 0 && empty) return empty;

  const walk = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 2);
    const steps: Record<string, number> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -sorted.length,
      End: sorted.length,
    };
    const step = steps[event.key];
    const row = event.target as HTMLElement;
    if (step === undefined || !row.matches('[role=row]')) return;
    event.preventDefault();
    // From where the row is now: others may have come before it since it took the focus.
    const next = Math.max(0, Math.min(sorted.length - 1, Number(row.dataset.index ?? focused) + step));
    setFocused(next);
    virtual.scrollToIndex(next);
    requestAnimationFrame(() => scroller.current?.querySelector<HTMLElement>(`[data-index="${next}"]`)?.focus());
  };
  const items = printing ? sorted.flatMap((row, index) => (row === undefined ? [] : { index, start: index * rowPx })) : inSight;
  const tracks = columns.map((column) => column.width ?? 'minmax(120px, 1fr)').join(' ');

  return (
    <div
      ref={scroller}
      className={css.scroller}
      role="grid"
      tabIndex={-1}
      aria-label={label}
      aria-rowcount={sorted.length + 1}
      aria-colcount={columns.length}
      style={{ maxHeight: printing ? 'none' : height === 'page' ? '70vh' : height, '--tracks': tracks } as CSSProperties}
      onKeyDown={walk}
    >
      <div role="row" aria-rowindex={1} className={css.head}>
        {columns.map((column) => (
          <HeaderCell key={column.key} column={column} sort={sort} onSort={setSort} />
        ))}
      </div>
      <div role="presentation" className={css.body} style={printing ? {} : { height: virtual.getTotalSize() }}>
        {items.map(({ index, start }) => {
          const row = sorted[index];
          if (row === undefined) return <Awaited key={index} index={index} start={start} columns={columns.length} />;
          return (
            <div
              key={rowKey(row)}
              role="row"
              aria-rowindex={index + 2}
              data-index={index}
              data-opens={onOpen ? true : undefined}
              aria-selected={isCurrent ? isCurrent(row) : undefined}
              tabIndex={index === Math.min(focused, sorted.length - 1) ? 0 : -1}
              className={css.row}
              style={printing ? { position: 'static' } : { transform: `translateY(${start}px)` }}
              onFocus={() => setFocused(index)}
              onClick={(event) => opens(event.target) && onOpen?.(row)}
              onKeyDown={(event) => {
                if (event.key === 'Enter' && event.target === event.currentTarget) onOpen?.(row);
              }}
            >
              {columns.map((column) => (
                <div
                  key={column.key}
                  role="gridcell"
                  className={css.cell}
                  data-align={column.align}
                  data-below={column.hiddenBelow}
                  style={growing(column.width)}
                >
                  {words(column.cell(row))}
                </div>
              ))}
            </div>
          );
        })}
      </div>
      {printing && items.length < sorted.length && (
        <p className={css.more}>{(sorted.length - items.length).toLocaleString('en')} more: narrow the list to print them</p>
      )}
    </div>
  );
}

/** Words that do not fit end in an ellipsis: cut off in the middle of a letter they look broken. */
const words = (shown: ReactNode): ReactNode => (typeof shown === 'string' ? <span className="truncate">{shown}</span> : shown);

/** A row on its way. */
const Awaited = ({ index, start, columns }: { index: number; start: number; columns: number }) => (
  <div role="row" aria-rowindex={index + 2} data-index={index} className={css.row} style={{ transform: `translateY(${start}px)` }}>
    <div role="gridcell" aria-colspan={columns} className={css.cell} data-awaited>
      <span aria-label="Loading" />
    </div>
  </div>
);

/** On a phone the columns that stay share its width in the proportion of their least widths. */
const growing = (width = '120px'): CSSProperties =>
  ({ '--grow': Number.parseInt(/\d+(?=px)/.exec(width)?.[0] ?? '120', 10) }) as CSSProperties;

/** A click on a button or link inside a row means that button. */
const opens = (target: EventTarget): boolean => !(target as HTMLElement).closest('a, button, input, select, textarea, label');

function HeaderCell<Row>({ column, sort, onSort }: { column: Column<Row>; sort: Sort | null; onSort: (sort: Sort | null) => void }) {
  const mine = sort?.key === column.key ? sort : null;
  const turn = (): void => onSort(mine === null ? { key: column.key, down: false } : mine.down ? null : { key: column.key, down: true });
  return (
    <div
      role="columnheader"
      className={css.cell}
      data-align={column.align}
      data-below={column.hiddenBelow}
      style={growing(column.width)}
      aria-sort={mine === null ? undefined : mine.down ? 'descending' : 'ascending'}
    >
      {column.sortBy || column.sorts ? (
        <button type="button" className={css.sort} onClick={turn}>
          <span className="truncate">{column.header}</span>
          <span className={css.arrow} aria-hidden="true">
            {mine === null ? '' : mine.down ? '↓' : '↑'}
          </span>
        </button>
      ) : (
        <span className="truncate">{column.header}</span>
      )}
    </div>
  );
}

type Rows<Row> = readonly (Row | undefined)[];

function sortRows<Row>(rows: Rows<Row>, columns: readonly Column<Row>[], sort: Sort | null): Rows<Row> {
  const by = columns.find((column) => column.key === sort?.key)?.sortBy;
  if (!sort || !by) return rows;
  const sign = sort.down ? -1 : 1;
  return rows.toSorted((a, b) => {
    if (a === undefined || b === undefined) return 0;
    const [x, y] = [by(a), by(b)];
    return sign * (typeof x === 'number' && typeof y === 'number' ? x - y : collator.compare(String(x), String(y)));
  });
}
