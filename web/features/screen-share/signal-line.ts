import { sharePath, ToBrowser, type FromBrowser } from '#support/contract.ts';

export type ShareState = Extract<ToBrowser, { kind: 'state' }>;

export interface SignalLine {
  readonly send: (message: FromBrowser) => void;
  readonly close: () => void;
}

interface Heard {
  readonly onSignal: (data: string) => void;
  readonly onState: (state: ShareState) => void;
  /** The line is gone: whatever was shown must not be shown any more. */
  readonly onGone: () => void;
}

/** The line to the server over which two browsers find each other. Signals and states only; the picture never goes here. */
export function openSignalLine(shareId: string, token: string, { onSignal, onState, onGone }: Heard): SignalLine {
  const socket = new WebSocket(`${location.origin.replace(/^http/, 'ws')}${sharePath}`);
  const waiting: FromBrowser[] = [{ kind: 'hello', shareId, token }];
  const flush = (): void => {
    while (socket.readyState === WebSocket.OPEN && waiting.length > 0) socket.send(JSON.stringify(waiting.shift()));
  };
  socket.addEventListener('open', flush);
  socket.addEventListener('message', (event: MessageEvent<string>) => {
    const message = ToBrowser.parse(JSON.parse(event.data));
    if (message.kind === 'signal') onSignal(message.data);
    else onState(message);
  });
  socket.addEventListener('close', onGone);
  return {
    send(message) {
      waiting.push(message);
      flush();
    },
    close: () => socket.close(),
  };
}
