import type { ReactNode } from 'react';
import css from './Toolbar.module.css';

/** Search and filters above a table; `end` says quietly how many there are. On a phone the first takes the whole width. */
export function Toolbar({ children, end }: { children: ReactNode; end?: ReactNode }) {
  return (
    <div className={`${css.bar} no-print`}>
      {children}
      {end && (
        <div className={css.end} role="status">
          {end}
        </div>
      )}
    </div>
  );
}
