import { createTransport } from 'nodemailer';
import type { Mail } from '#coverage/index.ts';

const timeoutMs = 20_000;

/** Mail by SMTP. `url`: `smtp://user:password@host:587`, `smtps://…` for TLS from the first byte. */
export function smtpMail(url: string, from: string): Mail {
  const transport = createTransport(url, { from });
  return {
    async send({ to, subject, text, messageId, inReplyTo, references, replyTo, automatic }) {
      const thread = {
        ...(inReplyTo === undefined ? {} : { inReplyTo }),
        ...(references === undefined ? {} : { references: [...references] }),
        ...(replyTo === undefined ? {} : { replyTo }),
        ...(automatic ? { headers: { 'Auto-Submitted': 'auto-generated' } } : {}),
      };
      await inTime(transport.sendMail({ to, subject, text, messageId, ...thread }));
    },
  };
}

/** A server that never answers would hold up all messages behind this one. */
export const inTime = (sending: Promise<unknown>): Promise<unknown> =>
  Promise.race([
    sending,
    new Promise<never>((_, reject) => {
      setTimeout(() => reject(new Error(`the mail server did not answer within ${timeoutMs / 1000} seconds`)), timeoutMs).unref();
    }),
  ]);
