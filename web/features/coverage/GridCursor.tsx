import { dateText } from '#web/ui/time-text.ts';
import css from './board.module.css';
import type { BoardModel } from './board-model.ts';
import type { BoardRow } from './board-rows.ts';
import { cursorBox, itemOf, type Cursor } from './board-walk.ts';
import { itemText } from './board-words.ts';
import { dayOf, type TimeScale } from './time-scale.ts';

interface Props {
  id: string;
  row: BoardRow;
  cursor: Cursor;
  selected: boolean;
  top: number;
  model: BoardModel;
  scale: TimeScale;
  headPx: number;
}

/** The cell on which the keyboard stands: the grid's active descendant, so it says all that the bar means. */
export function GridCursor({ id, row, cursor, selected, top, model, scale, headPx }: Props) {
  const box = cursorBox(row, scale, cursor);
  const item = itemOf(row, cursor.itemId);
  return (
    <div role="row" aria-rowindex={cursor.row + 2} className={css.cursorRow}>
      <div
        role="gridcell"
        id={id}
        aria-colindex={dayOf(scale, cursor.time) + 2}
        aria-selected={selected}
        className={css.cursor}
        data-selected={selected || undefined}
        aria-label={item ? itemText(model, item, scale.zone) : `${row.label}, ${dateText(cursor.time, scale.zone)}`}
        style={{ left: headPx + box.left, top: top + box.top, width: box.width, height: box.height }}
      />
    </div>
  );
}
