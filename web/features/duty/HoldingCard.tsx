import { Alert, Button } from '@mantine/core';
import type { RequestView } from '#support/contract.ts';
import { TimeText } from '#web/ui/TimeText.tsx';
import { askerText, nextStep, stateAfter, stateWords, topicText } from './duty-words.ts';
import css from './duty.module.css';
import type { FloorAction } from './outbox.ts';

interface Props {
  request: RequestView;
  unitName: string;
  unsent: FloorAction | null;
  onAct: (action: FloorAction) => void;
  /** Log what was taught to the asker. */
  onTeach: () => void;
}

/** What I have, with the one thing to do next as a button that a thumb finds. */
export function HoldingCard({ request, unitName, unsent, onAct, onTeach }: Props) {
  const state = stateAfter(request.state, unsent);
  const next = nextStep[state];
  const progress = (step: NonNullable<typeof next>['step']): void => onAct({ kind: 'progress', requestId: request.requestId, step });
  return (
    <article className={css.holding} data-state={state} aria-label={`Request ${request.callBackCode}`}>
      <div className={css.offerTop}>
        <span className={css.state}>{stateWords[state] ?? state}</span>
        <span className={css.quiet}>
          asked <TimeText at={request.createdAt} show="time" />
        </span>
      </div>
      <h2 className={css.where}>{unitName}</h2>
      <p className={css.topic}>
        {topicText(request.topic)}
        <span>Code {request.callBackCode}</span>
      </p>
      <p className={css.asker}>{askerText(request)}</p>
      {request.text !== '' && <p className={css.words}>{request.text}</p>}
      {request.issue && (
        <Alert color="yellow" variant="light" title={request.issue.title} mt="xs">
          {request.issue.workaround === '' ? 'Known, and being worked on.' : request.issue.workaround}
        </Alert>
      )}
      {unsent !== null && (
        <p className={css.pending} role="status">
          Not sent yet: it goes out by itself when the network is back.
        </p>
      )}
      {next && (
        <div className={css.offerButtons}>
          <Button size="lg" className={css.main} onClick={() => progress(next.step)}>
            {next.label}
          </Button>
          {state !== 'arrived' ? (
            <Button size="lg" variant="default" onClick={() => progress('given-back')}>
              Give back
            </Button>
          ) : (
            <Button size="lg" variant="default" onClick={onTeach}>
              Log teaching
            </Button>
          )}
        </div>
      )}
      {state === 'done' && (
        <p className={css.quiet}>Only {request.askerName ?? 'whoever asked'} can close it. You are free for the next call.</p>
      )}
    </article>
  );
}
