import { createHash } from 'node:crypto';
import { loadTopics } from '#coverage/index.ts';
import { findMailOwners, findPerson, loadUnits } from '#directory/index.ts';
import { dayMs } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { newTextOf, requestTextOf, tokensIn, type InboundMail } from '../core/desk/mail-thread.ts';
import { guessTopics } from '../core/intake/guess-topic.ts';
import { stripIdentifiers } from '#kernel/strip-identifiers.ts';
import { askerClassOf } from '../core/intake/triage.ts';
import { findThread, insertThread, noteMailIn, queueMail, wasRefused, wasTaken } from '../store/mail.ts';
import { ask } from './ask.ts';
import { keepAskerWords } from './asker-writes.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';
import { newMailId, newMailToken } from './mail-ids.ts';

/**
 * One message becomes a request, a line in the conversation of one, a refusal in words, or nothing (programs are not answered). Given twice, it
 * is taken once. What looks like a patient's identifier never reaches the database, nor does an attachment.
 */
export async function takeMail(deps: DeskDeps, mail: InboundMail): Promise<void> {
  if (await wasTaken(deps.db, mail.messageId)) return;
  if (mail.automatic) return drop(deps, mail, 'automatic');
  const tokens = tokensIn(mail);
  const thread = tokens.length === 0 ? null : await findThread(deps.db, { tokens });
  return thread ? writeOn(deps, mail, thread) : askAnew(deps, mail);
}

const drop = (deps: DeskDeps, mail: InboundMail, outcome: 'automatic' | 'empty'): Promise<void> =>
  deps.db.tx(async (tx) => {
    await noteMailIn(tx, mail.messageId, outcome, null, await deps.now(tx));
  });

/** What the asker writes back. A closed request is open again by it; one that waits for their word still does, and the desk sees that they wrote. */
async function writeOn(deps: DeskDeps, mail: InboundMail, thread: { request_id: string; address: string; token: string }): Promise<void> {
  const requestId = thread.request_id;
  const { text, removed } = stripIdentifiers(newTextOf(mail.text).slice(0, 4000));
  if (text === '' && mail.attachments === 0) return drop(deps, mail, 'empty');
  await changeDesk(
    deps,
    async (state, now, tx) => {
      if (!(await noteMailIn(tx, mail.messageId, 'written', requestId, now))) return { state, answer: undefined };
      const words = text === '' ? '(only an attachment, which was not kept)' : text;
      const wrote = await keepAskerWords(tx, state, { requestId, text: words, removed, byName: 'By mail' }, now);
      if (removed.length > 0 || mail.attachments > 0)
        await queueMail(tx, {
          ...answerTo(mail, thread, new Date(now)),
          kind: 'received',
          detail: { removed: [...removed], attachments: mail.attachments },
        });
      return { ...wrote, answer: undefined };
    },
    { requestId },
  );
}

async function askAnew(deps: DeskDeps, mail: InboundMail): Promise<void> {
  const { db } = deps;
  const [owner, second] = await findMailOwners(db, [mail.from]);
  const person = owner && !second ? await findPerson(db, owner.personId) : null;
  if (!person) return refuse(deps, mail, 'unknown-sender');
  const units = await loadUnits(db);
  const said = `${mail.subject} ${mail.text}`.toLowerCase();
  const named = units.filter(({ name, unitId }) => said.includes(name.toLowerCase()) || said.includes(`unit ${unitId.toLowerCase()}`));
  const unit = (named.length === 1 ? named[0] : undefined) ?? units.find(({ unitId }) => unitId === person.homeUnit);
  if (!unit) return refuse(deps, mail, 'no-place');
  const text = requestTextOf(mail.subject, mail.text);
  const askerClass = askerClassOf(person.jobRole);
  const [guess] = guessTopics({ text, askerClass, specialty: unit.specialty, topics: await loadTopics(db) });
  // The same message gives the same key: taken twice, one request comes of it.
  const hash = createHash('sha256').update(mail.messageId).digest('hex');
  const clientKey = `${hash.slice(0, 8)}-${hash.slice(8, 12)}-4${hash.slice(13, 16)}-8${hash.slice(17, 20)}-${hash.slice(20, 32)}`;
  const asked = { unitId: unit.unitId, topic: guess?.topic ?? '', text, urgency: 'slowed' as const, askerClass, clientKey };
  const made = await ask(deps, asked, { byMail: true, personId: person.personId });
  await db.tx(async (tx) => {
    const now = await deps.now(tx);
    if (!(await noteMailIn(tx, mail.messageId, 'asked', made.requestId, now))) return;
    await insertThread(tx, { request_id: made.requestId, address: mail.from, token: newMailToken() });
    const thread = await findThread(tx, { requestId: made.requestId });
    if (!thread) throw new Error('bug: a thread that was made is gone');
    const detail = { removed: made.removed, attachments: mail.attachments };
    await queueMail(tx, { ...answerTo(mail, thread, new Date(now)), kind: 'received', detail });
  });
}

const answerTo = (mail: InboundMail, thread: { request_id: string; address: string; token: string }, at: Date) => ({
  mail_id: newMailId(thread.token),
  request_id: thread.request_id,
  to_address: thread.address,
  in_reply_to: mail.messageId,
  at,
});

/** Told in words what to do instead, once a day: nobody who writes to us is left without an answer, and no two programs talk for ever. */
function refuse(deps: DeskDeps, mail: InboundMail, kind: 'unknown-sender' | 'no-place'): Promise<void> {
  return deps.db.tx(async (tx: Tx) => {
    const now = await deps.now(tx);
    if (!(await noteMailIn(tx, mail.messageId, kind, null, now)) || (await wasRefused(tx, mail.from, now - dayMs))) return;
    const at = new Date(now);
    await queueMail(tx, { mail_id: newMailId('refusal'), request_id: null, to_address: mail.from, kind, in_reply_to: mail.messageId, at });
  });
}
