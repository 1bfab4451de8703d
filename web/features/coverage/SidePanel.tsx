import { CloseButton } from '@mantine/core';
import { useEffect, useRef, type ReactNode } from 'react';
import css from './SidePanel.module.css';

interface Props {
  title: string;
  note?: ReactNode;
  children: ReactNode;
  onClose: () => void;
}

/** Stands beside the board, not above it: one looks at both. Escape closes it. */
export function SidePanel({ title, note, children, onClose }: Props) {
  const panel = useRef<HTMLElement>(null);
  useEffect(() => {
    panel.current?.scrollTo({ top: 0 });
  }, [title]);
  useEffect(() => {
    const element = panel.current;
    const onKey = (event: KeyboardEvent): void => {
      if (event.key === 'Escape') onClose();
    };
    element?.addEventListener('keydown', onKey);
    return () => element?.removeEventListener('keydown', onKey);
  }, [onClose]);
  return (
    <aside ref={panel} className={`${css.panel} no-print`} aria-label={title} tabIndex={-1}>
      <header className={css.header}>
        <div className={css.words}>
          <h2 className={css.title}>{title}</h2>
          {note && <div className={css.note}>{note}</div>}
        </div>
        <CloseButton aria-label="Close the panel" onClick={onClose} />
      </header>
      {children}
    </aside>
  );
}
