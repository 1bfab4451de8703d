import type { ReactNode } from 'react';
import type { ResolutionLine } from '#support/contract.ts';
import css from './command-centre.module.css';

type Tip = ResolutionLine['tips'][number];

/** Tip sheets by name, each opened beside what one is at. */
export function TipLinks({ tips, after }: { tips: readonly Tip[]; after?: (tip: Tip) => ReactNode }) {
  if (tips.length === 0) return null;
  return (
    <ul className={css.tips}>
      {tips.map((tip) => (
        <li key={tip.tipId}>
          <a href={`/tips/${tip.tipId}`} target="_blank" rel="noreferrer">
            {tip.title}
          </a>
          {tip.retired && <span className={css.quiet}> (retired)</span>}
          {after?.(tip)}
        </li>
      ))}
    </ul>
  );
}
