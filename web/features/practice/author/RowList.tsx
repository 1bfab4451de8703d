import type { ReactNode } from 'react';
import css from './author.module.css';
import type { FormProps, Path } from './author-types.ts';
import { RowTools } from './RowTools.tsx';
import { moveIn, removeIn } from './yaml-edit.ts';

interface Props<Row> extends Pick<FormProps, 'text' | 'readOnly' | 'onEdit' | 'onShow'> {
  /** Of the list in the file. */
  path: Path;
  rows: readonly Row[];
  /** One row, for whoever hears it: `the event fever`. */
  what: (row: Row, index: number) => string;
  rowClass: string | undefined;
  /** For whoever hears it; where the heading above does not say it. */
  label?: string;
  /** The last one that is removed takes the list out of the file, where an empty one would be a mistake. */
  endsWithLast?: boolean;
  /** What adds a row; it has `data-add`, so that the keyboard finds it when no row is left. */
  adder: ReactNode;
  children: (row: Row, index: number) => ReactNode;
  /** What comes after the tools of a row. */
  below?: (row: Row, index: number) => ReactNode;
}

/** A list of the file as rows: each with what it shows and its tools, below them what adds one. */
export function RowList<Row>(props: Props<Row>) {
  const { text, path, rows, readOnly, what, rowClass, label, endsWithLast, adder, children, below, onEdit, onShow } = props;
  return (
    <div>
      <ol className={css.rows} data-rows aria-label={label}>
        {rows.map((row, index) => (
          <li key={index} className={rowClass} data-row={index}>
            {children(row, index)}
            <RowTools
              what={what(row, index)}
              index={index}
              count={rows.length}
              readOnly={readOnly}
              onMove={(to) => onEdit(moveIn(text, path, index, to))}
              onRemove={() => onEdit(removeIn(text, endsWithLast && rows.length === 1 ? path : [...path, index]))}
              onShow={() => onShow([...path, index])}
            />
            {below?.(row, index)}
          </li>
        ))}
      </ol>
      {!readOnly && adder}
    </div>
  );
}
