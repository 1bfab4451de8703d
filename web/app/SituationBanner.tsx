import { useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { Reply } from '#platform/http/route.ts';
import { getSituation, type getPlaceChoices } from '#support/contract.ts';
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

const IncidentLine = ({ title, text, declaredAt }: { title: string; text: string; declaredAt: number }) => (
  <p className={css.banner} data-tone="gap">
    <strong>Major incident: {title}</strong> <span className={css.words}>{text}</span>{' '}
    <span className={css.since}>
      since <TimeText at={declaredAt} show="time" />
    </span>
  </p>
);

const DowntimeLine = ({ where, reason, procedure }: { where: string; reason: string; procedure: string }) => (
  <p className={css.banner} data-tone="look" title={procedure}>
    <strong>Downtime{where}: work on paper is right.</strong>{' '}
    <span className={css.words}>
      {reason}. {procedure}
    </span>
  </p>
);

type AtPlace = Pick<Reply<typeof getPlaceChoices>, 'incident' | 'downtime'>;

/** The same at a workstation where nobody has signed in, for the place where it stands. */
export const SituationAtPlace = ({ incident, downtime }: AtPlace) => (
  <div className={css.banners} role="status">
    {incident && <IncidentLine {...incident} />}
    {downtime && <DowntimeLine where=" here" {...downtime} />}
  </div>
);

/** A major incident and downtime, above every page, until they are over; and what the command centre told me that I have not read. */
export function SituationBanner() {
  const situation = useSituation();
  const { unitName } = usePlaces();
  if (!situation) return null;
  const { incident, downtimes, unread, screens } = situation;
  return (
    <div className={`${css.banners} no-print`} role="status">
      {incident && <IncidentLine {...incident} />}
      {downtimes.map(({ downtimeId, unitId, ...downtime }) => (
        <DowntimeLine key={downtimeId} where={unitId === null ? ', whole hospital' : `, ${unitName(unitId)}`} {...downtime} />
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
