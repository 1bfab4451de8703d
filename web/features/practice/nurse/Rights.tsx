import { IconAlertTriangle, IconCheck, IconCircleDotted, IconX } from '@tabler/icons-react';
import type { Verdict } from './five-rights.ts';
import css from './mar.module.css';

const icons = { right: IconCheck, wrong: IconX, ask: IconAlertTriangle, waiting: IconCircleDotted } as const;
const words = { right: 'right', wrong: 'wrong', ask: 'check', waiting: 'not checked yet' } as const;

/** The five rights, each with its verdict and what speaks for it. */
export function Rights({ verdicts }: { verdicts: readonly Verdict[] }) {
  return (
    <ul className={css.rights} aria-label="Five rights" aria-live="polite">
      {verdicts.map(({ right, state, text }) => {
        const Icon = icons[state];
        return (
          <li key={right} className={css.right} data-state={state}>
            <Icon size={16} aria-hidden="true" />
            <b>{right}</b>
            <span>
              <span className="screen-reader">{words[state]}: </span>
              {text}
            </span>
          </li>
        );
      })}
    </ul>
  );
}
