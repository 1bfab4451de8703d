import { pageByMail } from '#integrations/paging/page-by-mail.ts';
import { smtpMail } from '#integrations/mail/smtp-mail.ts';
import { openDb } from '#platform/db/open.ts';
import { databaseNow } from '#support/store/desk.ts';
import { sendPages } from '#support/jobs.ts';

/* A process that sends pages and does nothing else, to be killed: node page-sender.ts DATABASE_URL SMTP_URL. */
const [databaseUrl = '', smtpUrl = ''] = process.argv.slice(2);
const db = await openDb(databaseUrl, { poolMax: 4 });
const page = pageByMail(smtpMail(smtpUrl, 'AtElbow <atelbow@localhost>'));
for (;;) {
  const sent = await sendPages({ db, now: databaseNow }, { mail: page }, (error) => console.error(error));
  if (sent === 0) await new Promise((resolve) => setTimeout(resolve, 50));
}
