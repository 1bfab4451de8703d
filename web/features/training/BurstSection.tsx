import type { BurstView } from '#training/contract.ts';
import css from './learn.module.css';
import { activityName } from './training-words.ts';
import { localDateText } from '#web/ui/local-date-text.ts';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';

/** What changes of the EHR and signals ask of one person beside their role. Nothing where there is nothing. */
export function BurstSection({ bursts }: { bursts: readonly BurstView[] }) {
  if (bursts.length === 0) return null;
  return (
    <Section title="Changes and refreshers" note="Offered by a change of the EHR, or by a rule from a signal" flush>
      <ul className={css.list}>
        {bursts.map((one) => (
          <li key={`${one.reason} ${one.sourceId}`} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{one.title}</div>
              <div className={css.quiet}>
                {one.reason === 'release' ? 'Change of the EHR' : 'Refresher'} · {activityName(one.moduleId)}
                {one.mandatory ? ' · needed to keep access' : ''}
              </div>
            </div>
            <div className={css.quiet}>{one.doneAt === null ? `by ${localDateText(one.due)}` : `done ${dateText(one.doneAt)}`}</div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
