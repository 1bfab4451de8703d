import type { Mail, MailMessage } from '#coverage/index.ts';

/** The mail port's twin: keeps what was sent; refuses addresses that the test says are broken. */
export function memoryMail(refuses: (message: MailMessage) => boolean = () => false): Mail & { readonly sent: readonly MailMessage[] } {
  const sent: MailMessage[] = [];
  return {
    sent,
    async send(message) {
      if (refuses(message)) throw new Error(`no mailbox ${message.to}`);
      sent.push(message);
    },
  };
}
