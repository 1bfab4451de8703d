import type { Mailbox } from '#support/index.ts';
import { parseMail } from './parse-mail.ts';

/** The mailbox's twin: gives the raw messages that a test delivers, and keeps what could not be taken. */
export function memoryMailbox(): Mailbox & { deliver(raw: string): Promise<void> } {
  let take: Parameters<Mailbox['open']>[0] | null = null;
  return {
    open(given) {
      take = given;
      return async () => {
        take = null;
      };
    },
    async deliver(raw) {
      if (!take) throw new Error('nobody reads this mailbox');
      await take(await parseMail(raw.replaceAll(/\r?\n/g, '\r\n')));
    },
  };
}
