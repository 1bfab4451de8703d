import { memoryMailbox } from '#integrations/mailbox/memory-mailbox.ts';
import { memoryMail } from '#integrations/mail/memory-mail.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import * as support from '#support/contract.ts';
import { startDeskHospital, until, type DeskHospital } from '#test/harness/support-desk.ts';
import { makeClient } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A physician writes a mail instead of calling. It becomes a request, the desk's answer comes back into the same conversation, the asker's link
 * confirms, and no program can start a conversation with us that never ends.
 */
const secret = 'Zebulon Quackenbush';
const mailbox = memoryMailbox();
const out = memoryMail();
let hospital: DeskHospital;
let db: Db;
let requestId = '';

interface Raw {
  readonly id: string;
  readonly from?: string;
  readonly to?: string;
  readonly subject?: string;
  readonly headers?: string;
  readonly text: string;
}

const raw = ({
  id,
  from = 'Dora Docherty <DOC@prairiefork.example>',
  to = 'desk@prairiefork.example',
  subject = 'Help',
  headers = '',
  text,
}: Raw) =>
  `Message-ID: <${id}@mail.prairiefork.example>\nFrom: ${from}\nTo: ${to}\nSubject: ${subject}\nDate: Mon, 1 Mar 2027 09:00:00 -0600\n${headers}Content-Type: text/plain; charset=utf-8\n\n${text}\n`;

const withPicture = (id: string, to: string): string =>
  raw({ id, to, text: '' }).replace('Content-Type: text/plain; charset=utf-8\n\n\n', '') +
  'MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b\n\n--b\nContent-Type: text/plain\n\nLook here\n--b\nContent-Type: image/png; name=chart.png\nContent-Disposition: attachment; filename=chart.png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--b--\n';

/** Mails of the desk; notices of the plan go out by the same port. */
const deskMails = () => out.sent.filter(({ subject }) => /AtElbow \d|help desk/.test(subject));
const mailed = (count: number) => until(async () => deskMails()[count - 1], `mail ${count}`);
const look = () => hospital.coordinator.call(support.getDeskRequest, { params: { requestId } });
const inQueue = async () => (await hospital.coordinator.call(support.getDesk, {})).requests;

beforeAll(async () => {
  hospital = await startDeskHospital({
    mail: out,
    mailbox,
    config: { mailReplyTo: 'desk@prairiefork.example', url: 'https://atelbow.example' },
  });
  db = await openDb(hospital.app.databaseUrl, { poolMax: 2 });
});
afterAll(async () => {
  await db.close();
  await hospital.app.close();
});

test('a mail becomes a request of the person whose address it is; twice the same is one', async () => {
  const first = raw({ id: 'm1', subject: 'Discharge', text: `On 4 West ${secret}, MRN 00451187: discharge order will not sign` });
  await mailbox.deliver(first);
  await mailbox.deliver(first);
  const [request, second] = await inQueue();
  expect(second).toBeUndefined();
  expect(request).toMatchObject({ unitId: '4W', topic: 'physician', askerName: 'Dora Docherty', askerClass: 'provider', priority: 'P4' });
  expect(request?.text).toContain('[record number removed]');
  requestId = request?.requestId ?? '';
  const answer = await mailed(1);
  expect(answer).toMatchObject({ to: 'doc@prairiefork.example', inReplyTo: '<m1@mail.prairiefork.example>', automatic: true });
  expect(answer?.subject).toMatch(/^\[AtElbow 1-[a-z2-7]{10}\] Your request for help$/);
  expect(answer?.replyTo).toMatch(/^desk\+[a-z2-7]{10}@prairiefork\.example$/);
  expect(answer?.text).toContain('was taken out');
  expect(answer?.text).not.toContain(secret);
});

test('the desk’s answer goes into the same conversation, and what comes back is read in it, whichever way it threads', async () => {
  const tip = await hospital.coordinator.call(support.createTip, { body: { title: 'Sign in one go', body: '1. **Sign all**.' } });
  const body = { kind: 'answer' as const, text: 'Choose a follow-up first.', tipIds: [tip.tipId] };
  expect(await hospital.coordinator.call(support.writeNote, { params: { requestId }, body })).toMatchObject({ mailed: true });
  const [received, answer] = [deskMails()[0], await mailed(2)];
  expect(answer?.text).toContain('Choose a follow-up first.');
  expect(answer?.text).toContain('1. **Sign all**.');
  expect(answer?.references).toEqual([received?.messageId]);
  expect(answer?.automatic).toBe(false);
  const quoted = `It still does not.\n\nOn Mon, 1 Mar 2027 at 09:05, Desk <d@h> wrote:\n> Choose a follow-up first.`;
  await mailbox.deliver(raw({ id: 'm2', to: answer?.replyTo ?? '', text: quoted }));
  await mailbox.deliver(raw({ id: 'm3', subject: `RE: ${answer?.subject}`, text: 'By the subject' }));
  await mailbox.deliver(raw({ id: 'm4', headers: `In-Reply-To: ${answer?.messageId}\n`, text: 'By the headers' }));
  const { conversation, events } = await look();
  expect(conversation.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
    'answer: Choose a follow-up first.',
    'asker: It still does not.',
    'asker: By the subject',
    'asker: By the headers',
  ]);
  expect(events.filter(({ kind }) => kind === 'asker-wrote')).toHaveLength(3);
  expect(await inQueue()).toHaveLength(1);
});

test('an attachment is not kept, and the asker is told so', async () => {
  await mailbox.deliver(withPicture('m5', deskMails()[1]?.replyTo ?? ''));
  expect((await mailed(3))?.text).toContain('Attachments are not kept');
  expect((await look()).conversation.at(-1)?.text).toBe('Look here');
});

test('the link in the mail says the asker’s word; a mail to what is closed opens it again', async () => {
  await hospital.coordinator.call(support.writeNote, { params: { requestId }, body: { kind: 'answer', text: 'Mended.', ends: true } });
  const asked = await mailed(4);
  expect(asked?.text).toContain('Is it solved?');
  const followToken = /\/answer#(\S+)/.exec(asked?.text ?? '')?.[1] ?? '';
  const nobody = makeClient(hospital.app.url);
  const seen = await nobody.call(support.followRequest, { params: { followToken } });
  expect([seen.state, seen.messages.at(-1)?.text]).toEqual(['done', 'Mended.']);
  expect(seen.messages.map(({ kind }) => kind)).toEqual(['answer', 'asker', 'asker', 'asker', 'asker', 'answer']);
  await nobody.call(support.sayFollowedWord, { params: { followToken }, body: { word: 'solved' } });
  expect((await look()).state).toBe('resolved');
  await mailbox.deliver(raw({ id: 'm6', to: asked?.replyTo ?? '', text: 'It is back.' }));
  expect((await look()).state).toBe('waiting');
});

test('programs are not answered, strangers once a day in words, and nobody is asked for without a place', async () => {
  const sent = deskMails().length;
  await mailbox.deliver(raw({ id: 'm7', headers: 'Auto-Submitted: auto-replied\n', text: 'I am on holiday' }));
  await mailbox.deliver(raw({ id: 'm8', headers: 'Precedence: bulk\n', text: 'News' }));
  await mailbox.deliver(raw({ id: 'm9', from: 'MAILER-DAEMON@prairiefork.example', text: 'undeliverable' }));
  for (const id of ['m10', 'm11']) await mailbox.deliver(raw({ id, from: 'x@elsewhere.example', text: 'Buy' }));
  await mailbox.deliver(raw({ id: 'm12', from: 'nora@prairiefork.example', subject: 'Hm', text: 'scanner' }));
  const refusals = [await mailed(sent + 1), await mailed(sent + 2)].map((mail) => `${mail?.to}: ${mail?.text.slice(0, 32)}`);
  expect(refusals.toSorted()).toEqual([
    'nora@prairiefork.example: We know you, but not where you a',
    'x@elsewhere.example: We do not know this address, so ',
  ]);
  expect(await inQueue()).toHaveLength(1);
  expect(deskMails()).toHaveLength(sent + 2);
});

test('what the asker wrote is in no subject, page, log or news; the record number is nowhere at all', async () => {
  expect(deskMails().every(({ subject }) => !subject.includes(secret) && !subject.includes('ischarge'))).toBe(true);
  const { rows } = await db.pool.query<{ table_name: string }>(
    "select table_name from information_schema.tables where table_schema = 'public' and table_type = 'BASE TABLE'",
  );
  for (const { table_name } of rows) {
    const { rows: found } = await db.pool.query<{ row: string }>(`select t::text as row from ${table_name} t`);
    const text = found.map(({ row }) => row).join('\n');
    expect({ table_name, has: text.includes('00451187') }).toEqual({ table_name, has: false });
    expect({ table_name, has: text.includes(secret) }).toEqual({ table_name, has: table_name === 'support_request' });
  }
});
