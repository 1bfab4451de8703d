import { Skeleton } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useCallback, useMemo, type Ref } from 'react';
import { judgeEdit, judgePeople } from '#coverage/contract.ts';
import type { Instant, LocalDate, TimeZone } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './board.module.css';
import { BoardGrid } from './BoardGrid.tsx';
import type { BoardGridHandle, Opened, ScrollPlace } from './grid-place.ts';
import type { BoardAddress } from './board-search.ts';
import type { BoardModel } from './board-model.ts';
import { rowsOf } from './board-rows.ts';
import { makeCarry, type Carry } from './carry.ts';
import { makeScale } from './time-scale.ts';
import type { BoardQuery } from './use-board.ts';
import type { Edits } from './use-edits.ts';

interface Props {
  address: BoardAddress;
  board: BoardQuery;
  zone: TimeZone;
  now: Instant;
  /** Given: may be edited. */
  edits: Edits | null;
  heading?: string;
  onOpen: (opened: Opened) => void;
  onDate: (date: LocalDate) => void;
  onScroll?: (place: ScrollPlace) => void;
  ref?: Ref<BoardGridHandle>;
}

/** One plan on the board: the grid with its states of waiting, emptiness and failure. */
export function BoardPane({ address, board, zone, now, edits, heading, onOpen, onDate, onScroll, ref }: Props) {
  const { search, filter, from, to, change } = address;
  const { ref: box, width } = useElementSize();
  const headPx = width > 0 && width < 640 ? 116 : 232;
  const { model } = board;
  const planId = model?.answer.planId;
  const scale = useMemo(
    () => makeScale(search.zoom, from, to, zone, Math.max(200, width - headPx - 16)),
    [search.zoom, from, to, zone, width, headPx],
  );
  const { siteId, unitId, search: words, kind, onlyGaps } = filter;
  const rows = useMemo(
    () => (model ? rowsOf(model, search.view, search.zoom, { siteId, unitId, search: words, kind, onlyGaps }) : []),
    [model, search.view, search.zoom, siteId, unitId, words, kind, onlyGaps],
  );
  const mayEdit = edits !== null;
  const carry = useMemo(() => (mayEdit && planId !== undefined ? carryFor(planId) : null), [mayEdit, planId]);
  const drop = (): void => {
    const state = carry?.get();
    carry?.end();
    if (state?.aim && edits) void edits.apply(state.aim.edit, `${state.title}: ${state.aim.words}`);
  };
  const onDayChange = useCallback((day: number) => onDate(scale.dates[day] ?? from), [onDate, scale, from]);
  return (
    <section className={css.board} ref={box} aria-label={heading ?? 'Board'}>
      {heading && <h2 className={css.paneTitle}>{heading}</h2>}
      <ProblemAlert error={board.error} title="The board could not be loaded" onRetry={board.retry} />
      {board.loading && <Waiting />}
      {model && rows.length === 0 && (
        <NothingHere
          model={model}
          address={address}
          onClear={() => change({ site: undefined, unit: undefined, find: '', kind: undefined, gaps: false })}
        />
      )}
      {model && rows.length > 0 && width > 0 && (
        <BoardGrid
          ref={ref as Ref<BoardGridHandle>}
          label={`${search.view === 'units' ? 'Units' : 'People'} by time, ${model.answer.name}`}
          model={model}
          view={search.view}
          rows={rows}
          scale={scale}
          headPx={headPx}
          now={now}
          carry={carry}
          onOpen={onOpen}
          onDrop={drop}
          onDayChange={onDayChange}
          {...(onScroll ? { onScroll } : {})}
        />
      )}
    </section>
  );
}

function carryFor(planId: string): Carry {
  const params = { planId };
  return makeCarry({
    edit: (edit) => call(judgeEdit, { params, body: { edit } }),
    people: async (needId, assignmentId) => {
      const answer = await call(judgePeople, { params, body: { needId, ...(assignmentId === null ? {} : { assignmentId }) } });
      return new Map(answer.people.map((person) => [person.personId, person]));
    },
  });
}

function Waiting() {
  return (
    <div className={css.waiting} role="status" aria-label="Loading the board">
      {Array.from({ length: 14 }, (_, i) => (
        <Skeleton key={i} height={24} />
      ))}
    </div>
  );
}

function NothingHere({ model, address, onClear }: { model: BoardModel; address: BoardAddress; onClear: () => void }) {
  const { filter } = address;
  const filtered = filter.siteId ?? filter.unitId ?? filter.kind ?? (filter.search || filter.onlyGaps || null);
  const text = filtered
    ? filter.onlyGaps && model.gaps.length === 0
      ? 'There is no gap in these six weeks.'
      : 'Nothing matches the filter.'
    : 'Import units, shifts and supporters, then make a first plan.';
  return (
    <div style={{ padding: 24 }}>
      <EmptyState
        title={filtered ? 'Nothing to show' : 'Nobody to plan for yet'}
        action={
          filtered ? (
            <button type="button" className={css.clear} onClick={onClear}>
              Clear the filter
            </button>
          ) : null
        }
      >
        {text}
      </EmptyState>
    </div>
  );
}
