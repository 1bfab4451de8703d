import { Button } from '@mantine/core';
import type { OfferView } from '#support/contract.ts';
import { useNow } from '#web/ui/use-now.ts';
import { askerClassText, askerText, countdownText, topicText, walkText } from './duty-words.ts';
import css from './duty.module.css';
import type { FloorAction } from './outbox.ts';

interface Props {
  offer: OfferView;
  unitName: string;
  skewMs: number;
  unsent: FloorAction | null;
  onAct: (action: FloorAction) => void;
}

/** A call: where, for whom, why me, and how long I have. */
export function OfferCard({ offer, unitName, skewMs, unsent, onAct }: Props) {
  const now = useNow(500) + skewMs;
  const { request, offerId } = offer;
  const left = offer.expiresAt - now;
  const about = { offerId, requestId: request.requestId };
  return (
    <article className={css.offer} data-class={request.askerClass} aria-label={`Call from ${unitName}`}>
      <div className={css.offerTop}>
        <span className={css.tag}>
          {askerClassText(request.askerClass)} · {request.priority}
        </span>
        <span className={css.count} role="timer" aria-label="Time to answer">
          {left > 0 ? countdownText(left) : 'Calling the next one'}
        </span>
      </div>
      <h2 className={css.where}>{unitName}</h2>
      <p className={css.topic}>
        {topicText(request.topic)}
        <span>{walkText(offer.walkSeconds)}</span>
      </p>
      <p className={css.asker}>{askerText(request)}</p>
      {request.text !== '' && <p className={css.words}>{request.text}</p>}
      <p className={css.why}>{offer.why}</p>
      {unsent !== null ? (
        <p className={css.pending} role="status">
          {unsent.kind === 'decline' ? 'Declined' : 'Accepted'}, not sent yet. If it comes too late, somebody else has it and you are told.
        </p>
      ) : (
        <div className={css.offerButtons}>
          <Button size="lg" className={css.main} disabled={left <= 0} onClick={() => onAct({ kind: 'accept', ...about })}>
            I’ll go
          </Button>
          <Button size="lg" variant="default" disabled={left <= 0} onClick={() => onAct({ kind: 'decline', ...about })}>
            Can’t
          </Button>
        </div>
      )}
    </article>
  );
}
