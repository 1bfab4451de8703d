import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useRef, type KeyboardEvent } from 'react';
import type { Instant } from '#kernel/time.ts';
import type { DeskRow } from '#support/contract.ts';
import css from './desk.module.css';
import { DeskListRow } from './DeskListRow.tsx';

interface Props {
  rows: readonly DeskRow[];
  /** The row that the keys are on. */
  cursor: string | null;
  now: Instant;
  unitName: (unitId: string | null) => string;
  onCursor: (requestId: string) => void;
  /** Enter, or a click. */
  onOpen: (requestId: string) => void;
}

const rowPx = 48;
const overscanRows = 10;

/** The queue: only what is in sight is drawn, arrows and J/K walk, Enter goes into the request. */
export function DeskList({ rows, cursor, now, unitName, onCursor, onOpen }: Props) {
  const scroller = useRef<HTMLDivElement>(null);
  // oxlint-disable-next-line react/incompatible-library -- its functions change their answers; we don't use the React compiler
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPx,
    overscan: overscanRows,
    getItemKey: (index) => rows[index]?.requestId ?? index,
  });
  const at = Math.max(
    0,
    rows.findIndex(({ requestId }) => requestId === cursor),
  );
  // Whoever opens the desk came to work through the queue.
  useEffect(() => scroller.current?.focus({ preventScroll: true }), []);
  useEffect(() => {
    if (rows.length > 0) virtual.scrollToIndex(at);
    // oxlint-disable-next-line react/exhaustive-deps -- news must not scroll a reader's list: only their own keys do
  }, [cursor]);
  const walk = (event: KeyboardEvent): void => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? rowPx) / rowPx) - 1);
    const steps: Readonly<Record<string, number>> = {
      ArrowDown: 1,
      ArrowUp: -1,
      PageDown: page,
      PageUp: -page,
      Home: -rows.length,
      End: rows.length,
    };
    const step = steps[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const next = rows[Math.max(0, Math.min(rows.length - 1, at + step))];
    if (next) onCursor(next.requestId);
  };
  return (
    <div
      ref={scroller}
      className={css.list}
      role="listbox"
      aria-label="Queue"
      id="desk-queue"
      tabIndex={0}
      aria-activedescendant={rows[at] ? `desk-${rows[at].requestId}` : undefined}
      onKeyDown={(event) => {
        if (event.key === 'Enter' && rows[at]) onOpen(rows[at].requestId);
        else walk(event);
      }}
    >
      <div role="presentation" className={css.canvas} style={{ height: virtual.getTotalSize() }}>
        {virtual.getVirtualItems().map(({ index, start, key }) => {
          const row = rows[index];
          return row ? (
            <DeskListRow
              key={key}
              row={row}
              place={index + 1}
              count={rows.length}
              start={start}
              active={index === at}
              now={now}
              unitName={unitName(row.unitId)}
              onOpen={onOpen}
            />
          ) : null;
        })}
      </div>
    </div>
  );
}
