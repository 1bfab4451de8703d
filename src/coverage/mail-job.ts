import type { Db } from '#platform/db/open.ts';
import { findPeople } from '#directory/index.ts';
import type { Mail } from './ports.ts';
import { declineMail, leaseMail, noteMail, type MailOutcome, type NoticeRow } from './store/notices.ts';

const beatMs = 2_000;
const batchMax = 50;

export interface MailJob {
  readonly db: Db;
  readonly mail: Mail | null;
  readonly url: string | null;
  readonly logError: (error: unknown, doing: string) => void;
}

/** Sends notices as mail for as long as the process lives. Answers how to end it. */
export function startMailJob(job: MailJob): () => Promise<void> {
  let sending: Promise<unknown> = Promise.resolve();
  const timer = setInterval(() => {
    sending = sending.then(() => sendDue(job)).catch((error: unknown) => job.logError(error, 'mail'));
  }, beatMs);
  return async () => {
    clearInterval(timer);
    await sending;
  };
}

/** One batch of what is due; answers how many were handed over. */
export async function sendDue({ db, mail, url, logError }: MailJob): Promise<number> {
  if (!mail) {
    await declineMail(db);
    return 0;
  }
  const due = await leaseMail(db, batchMax);
  const people = await findPeople(db, [...new Set(due.map((row) => row.person_id))]);
  const addresses = new Map(people.map((person) => [person.personId, person.email]));
  let sent = 0;
  for (const row of due) {
    const to = addresses.get(row.person_id) ?? '';
    const outcome = to === '' ? 'none' : await hand(mail, row, to, url, logError);
    if (outcome === 'sent') sent++;
    await noteMail(db, row, outcome);
  }
  return sent;
}

async function hand(mail: Mail, row: NoticeRow, to: string, url: string | null, logError: MailJob['logError']): Promise<MailOutcome> {
  const link = url === null ? '' : `\n\n${new URL(row.link, url).href}`;
  try {
    const subject = row.text.length > 70 ? `${row.text.slice(0, 69)}…` : row.text;
    await mail.send({ to, subject, text: `${row.text}${link}\n`, messageId: `<${row.notice_id}@atelbow>` });
    return 'sent';
  } catch (error) {
    logError(error, `mail of notice ${row.notice_id}`);
    return 'again';
  }
}
