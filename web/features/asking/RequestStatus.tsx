import { Alert, Button } from '@mantine/core';
import type { AskedRequest } from '#support/contract.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { useNow } from '#web/ui/use-now.ts';
import { isOpen, stepNames, stepReached, toldOf, topicText } from './asking-words.ts';
import css from './asking.module.css';
import { Messages } from './Messages.tsx';

export type Word = 'solved' | 'not-solved' | 'not-needed';

interface Props {
  request: AskedRequest;
  unitName: string;
  busy: boolean;
  error: unknown;
  onWord: (word: Word) => void;
  onWrite: (text: string) => Promise<unknown>;
  /** A tip sheet can be opened by whoever has an account. */
  opensTips: boolean;
}

/** One request as its asker follows it: who comes, how far they are, and the asker's own word at the end. */
export function RequestStatus({ request, unitName, busy, error, onWord, onWrite, opensTips }: Props) {
  const now = useNow(5000);
  const told = toldOf(request, now);
  const reached = stepReached(request);
  const about = [request.topic === '' ? null : topicText(request.topic), unitName].filter((part) => part !== null).join(', ');
  return (
    <article className={css.status} data-tone={told.tone} aria-label={`Request ${request.callBackCode}`}>
      <div className={css.told} role="status">
        <h2 className={css.toldTitle}>{told.title}</h2>
        <p className={css.toldText}>{told.text}</p>
      </div>
      {request.state !== 'withdrawn' && (
        <ol className={css.steps} aria-label="How far it is">
          {stepNames.map((name, index) => (
            <li key={name} data-reached={index <= reached || undefined} aria-current={index === reached ? 'step' : undefined}>
              {name}
            </li>
          ))}
        </ol>
      )}
      {request.issue && (
        <Alert color="yellow" variant="light" title={request.issue.title}>
          {request.issue.workaround === '' ? 'It is known and being worked on.' : request.issue.workaround}
        </Alert>
      )}
      <dl className={css.facts}>
        <div>
          <dt>Call-back code</dt>
          <dd className={css.code}>{request.callBackCode}</dd>
        </div>
        <div>
          <dt>Asked</dt>
          <dd>
            <TimeText at={request.createdAt} show="time" />
          </dd>
        </div>
        <div className={css.wide}>
          <dt>About</dt>
          <dd>{about}</dd>
        </div>
      </dl>
      {request.text !== '' && <p className={css.words}>{request.text}</p>}
      <Messages request={request} opensTips={opensTips} onWrite={onWrite} />
      <ProblemAlert error={error} title="Not sent" />
      {isOpen(request) && (
        <div className={css.wordButtons}>
          {request.state === 'done' ? (
            <>
              <Button size="md" loading={busy} onClick={() => onWord('solved')}>
                Yes, solved
              </Button>
              <Button size="md" variant="default" disabled={busy} onClick={() => onWord('not-solved')}>
                No, send somebody again
              </Button>
            </>
          ) : request.state === 'arrived' ? (
            <Button size="md" variant="light" loading={busy} onClick={() => onWord('solved')}>
              It is solved
            </Button>
          ) : (
            <Button size="md" variant="default" loading={busy} onClick={() => onWord('not-needed')}>
              I no longer need help
            </Button>
          )}
        </div>
      )}
    </article>
  );
}
