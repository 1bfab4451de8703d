import { Alert, Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Answer } from '#platform/http/route.ts';
import type { joinShare } from '#support/contract.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import css from './screen-share.module.css';
import { endWords } from './share-words.ts';
import { useShowing } from './use-showing.ts';

/** Who asks, what they will see, yes or no; and while it lasts, how to stop it. */
export function ShowScreen({ joined, onAgain }: { joined: Answer<typeof joinShare>; onAgain: () => void }) {
  const { phase, stream, pointer, endedBy, show, decline, stop, problem } = useShowing(joined);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  if (phase === 'ended')
    return (
      <EmptyState title="Nothing is shown any more" action={<Button onClick={onAgain}>Join again with a code</Button>}>
        {endWords(endedBy, joined.agentName)}
      </EmptyState>
    );
  if (phase === 'showing')
    return (
      <>
        <Alert color="red" variant="filled" role="status" title={`${joined.agentName} sees your screen`} mb="md">
          <Group justify="space-between" gap="xs">
            Nothing is recorded. You can stop at any moment.
            <Button variant="white" color="red" onClick={stop}>
              Stop showing
            </Button>
          </Group>
        </Alert>
        <div className={css.picture}>
          <video ref={video} autoPlay muted playsInline aria-label="What you show" />
          {pointer && (
            <span className={css.pointer} style={{ left: `${pointer.x * 100}%`, top: `${pointer.y * 100}%` }} aria-hidden="true" />
          )}
        </div>
        <p className={css.quiet}>This is what is seen; the ring is where {joined.agentName} points.</p>
      </>
    );
  return (
    <div className={css.consent}>
      <h2>{joined.agentName} asks to see your screen</h2>
      <p>
        For your request {joined.callBackCode}. You choose what is shown, and you can stop at any moment. It is not recorded; that it was
        shown, and when, is written in the log of your request. Close charts that are not needed first.
      </p>
      {problem && (
        <Alert color="yellow" variant="light" mb="md" role="alert">
          {problem}
        </Alert>
      )}
      <Group gap="xs">
        <Button size="md" onClick={() => void show('window')}>
          Show a window or my screen
        </Button>
        <Button size="md" variant="default" onClick={() => void show('tab')}>
          Show this tab only
        </Button>
        <Button size="md" variant="subtle" color="gray" onClick={decline}>
          No, do not show
        </Button>
      </Group>
    </div>
  );
}
