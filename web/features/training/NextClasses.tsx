import { useQuery } from '@tanstack/react-query';
import { getOwnClasses } from '#training/contract.ts';
import css from './learn.module.css';
import { call } from '#web/app/call.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';

/** Where I must be next. */
export function NextClasses() {
  const { data } = useQuery({ queryKey: ['training', 'classes', 'own'], queryFn: () => call(getOwnClasses, {}) });
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const now = useNow();
  const next = (data?.seats ?? []).filter((one) => one.end > now && (one.own === 'seated' || one.own === 'attended')).slice(0, 2);
  if (next.length === 0) return null;
  return (
    <Section title="My next class" flush>
      <ul className={css.list}>
        {next.map((one) => (
          <li key={one.meetingId} className={css.item}>
            <div className={css.what}>
              <div className={css.name}>{one.courseName}</div>
              <div className={css.due}>
                {dateText(one.start, zone)}, {spanText(one.start, one.end, zone)}
              </div>
              <div className={css.quiet}>
                {one.roomName} · {one.trainerName}
                {one.own === 'attended' ? ' · you are present' : ''}
              </div>
            </div>
            <div className={css.do}>
              <LinkButton to={'/learn/classes' as never} variant="default">
                My classes
              </LinkButton>
            </div>
          </li>
        ))}
      </ul>
    </Section>
  );
}
