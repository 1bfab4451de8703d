import { memo, useEffect, useSyncExternalStore, type RefObject } from 'react';
import { createPortal } from 'react-dom';
import css from './board.module.css';
import { lanePx, stripPx, type BoardRow } from './board-rows.ts';
import type { Carry, CarryState } from './carry.ts';
import { spanX, type TimeScale } from './time-scale.ts';

interface Props {
  carry: Carry;
  rows: readonly BoardRow[];
  tops: Float64Array;
  scale: TimeScale;
  headPx: number;
  scroller: RefObject<HTMLDivElement | null>;
}

export function verdictOf(answer: CarryState['answer']): 'yes' | 'soft' | 'no' | 'asking' {
  if (answer === null || answer === 'asking') return 'asking';
  if (!answer.allowed) return 'no';
  return answer.verdicts.length > 0 ? 'soft' : 'yes';
}
const words = { yes: 'Allowed', soft: 'Allowed, but', no: 'Not allowed', asking: 'Asking the rules …' };

/** What is being carried, over what, and what the rules say: drawn above the board, which itself is not drawn again. */
export function CarryLayer({ carry, rows, tops, scale, headPx, scroller }: Props) {
  const state = useSyncExternalStore(carry.subscribe, carry.get);
  const carrying = state !== null;
  useEffect(() => {
    scroller.current?.classList.toggle(css.carrying ?? '', carrying);
  }, [carrying, scroller]);
  if (!state) return null;
  const { aim } = state;
  const verdict = verdictOf(state.answer);
  const index = aim ? rows.findIndex((row) => row.key === aim.row.key) : -1;
  const box = aim ? spanX(scale, aim.start, aim.end) : null;
  const inUnit = aim?.row.kind === 'unit' && scale.zoom !== 'six-weeks';
  return (
    <>
      <Tints people={state.people} rows={rows} tops={tops} width={scale.width} />
      {aim && box && index >= 0 && (
        <div
          className={css.target}
          data-carry-target
          data-verdict={verdict}
          style={{
            left: headPx + box.left,
            width: box.width,
            top: (tops[index] ?? 0) + (inUnit ? (aim.lane >= 0 ? stripPx + 1 + aim.lane * lanePx : 1) : 3),
            height: inUnit ? (aim.lane >= 0 ? lanePx : aim.row.height - 3) : aim.row.height - 6,
          }}
        />
      )}
      {createPortal(
        <div className={css.board} style={{ display: 'contents' }}>
          <div className={css.ghost} id="board-ghost" data-verdict={aim ? verdict : undefined} role="status">
            <strong>{state.title}</strong>
            {aim ? `${aim.words[0]?.toUpperCase()}${aim.words.slice(1)}` : 'Carry it to where it should be. Escape lets go.'}
            {aim && (
              <div>
                {words[verdict]}
                {state.answer !== null && state.answer !== 'asking' && state.answer.verdicts.length > 0 && (
                  <ul>
                    {state.answer.verdicts.slice(0, 4).map((one) => (
                      <li key={one.text}>{one.text}</li>
                    ))}
                  </ul>
                )}
              </div>
            )}
          </div>
        </div>,
        document.body,
      )}
    </>
  );
}

/** Whoever may take it is tinted, as soon as the server has judged them all at once: drawn once, not at every move. */
const Tints = memo(function Tints({
  people,
  rows,
  tops,
  width,
}: {
  people: CarryState['people'];
  rows: readonly BoardRow[];
  tops: Float64Array;
  width: number;
}) {
  if (!people) return null;
  return rows.map((row, i) =>
    row.kind === 'person' && people.get(row.key)?.allowed ? (
      <div key={row.key} className={css.tint} style={{ top: tops[i] ?? 0, height: row.height, width: `calc(var(--head) + ${width}px)` }} />
    ) : null,
  );
});
