import { useEffect, useRef, useState } from 'react';
import { SeeingPeer, type Pointer } from './peer.ts';
import { openSignalLine, type ShareState, type SignalLine } from './signal-line.ts';

interface Offered {
  readonly shareId: string;
  readonly token: string;
  readonly ice: readonly { urls: string[]; username?: string | undefined; credential?: string | undefined }[];
}

const pointEveryMs = 40;

/** The agent's side. */
export function useSeeing({ shareId, token, ice }: Offered) {
  const [state, setState] = useState<ShareState['state']>('asked');
  const [endedBy, setEndedBy] = useState<ShareState['endedBy']>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const line = useRef<SignalLine | null>(null);
  const peer = useRef<SeeingPeer | null>(null);
  const pointedAt = useRef(0);
  const servers = useRef(ice);

  useEffect(() => {
    const over = (by: ShareState['endedBy']): void => {
      peer.current?.close();
      setStream(null);
      setState('ended');
      setEndedBy((before) => before ?? by);
    };
    const opened = openSignalLine(shareId, token, {
      onSignal: (data) => peer.current?.hear(data),
      onState: (next) => (next.state === 'ended' ? over(next.endedBy) : setState(next.state)),
      onGone: () => over('lost'),
    });
    const iceServers = servers.current.map(({ urls, username, credential }) => ({
      urls,
      ...(username && credential ? { username, credential } : {}),
    }));
    peer.current = new SeeingPeer({ ice: iceServers, send: (data) => opened.send({ kind: 'signal', data }) }, setStream);
    line.current = opened;
    return () => {
      opened.close();
      peer.current?.close();
    };
  }, [shareId, token]);

  const point = (pointer: Pointer): void => {
    const now = performance.now();
    if (pointer !== null && now - pointedAt.current < pointEveryMs) return;
    pointedAt.current = now;
    peer.current?.point(pointer);
  };
  const end = (): void => {
    line.current?.send({ kind: 'end' });
    setEndedBy('agent');
    setState('ended');
    setStream(null);
    peer.current?.close();
  };
  return { state, stream, endedBy, point, end };
}
