import type { ChangeLine } from '#training/contract.ts';
import { dateText } from '#web/ui/time-text.ts';
import { outcomeText, partText } from './feedback-words.ts';
import css from './feedback.module.css';

/** What learners said and what was changed, or why nothing was. `named`: also in what. */
export function ChangeList({ changes, named = true }: { changes: readonly ChangeLine[]; named?: boolean }) {
  return (
    <ul className={css.list}>
      {changes.map((change) => (
        <li key={change.repairId} className={css.line}>
          <div className={css.head}>
            <span className={css.title}>{named ? change.title : partText(change) || 'As a whole'}</span>
            <span className={css.quiet}>{dateText(change.at)}</span>
          </div>
          {named && change.part !== 'whole' && <div className={css.quiet}>{partText(change)}</div>}
          <div className={css.quote}>You said: {change.youSaid}</div>
          <div className={css.answer} data-outcome={change.outcome}>
            {outcomeText(change)}: {change.answer}
          </div>
        </li>
      ))}
    </ul>
  );
}
