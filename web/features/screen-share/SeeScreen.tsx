import { Button, Group } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { Answer } from '#platform/http/route.ts';
import type { offerShare } from '#support/contract.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { pointIn } from './peer.ts';
import css from './screen-share.module.css';
import { endWordsOfAgent } from './share-words.ts';
import { useSeeing } from './use-seeing.ts';

export function SeeScreen({ offered, onAgain }: { offered: Answer<typeof offerShare>; onAgain: () => void }) {
  const { state, stream, endedBy, point, end } = useSeeing(offered);
  const video = useRef<HTMLVideoElement>(null);
  useEffect(() => {
    if (video.current) video.current.srcObject = stream;
  }, [stream]);
  if (state === 'ended')
    return (
      <EmptyState title="Nothing is seen any more" action={<Button onClick={onAgain}>Ask again</Button>}>
        {endWordsOfAgent(endedBy)}
      </EmptyState>
    );
  return (
    <>
      <Group justify="space-between" mb="md" gap="xs">
        <span role="status">
          <StatusDot tone={state === 'shown' ? 'good' : 'quiet'}>
            {state === 'shown'
              ? 'You see the caller’s screen'
              : state === 'joined'
                ? 'The caller is there and decides'
                : 'Waiting for the caller'}
          </StatusDot>
        </span>
        <Button variant="default" onClick={end}>
          End
        </Button>
      </Group>
      {state === 'asked' && (
        <div className={css.consent}>
          <p>Whoever asked with an account sees the question on top of every page. By telephone, say:</p>
          <p>
            “Open <strong>{location.host}/share</strong> and type
          </p>
          <p className={css.code} aria-label={`Code ${offered.code.split('').join(' ')}`}>
            {offered.code.slice(0, 3)} {offered.code.slice(3)}
          </p>
          <p>It is good for fifteen minutes, and for one person.</p>
        </div>
      )}
      {state === 'shown' && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the pointer is an extra; nothing depends on it
        <div
          className={css.picture}
          data-seen
          onPointerMove={(event) => point(pointIn(event.currentTarget.getBoundingClientRect(), event.clientX, event.clientY))}
          onPointerLeave={() => point(null)}
        >
          <video ref={video} autoPlay muted playsInline aria-label="The caller’s screen" />
        </div>
      )}
    </>
  );
}
