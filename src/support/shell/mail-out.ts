import type { Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { MailMessage } from '#coverage/index.ts';
import { replyAddress, subjectOf } from '../core/desk/mail-thread.ts';
import type { SupportPorts } from '../ports.ts';
import { earlierMails, findThread, insertFollow, insertThread, leaseMails, noteMailOut, queueMail, threadsOf } from '../store/mail.ts';
import { notesOf } from '../store/notes.ts';
import { findRequest, type RequestRow } from '../store/requests.ts';
import type { Reader } from '../store/tables.ts';
import { findTip } from '../store/tips.ts';
import { findPerson } from '#directory/index.ts';
import { newMailId, newMailToken } from './mail-ids.ts';

/** Where an answer goes by mail: the thread's address, or that of a caller for whom the desk wrote it down. Null: they read it on their page. */
export async function mailAddressOf(reader: Reader, row: RequestRow): Promise<string | null> {
  const thread = await findThread(reader, { requestId: row.request_id });
  if (thread) return thread.address;
  if (row.account_id !== null || row.person_id === null || row.place_id !== null) return null;
  return (await findPerson(reader, row.person_id))?.email || null;
}

/** The desk's answer goes out by mail too, where there is an address. Answers whether it does. */
export async function mailAnswer(tx: Tx, requestId: string, noteId: string, ends: boolean, now: Instant): Promise<boolean> {
  const row = await findRequest(tx, 'request_id', requestId);
  const address = row ? await mailAddressOf(tx, row) : null;
  if (!row || address === null) return false;
  await insertThread(tx, { request_id: requestId, address, token: newMailToken() });
  const thread = await findThread(tx, { requestId });
  if (!thread) return false;
  const mail = { mail_id: newMailId(thread.token), request_id: requestId, to_address: thread.address, at: new Date(now) };
  await queueMail(tx, { ...mail, kind: 'answer', note_id: noteId, detail: { ends } });
  return true;
}

/** Those who mailed are asked by mail whether it is solved: nothing is closed silently. */
export async function mailEnded(tx: Tx, requestIds: readonly string[], now: Instant): Promise<void> {
  if (requestIds.length === 0) return;
  for (const thread of await threadsOf(tx, requestIds))
    await queueMail(tx, {
      mail_id: newMailId(thread.token),
      request_id: thread.request_id,
      to_address: thread.address,
      kind: 'confirm',
      at: new Date(now),
    });
}

type Ports = Pick<SupportPorts, 'mail' | 'replyTo' | 'url'>;

const batchMax = 20;

/** One batch of what is due; a message whose sending was not noted goes out again under its own id. */
export async function sendMails(db: Db, ports: Ports, logError: (error: unknown, doing: string) => void): Promise<number> {
  const due = await leaseMails(db, batchMax);
  for (const row of due) {
    if (ports.mail === null) {
      await noteMailOut(db, row, 'none');
      continue;
    }
    const outcome = await ports.mail
      .send(await messageOf(db, ports, row))
      .then(() => 'sent' as const)
      .catch((error: unknown) => {
        logError(error, `mail ${row.mail_id}`);
        return 'again' as const;
      });
    await noteMailOut(db, { mail_id: row.mail_id, tries: Number(row.tries) }, outcome);
  }
  return due.length;
}

type MailRow = Awaited<ReturnType<typeof leaseMails>>[number];

async function messageOf(db: Db, ports: Ports, row: MailRow): Promise<MailMessage> {
  const base = { to: row.to_address, messageId: row.mail_id, automatic: row.kind !== 'answer' };
  const inReplyTo = row.in_reply_to === null ? {} : { inReplyTo: row.in_reply_to };
  const request = row.request_id === null ? null : await findRequest(db, 'request_id', row.request_id);
  const thread = request === null ? null : await findThread(db, { requestId: request.request_id });
  if (!request || !thread) {
    const text = row.kind === 'no-place' ? noPlaceText : unknownText;
    return { ...base, ...inReplyTo, subject: 'Your message to the help desk was not taken', text };
  }
  const earlier = await earlierMails(db, request.request_id, row.mail_id);
  const before = earlier.at(-1);
  return {
    ...base,
    ...(before === undefined ? {} : { inReplyTo: before }),
    ...inReplyTo,
    references: [...(row.in_reply_to === null ? [] : [row.in_reply_to]), ...earlier],
    ...(ports.replyTo === null ? {} : { replyTo: replyAddress(ports.replyTo, thread.token) }),
    subject: subjectOf(Number(request.number), thread.token),
    text: await textOf(db, ports, row, request),
  };
}

const unknownText = `We do not know this address, so nobody can be sent and nothing was kept.

Ask on the page of your workstation, in AtElbow, or by telephone. If you work here, have your address entered in the directory.
`;
const noPlaceText = `We know you, but not where you are, so nobody can be sent and nothing was kept.

Write again and name the unit, or ask on the page of your workstation.
`;

async function textOf(db: Db, { url, replyTo }: Ports, row: MailRow, request: RequestRow): Promise<string> {
  const { removed = [], attachments = 0, ends = false } = row.detail;
  const parts: string[] = [];
  if (row.kind === 'received') {
    parts.push(`We have your request. Its call-back code is ${request.number}.`);
    if (removed.length > 0) parts.push('What looked like a patient’s identifier was taken out before anything was kept.');
    if (attachments > 0) parts.push('Attachments are not kept, because they may show a patient. Show it to whoever comes.');
  }
  if (row.kind === 'answer') {
    const note = (await notesOf(db, request.request_id)).find((one) => one.note_id === row.note_id);
    if (note) {
      parts.push(note.text);
      for (const { tipId, version, title } of note.tips) parts.push(await tipText(db, url, tipId, version, title));
    }
  }
  const asks = row.kind === 'confirm' || ends;
  if (asks) parts.push('Is it solved? Nothing is closed without your word.');
  if (url !== null) {
    const token = newToken();
    await insertFollow(db, hashToken(token), request.request_id, Date.now());
    parts.push(`${asks ? 'Say so here' : 'See how it stands, or say that it is solved'}: ${new URL(`/answer#${token}`, url).href}`);
  }
  parts.push(
    `${replyTo === null ? 'This address takes no answers.' : 'You can answer this mail.'} Never write anything that points to a patient.`,
  );
  return `${parts.join('\n\n')}\n`;
}

async function tipText(db: Db, url: string | null, tipId: string, version: number, title: string): Promise<string> {
  const link = url === null ? '' : `\n${new URL(`/tips/${tipId}?version=${version}`, url).href}`;
  const tip = await findTip(db, tipId);
  return `Tip sheet: ${title}${link}${tip && tip.version === version ? `\n\n${tip.body}` : ''}`;
}
