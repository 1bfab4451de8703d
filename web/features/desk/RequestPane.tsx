import { ActionIcon, Loader, Tooltip } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { useEffect, useRef } from 'react';
import type { Instant } from '#kernel/time.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { timeText } from '#web/ui/time-text.ts';
import { wordText } from '#web/ui/word-text.ts';
import { ClockBar } from './ClockBar.tsx';
import { Composer } from './Composer.tsx';
import { Conversation } from './Conversation.tsx';
import css from './desk.module.css';
import { classWords, pauseWords, statusOf, tierWords } from './desk-words.ts';
import { Links } from './Links.tsx';
import { PaneActions } from './PaneActions.tsx';
import { SuggestionList } from './SuggestionList.tsx';
import { TriageGrid } from './TriageGrid.tsx';
import { useDeskRequest } from './use-desk.ts';

interface Props {
  requestId: string;
  now: Instant;
  mayWork: boolean;
  nameOf: (personId: string) => string;
  onClose: () => void;
  onOpen: (requestId: string) => void;
}

/** One request: what it is, how late it is, what may lie behind it, what was said, and what can be done. */
export function RequestPane({ requestId, now, mayWork, nameOf, onClose, onOpen }: Props) {
  const { data, error, refetch } = useDeskRequest(requestId);
  const { unitName, zoneOf } = usePlaces();
  const pane = useRef<HTMLElement>(null);
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [requestId]);
  if (!data)
    return (
      <aside className={css.pane} aria-label="Request">
        <ProblemAlert error={error} title="The request could not be read" onRetry={() => void refetch()} />
        {!error && <Loader size="sm" m="md" />}
      </aside>
    );
  const status = statusOf(data);
  const facts = [data.askerName, classWords[data.askerClass], unitName(data.unitId), data.topic && wordText(data.topic)];
  return (
    <aside ref={pane} className={css.pane} aria-label={`Request ${data.callBackCode}`} tabIndex={-1} id="desk-pane">
      <header className={css.paneHead}>
        <span className={css.priority} data-priority={data.priority}>
          {data.priority}
        </span>
        <h2 className={css.paneTitle}>Request {data.callBackCode}</h2>
        <StatusDot tone={status.tone}>
          {status.text}
          {data.sentTo && data.state === 'waiting' ? ` · sent to ${tierWords[data.sentTo]}` : ''}
        </StatusDot>
        <span className={css.space} />
        <Tooltip label="Close (Esc)">
          <ActionIcon variant="subtle" color="gray" aria-label="Close the request" onClick={onClose}>
            <IconX size={16} />
          </ActionIcon>
        </Tooltip>
      </header>
      <p className={css.facts}>
        {facts.filter(Boolean).join(' · ')} · asked {timeText(data.createdAt, zoneOf(data.unitId))}
      </p>
      <p className={css.words}>{data.text || <span className={css.quiet}>No words were given.</span>}</p>
      {data.gap && data.state === 'waiting' && <p className={css.gap}>{data.gap.text}</p>}
      {mayWork && <PaneActions request={data} />}
      <div className={css.clocks}>
        <ClockBar label="Response" clock={data.response} now={now} />
        <ClockBar
          label="Resolution"
          clock={data.resolution}
          now={now}
          {...(data.pausedFor ? { note: `Waiting for ${pauseWords[data.pausedFor]}` } : {})}
        />
      </div>
      {mayWork && <TriageGrid request={data} />}
      {data.issue && (
        <p className={css.issue}>
          <strong>{data.issue.title}</strong>
          {data.issue.solved ? ' (solved)' : ''}. {data.issue.workaround}
        </p>
      )}
      <SuggestionList request={data} mayWork={mayWork} onOpen={onOpen} />
      <Links request={data} mayWork={mayWork} onOpen={onOpen} />
      <Conversation request={data} zone={zoneOf(data.unitId)} nameOf={nameOf} />
      <Composer request={data} mayAnswer={mayWork} />
    </aside>
  );
}
