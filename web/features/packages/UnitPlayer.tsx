import { Button } from '@mantine/core';
import { useEffect, useRef } from 'react';
import type { PlayerWord } from '#training/contract.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import css from './packages.module.css';

export interface Playing {
  readonly unit: number;
  readonly sessionId: string;
  readonly url: string;
  readonly title: string;
  /** It asks for a window of its own; a browser opens one only at a click. */
  readonly inWindow: boolean;
  /** It has a run-time around it that must be asked before it is taken away. */
  readonly hasRunTime: boolean;
  /** Where the course brings its own order: which ways lead on, and which buttons it hides. */
  readonly navigation: { readonly continue: boolean; readonly previous: boolean; readonly hides: readonly string[] } | null;
}

interface Props {
  playing: Playing;
  /** True: the learner wants to leave; the run-time is asked, and answers by `left`. */
  leaving: boolean;
  onWord: (word: PlayerWord) => void;
}

/** Somebody else's program in a frame: it has an origin of its own, so it reaches nothing of this page. */
export function UnitPlayer({ playing, leaving, onWord }: Props) {
  const frame = useRef<HTMLIFrameElement>(null);
  const heard = useRef(onWord);
  useEffect(() => {
    heard.current = onWord;
  });
  const { origin } = new URL(playing.url);
  useEffect(() => {
    const listen = ({ source, origin: from, data }: MessageEvent<unknown>): void => {
      const word = data as Partial<PlayerWord> | null;
      if (source === frame.current?.contentWindow && from === origin && typeof word?.atelbow === 'string')
        heard.current(word as PlayerWord);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, [origin]);
  useEffect(() => {
    if (leaving) frame.current?.contentWindow?.postMessage({ atelbow: 'leave' }, origin);
  }, [leaving, origin]);
  if (playing.inWindow)
    return (
      <EmptyState title="This unit has a window of its own">
        <Button component="a" href={playing.url} target="_blank" rel="noopener noreferrer">
          Open it
        </Button>
      </EmptyState>
    );
  return (
    <iframe
      ref={frame}
      key={playing.sessionId}
      className={css.frame}
      title={playing.title}
      src={playing.url}
      sandbox="allow-scripts allow-same-origin allow-forms allow-modals allow-downloads"
    />
  );
}
