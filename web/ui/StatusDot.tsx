import type { ReactNode } from 'react';
import css from './StatusDot.module.css';

export type Tone = 'good' | 'look' | 'gap' | 'accent' | 'quiet';

/** A coloured dot never stands alone: the word beside it says the same. */
export function StatusDot({ tone, children }: { tone: Tone; children: ReactNode }) {
  return (
    <span className={css.status} data-tone={tone}>
      <span className={css.dot} aria-hidden="true" />
      <span className="truncate">{children}</span>
    </span>
  );
}
