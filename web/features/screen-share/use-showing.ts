import { useEffect, useRef, useState } from 'react';
import { ShowingPeer, type Pointer } from './peer.ts';
import { openSignalLine, type ShareState, type SignalLine } from './signal-line.ts';

interface Joined {
  readonly shareId: string;
  readonly token: string;
  readonly ice: readonly { urls: string[]; username?: string | undefined; credential?: string | undefined }[];
}

/** Chromium takes them; the types of the DOM do not know them yet. */
interface Wish extends DisplayMediaStreamOptions {
  readonly preferCurrentTab?: boolean;
  readonly selfBrowserSurface?: 'include' | 'exclude';
  readonly surfaceSwitching?: 'include' | 'exclude';
}

const framesPerSecond = 10;
const picture = { frameRate: { ideal: framesPerSecond, max: 15 } };

/** The caller's side. Consent is the browser's own question after ours; it ends with the button, the browser's bar, the page, or the line. */
export function useShowing({ shareId, token, ice }: Joined) {
  const [phase, setPhase] = useState<'asked' | 'showing' | 'ended'>('asked');
  const [endedBy, setEndedBy] = useState<ShareState['endedBy']>(null);
  const [stream, setStream] = useState<MediaStream | null>(null);
  const [pointer, setPointer] = useState<Pointer>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const line = useRef<SignalLine | null>(null);
  const peer = useRef<ShowingPeer | null>(null);
  const shown = useRef<MediaStream | null>(null);

  const over = (by: ShareState['endedBy']): void => {
    for (const track of shown.current?.getTracks() ?? []) track.stop();
    peer.current?.close();
    setStream(null);
    setPhase('ended');
    setEndedBy((before) => before ?? by);
  };
  const latest = useRef(over);
  useEffect(() => {
    latest.current = over;
  });

  useEffect(() => {
    const opened = openSignalLine(shareId, token, {
      onSignal: (data) => peer.current?.hear(data),
      onState: (state) => state.state === 'ended' && latest.current(state.endedBy),
      onGone: () => latest.current('lost'),
    });
    line.current = opened;
    return () => {
      opened.close();
      for (const track of shown.current?.getTracks() ?? []) track.stop();
      peer.current?.close();
    };
  }, [shareId, token]);

  const stop = (): void => {
    line.current?.send({ kind: 'end' });
    over('caller');
  };

  const show = async (what: 'window' | 'tab'): Promise<void> => {
    const wish: Wish =
      what === 'tab'
        ? { video: picture, preferCurrentTab: true }
        : { video: picture, selfBrowserSurface: 'exclude', surfaceSwitching: 'include' };
    setProblem(null);
    let captured: MediaStream;
    try {
      captured = await navigator.mediaDevices.getDisplayMedia(wish);
    } catch (error) {
      setProblem(captureProblem(error));
      return;
    }
    shown.current = captured;
    for (const track of captured.getTracks()) track.addEventListener('ended', stop);
    setStream(captured);
    setPhase('showing');
    line.current?.send({ kind: 'shown' });
    const iceServers = ice.map(({ urls, username, credential }) => ({ urls, ...(username && credential ? { username, credential } : {}) }));
    peer.current = new ShowingPeer({ ice: iceServers, send: (data) => line.current?.send({ kind: 'signal', data }) }, captured, setPointer);
    await peer.current.offer();
  };

  const decline = (): void => {
    line.current?.send({ kind: 'declined' });
    over('declined');
  };

  return { phase, stream, pointer, endedBy, show, decline, stop, problem };
}

function captureProblem(error: unknown): string {
  if (!navigator.mediaDevices) return 'This browser shows screens on secure pages only (https). Ask the help desk for another way.';
  const denied = error instanceof DOMException && error.name === 'NotAllowedError';
  return denied
    ? 'Nothing is shown: you, or this workstation’s settings, did not allow it. You may try again or say no.'
    : 'This browser could not show the screen. Try this tab only, or say what you see on the telephone.';
}
