import type { ImapFlow } from 'imapflow';
import type { Mailbox } from '#support/index.ts';
import { parseMail } from './parse-mail.ts';

const retryMs = 15_000;

/**
 * A mailbox by IMAP (RFC 9051): unseen messages are taken, oldest first, and then marked as seen; a message that could not be taken stays unseen
 * and is tried again. `url`: `imaps://user:password@host:993/INBOX`, `imap://…` for STARTTLS where the server offers it.
 */
export function imapMailbox(url: string, waitMs = retryMs): Mailbox {
  const { protocol, hostname, port, username, password, pathname } = new URL(url);
  const secure = protocol === 'imaps:';
  const folder = decodeURIComponent(pathname.slice(1)) || 'INBOX';
  const options = {
    host: hostname,
    port: Number(port || (secure ? 993 : 143)),
    secure,
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false as const,
  };
  return {
    open(take, logError) {
      const ended = new AbortController();
      let client: ImapFlow | null = null;
      const working = (async () => {
        const { ImapFlow } = await import('imapflow'); // a quarter of a second of every start, and few hospitals have a mailbox here
        while (!ended.signal.aborted) {
          const one = new ImapFlow(options);
          one.on('error', (error: unknown) => logError(error, 'mailbox'));
          client = one;
          await readOn(one, folder, take, logError, ended.signal).catch((error: unknown) => {
            if (!ended.signal.aborted) logError(error, 'mailbox');
          });
          one.close();
          await pause(waitMs, ended.signal);
        }
      })();
      return async () => {
        ended.abort();
        client?.close();
        await working;
      };
    },
  };
}

type Take = Parameters<Mailbox['open']>[0];
type LogError = Parameters<Mailbox['open']>[1];

/** Reads what is there, then waits for more, until the connection or the process ends. */
async function readOn(client: ImapFlow, folder: string, take: Take, logError: LogError, ended: AbortSignal): Promise<void> {
  await client.connect();
  await client.mailboxOpen(folder);
  while (!ended.aborted && client.usable) {
    const more = new Promise((resolve) => client.once('exists', resolve));
    const closed = new Promise((resolve) => client.once('close', resolve));
    await readUnseen(client, take, logError);
    await Promise.race([more, closed, pause(5 * 60_000, ended)]);
  }
}

async function readUnseen(client: ImapFlow, take: Take, logError: LogError): Promise<void> {
  const found = await client.search({ seen: false }, { uid: true });
  for (const uid of found || []) {
    const message = await client.fetchOne(String(uid), { source: true }, { uid: true });
    if (!message || !message.source) continue;
    try {
      await take(await parseMail(message.source));
      await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true });
    } catch (error) {
      logError(error, `message ${uid}`);
    }
  }
}

const pause = (ms: number, ended: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    timer.unref();
    ended.addEventListener('abort', () => resolve(), { once: true });
  });
