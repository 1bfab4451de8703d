import type { ReactNode } from 'react';
import css from './ActionBar.module.css';

/** What waits to be done on a long page, and its buttons: always in sight at the lower edge. */
export function ActionBar({ children, actions }: { children: ReactNode; actions: ReactNode }) {
  return (
    <div className={`${css.bar} no-print`}>
      <div className={css.words} role="status">
        {children}
      </div>
      <div className={css.buttons}>{actions}</div>
    </div>
  );
}
