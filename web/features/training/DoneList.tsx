import type { Standing } from '#training/contract.ts';
import css from './learn.module.css';
import { Section } from '#web/ui/Section.tsx';
import { dateText } from '#web/ui/time-text.ts';

/** What is behind one, with until when it counts. */
export function DoneList({ standing }: { standing: Standing }) {
  const done = standing.duties.filter((duty) => duty.state === 'done' || duty.state === 'waived');
  if (done.length === 0) return null;
  return (
    <Section title="Done" flush>
      <ul className={css.list}>
        {done.map((duty) => (
          <li key={duty.competencyId} className={css.done}>
            <span>{duty.name}</span>
            <span className={css.quiet}>
              {duty.state === 'waived' ? 'Waived' : duty.provedAt === null ? '' : dateText(duty.provedAt)}
              {duty.coveredUntil !== null && `, counts until ${dateText(duty.coveredUntil)} ${new Date(duty.coveredUntil).getFullYear()}`}
            </span>
          </li>
        ))}
      </ul>
    </Section>
  );
}
