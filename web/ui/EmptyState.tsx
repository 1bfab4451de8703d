import type { ReactNode } from 'react';
import css from './EmptyState.module.css';

interface Props {
  title: string;
  /** What would be here and how it gets here. */
  children?: ReactNode;
  action?: ReactNode;
}

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={css.empty} data-empty>
      <p className={css.title}>{title}</p>
      {children && <div className={css.text}>{children}</div>}
      {action && <div className={css.action}>{action}</div>}
    </div>
  );
}
