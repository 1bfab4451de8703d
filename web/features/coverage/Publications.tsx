import type { z } from 'zod';
import type { listPublications } from '#coverage/contract.ts';
import { TimeText } from '#web/ui/TimeText.tsx';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import css from './plans.module.css';

type Publication = z.output<(typeof listPublications)['response']>['publications'][number];

/** What was published when, newest first: a time line, since nobody sorts history. */
export function Publications({ publications }: { publications: readonly Publication[] }) {
  if (publications.length === 0) return <p className={css.quiet}>Nothing has been published yet.</p>;
  return (
    <ol className={css.history}>
      {publications.map((one) => (
        <li key={one.publicationId}>
          <div className={css.when}>
            <TimeText at={one.at} />
          </div>
          <div className={css.what}>
            <strong>{one.name}</strong>{' '}
            <span className={css.quiet}>
              by {one.by}, for <span className={css.date}>{localDayText(one.from)}</span> to{' '}
              <span className={css.date}>{localDateText(one.to)}</span>
            </span>
            <div className="tabular">
              {one.gains} gained, {one.loses} lost, {one.changes} changed; {one.notified} told
            </div>
            {one.note && <div className={css.quiet}>{one.note}</div>}
          </div>
        </li>
      ))}
    </ol>
  );
}
