import { sharePath, ToBrowser, type FromBrowser } from '#support/contract.ts';

/** A browser's end of the signalling, for tests: what it heard, and when it was closed. */
export interface ShareLine {
  readonly heard: ToBrowser[];
  readonly closed: Promise<number>;
  send(message: FromBrowser): void;
  close(): void;
  /** Waits until `wanted` was heard. */
  until(wanted: (message: ToBrowser) => boolean): Promise<ToBrowser>;
}

export async function openShareLine(url: string, hello: { shareId: string; token: string }, origin?: string): Promise<ShareLine> {
  const options = (origin === undefined ? {} : { headers: { origin } }) as unknown as string[];
  const socket = new WebSocket(url.replace(/^http/, 'ws') + sharePath, options);
  const heard: ToBrowser[] = [];
  const waiting = new Set<() => void>();
  socket.addEventListener('message', (event) => {
    heard.push(ToBrowser.parse(JSON.parse(String(event.data))));
    for (const look of waiting) look();
  });
  const closed = new Promise<number>((resolve) => socket.addEventListener('close', (event) => resolve(event.code)));
  const send = (message: FromBrowser): void => socket.send(JSON.stringify(message));
  await new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve());
    socket.addEventListener('error', () => reject(new Error('the line was refused')));
  });
  send({ kind: 'hello', ...hello });
  return {
    heard,
    closed,
    send,
    close: () => socket.close(),
    until: (wanted) =>
      new Promise((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`never heard; heard ${JSON.stringify(heard)}`)), 15_000);
        const look = (): void => {
          const found = heard.find(wanted);
          if (!found) return;
          clearTimeout(late);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
  };
}

export const isState =
  (state: string) =>
  (message: ToBrowser): boolean =>
    message.kind === 'state' && message.state === state;
