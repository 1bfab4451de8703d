import type { ReactNode } from 'react';
import css from './EntryPage.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  children: ReactNode;
  wide?: boolean;
}

/** The frame of every page that is seen before sign-in: one column, nothing to distract. */
export function EntryPage({ title, note, children, wide = false }: Props) {
  return (
    <div className={css.page}>
      <div className={css.brand}>
        <img src="/icon.svg" alt="" />
        AtElbow
      </div>
      <main className={`${css.column} ${wide ? css.wide : ''}`}>
        <h1 className={css.title}>{title}</h1>
        <p className={css.note}>{note}</p>
        {children}
      </main>
      <p className={css.foot}>At-the-elbow support for an EHR go-live. No patient data is kept here.</p>
    </div>
  );
}
