import { useId, type ReactNode } from 'react';
import css from './Section.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  actions?: ReactNode;
  /** For tables that reach the border. */
  flush?: boolean;
  children: ReactNode;
}

/** A titled part of a page on its own surface. */
export function Section({ title, note, actions, flush = false, children }: Props) {
  const id = useId();
  return (
    <section className={css.section} aria-labelledby={id}>
      <div className={css.head}>
        <h2 id={id} className={css.title}>
          {title}
        </h2>
        <p className={css.note}>{note}</p>
        {actions}
      </div>
      <div className={`${css.body} ${flush ? css.flush : ''}`}>{children}</div>
    </section>
  );
}
