import { SMTPServer } from 'smtp-server';

/** A mail server that takes pages, keeps their keys in the order in which they came, and may be told to hold its answer. */
export interface PageServer {
  readonly url: string;
  readonly heard: { readonly key: string; readonly text: string }[];
  /** From now on nobody is answered: whoever sends waits. */
  hold(): void;
  close(): Promise<void>;
}

export async function startPageServer(answerAfterMs = 0): Promise<PageServer> {
  const heard: PageServer['heard'] = [];
  let held = false;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const mail = Buffer.concat(chunks).toString('utf8');
        heard.push({ key: /^message-id: <(.+)@atelbow>/im.exec(mail)?.[1] ?? '', text: /^subject: (.+?)\r?$/im.exec(mail)?.[1] ?? '' });
        if (!held) setTimeout(done, answerAfterMs);
      });
    },
  });
  server.on('error', () => undefined); // whoever was killed leaves its connection
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `smtp://127.0.0.1:${port}`,
    heard,
    hold: () => {
      held = true;
    },
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
