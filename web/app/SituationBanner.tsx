import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { getSituation } from '#support/contract.ts';
import { TimeText } from '#web/ui/TimeText.tsx';
import { call } from './call.ts';
import { useNews } from './news.tsx';
import { useCan } from './session.tsx';
import css from './SituationBanner.module.css';
import { usePlaces } from './use-places.ts';

const situationKey = ['support', 'situation'] as const;

/** What everybody must know now; asked once per tab, by the frame. */
function useSituation() {
  const client = useQueryClient();
  const { data } = useQuery({ queryKey: situationKey, queryFn: () => call(getSituation, {}), enabled: useCan('support.ask') });
  useNews(
    ['support.incident-changed', 'support.downtime-changed', 'support.broadcast-sent', 'support.share-changed'],
    () => void client.invalidateQueries({ queryKey: situationKey }),
  );
  return data;
}

/** A major incident and downtime, above every page, until they are over; and what the command centre told me that I have not read. */
export function SituationBanner() {
  const situation = useSituation();
  const { unitName } = usePlaces();
  if (!situation) return null;
  const { incident, downtimes, unread, screens } = situation;
  return (
    <div className={`${css.banners} no-print`} role="status">
      {incident && (
        <p className={css.banner} data-tone="gap">
          <strong>Major incident: {incident.title}</strong> <span className={css.words}>{incident.text}</span>{' '}
          <span className={css.since}>
            since <TimeText at={incident.declaredAt} show="time" />
          </span>
        </p>
      )}
      {downtimes.map(({ downtimeId, unitId, reason, procedure }) => (
        <p key={downtimeId} className={css.banner} data-tone="look" title={procedure}>
          <strong>Downtime{unitId === null ? ', whole hospital' : `, ${unitName(unitId)}`}: work on paper is right.</strong>{' '}
          <span className={css.words}>
            {reason}. {procedure}
          </span>
        </p>
      ))}
      {screens.map(({ requestId, agentName }) => (
        <p key={requestId} className={css.banner} data-tone="accent">
          <Link to="/share" search={{ request: requestId } as never}>
            {agentName} asks to see your screen
          </Link>{' '}
          to help with your request. You decide what is shown.
        </p>
      ))}
      {unread > 0 && (
        <p className={css.banner} data-tone="accent">
          <Link to="/messages">{unread === 1 ? 'A message' : `${unread} messages`} of the command centre to read</Link>
        </p>
      )}
    </div>
  );
}
