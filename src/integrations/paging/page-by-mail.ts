import type { Mail } from '#coverage/index.ts';
import type { Page } from '#support/index.ts';

/** Pages as mail, for hospitals whose pagers and telephones take it; the key is the Message-ID, which mail systems show once. */
export const pageByMail = (mail: Mail): Page => ({
  async send({ to, text, key }) {
    if (to.email === '') return 'none';
    await mail.send({ to: to.email, subject: text, text: `${text}\n`, messageId: `<${key}@atelbow>` });
    return 'sent';
  },
});
