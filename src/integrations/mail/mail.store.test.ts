import { createServer } from 'node:net';
import { sql } from 'kysely';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { noticePages } from '#coverage/contract.ts';
import { sendDue } from '#coverage/mail-job.ts';
import { leaseMail, notify } from '#coverage/store/notices.ts';
import type { Db } from '#platform/db/open.ts';
import { testDb } from '#test/harness/test-db.ts';
import { memoryMail } from './memory-mail.ts';
import { smtpMail } from './smtp-mail.ts';

const at = Date.parse('2027-03-01T12:00:00Z');
const quiet = (): void => undefined;
let db: Db;

beforeAll(async () => {
  db = await testDb();
});
afterAll(() => db.close());

test('mail goes out once, is tried again after a failure, and is not sent to nobody', async () => {
  await sql`insert into person (person_id, given_name, family_name, job_role, specialty, practice_group, employment, email, phone, pager, languages, npi, ehr_user_id)
    values ('S1', 'Maya', 'Ortiz', 'nurse', '', '', 'in-house', 'maya@lakeview.example', '', '', '{}', '', ''),
           ('S2', 'Jon', 'Berg', 'nurse', '', '', 'in-house', '', '', '', '{}', '', '')`.execute(db.for<object>());
  const notice = (personId: string) => ({ personId, kind: 'assigned', text: 'You are on 4 West.', link: noticePages.shifts });
  await db.tx((tx) => notify(tx, [notice('S1'), notice('S2')], at));
  let broken = true;
  const mail = memoryMail(() => broken);
  const job = { db, mail, url: 'https://atelbow.example', logError: quiet };
  expect(await sendDue(job)).toBe(0);
  expect(await leaseMail(db, 10)).toEqual([]); // still leased: another instance leaves it alone
  broken = false;
  await sql`update coverage_notice set mail_lease_until = now() - interval '1 second'`.execute(db.for<object>());
  expect(await sendDue(job)).toBe(1);
  expect(mail.sent).toEqual([
    {
      to: 'maya@lakeview.example',
      subject: 'You are on 4 West.',
      text: 'You are on 4 West.\n\nhttps://atelbow.example/my\n',
      messageId: expect.stringMatching(/^<ntc_\w+@atelbow>$/),
    },
  ]);
  await sql`update coverage_notice set mail_lease_until = null`.execute(db.for<object>());
  expect(await sendDue(job)).toBe(0);
});

test('the message reaches a mail server as it was given', async () => {
  const heard: string[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    onData(stream, _session, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        heard.push(Buffer.concat(chunks).toString('utf8'));
        done();
      });
    },
  });
  const port = await freePort();
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
  const mail = smtpMail(`smtp://127.0.0.1:${port}`, 'AtElbow <atelbow@lakeview.example>');
  await mail.send({ to: 'maya@lakeview.example', subject: 'Shift', text: 'You are on 4 West.', messageId: '<ntc_1@atelbow>' });
  await new Promise<void>((resolve) => {
    server.close(resolve);
  });
  expect(heard[0]).toContain('Message-ID: <ntc_1@atelbow>');
  expect(heard[0]).toContain('From: AtElbow <atelbow@lakeview.example>');
  expect(heard[0]).toContain('You are on 4 West.');
  await expect(mail.send({ to: 'a@b.example', subject: '', text: '', messageId: '<2@atelbow>' })).rejects.toThrow(/ECONNREFUSED/);
});

/** A port that nobody listens on at this moment. */
async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const address = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return typeof address === 'object' && address ? address.port : 0;
}
