import type { ReactNode } from 'react';
import css from './PageHeader.module.css';

interface Props {
  title: string;
  /** One quiet line under the title. */
  note?: ReactNode;
  /** Buttons on the right; they wrap below on a phone. */
  actions?: ReactNode;
}

export function PageHeader({ title, note, actions }: Props) {
  return (
    <header className={css.header}>
      <div className={css.words}>
        <h1 className={css.title}>{title}</h1>
        {note && <p className={css.note}>{note}</p>}
      </div>
      {actions && <div className={`${css.actions} no-print`}>{actions}</div>}
    </header>
  );
}
