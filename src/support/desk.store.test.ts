import { memoryPage } from '#integrations/paging/memory-page.ts';
import type { Db } from '#platform/db/open.ts';
import { Problem } from '#platform/http/problem.ts';
import { testDb } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { dispatchDue, sendPages } from './jobs.ts';
import { accept, progress, say } from './shell/answer.ts';
import type { DeskDeps } from './shell/change-desk.ts';
import { ownDuty, signOff, signOn } from './shell/duty.ts';
import { databaseNow } from './store/desk.ts';
import { firstBrokenEvent } from './store/event-log.ts';

/* Races and crashes, on the database's own clock. Units are unknown to the directory here: such a desk must work all the same. */
const people = ['S1', 'S2', 'S3', 'S4', 'S5', 'S6', 'S7', 'S8'];
const quiet = (): void => undefined;
let db: Db;
let deps: DeskDeps;
let asked = 0;

beforeAll(async () => {
  db = await testDb();
  deps = { db, now: databaseNow };
});
afterAll(() => db.close());
beforeEach(async () => {
  await db.pool.query("update support_request set state = 'withdrawn', gap = null");
  await db.pool.query("update support_offer set state = 'withdrawn' where state = 'open'");
  await db.pool.query('update support_presence set signed_off_at = now(), state = $1', ['free']);
  await db.pool.query("update support_page set state = 'over' where state = 'due'");
});

/** A request that waits, as if asked by somebody of another instance. */
async function waiting(): Promise<string> {
  const requestId = `req_${++asked}`;
  await db.pool.query(
    `insert into support_request (request_id, asker_class, unit_id, topic, text, impact, urgency, priority, state, state_since, created_at, waiting_since)
     values ($1, 'provider', '4W', '', 'x', 'one', 'stopped', 'P3', 'waiting', now(), now(), now())`,
    [requestId],
  );
  return requestId;
}

async function offerTo(requestId: string, personId: string): Promise<string> {
  const offerId = `${requestId}.${personId}`;
  await db.pool.query(
    `insert into support_offer (offer_id, request_id, person_id, offered_at, expires_at, state, why)
     values ($1, $2, $3, now(), now() + interval '1 minute', 'open', '{"walkSeconds": 0}')`,
    [offerId, requestId, personId],
  );
  return offerId;
}

/** One statement: eight times two hundred of them are most of the test's time otherwise. */
const offerToAll = (requestId: string) =>
  db.pool.query(
    `insert into support_offer (offer_id, request_id, person_id, offered_at, expires_at, state, why)
     select $1 || '.' || person, $1, person, now(), now() + interval '1 minute', 'open', '{"walkSeconds": 0}' from unnest($2::text[]) person`,
    [requestId, people],
  );

test('8 simultaneous accepts, 200 times: one wins, seven read who has it', async () => {
  for (const personId of people) await signOn(deps, personId, 'ate', '4W');
  for (let round = 0; round < 200; round++) {
    const requestId = await waiting();
    const offers = people.map((personId) => `${requestId}.${personId}`);
    await offerToAll(requestId);
    const answers = await Promise.allSettled(people.map((personId, i) => accept(deps, offers[i] ?? '', personId)));
    const won = answers.filter((answer) => answer.status === 'fulfilled').map(({ value }) => value.holder);
    const lost = answers.filter((answer) => answer.status === 'rejected').map(({ reason }) => reason as Problem);
    expect(won.length).toBe(1);
    const [winner] = won;
    for (const problem of lost)
      expect(problem).toMatchObject({ status: 409, code: 'taken', message: `${winner} has it. You are free for the next one.` });
    const { rows } = await db.pool.query("select person_id from support_offer where request_id = $1 and state = 'accepted'", [requestId]);
    expect(rows).toEqual([{ person_id: winner }]);
    await progress(deps, requestId, 'done', winner ?? '');
    await say(deps, requestId, 'solved', null, false);
  }
  expect(await firstBrokenEvent(db)).toBeNull();
});

test('the tables themselves refuse a second winner and a second call of the same person', async () => {
  const [one, two] = [await waiting(), await waiting()];
  await offerTo(one, 'S1');
  await expect(offerTo(two, 'S1')).rejects.toThrow('support_offer_one_each');
  await db.pool.query("update support_offer set state = 'accepted' where request_id = $1", [one]);
  await offerTo(one, 'S2');
  const second = db.pool.query("update support_offer set state = 'accepted' where request_id = $1 and person_id = 'S2'", [one]);
  await expect(second).rejects.toThrow('support_offer_one_winner');
  await db.pool.query('update support_offer set ended_at = now() where request_id = $1', [one]);
});

test('a timer fires by the database, and two instances that see it due at once dispatch once', async () => {
  const requestId = await waiting();
  await db.pool.query("update support_desk set wake_at = now() - interval '1 second'");
  await signOn(deps, 'S3', 'ate', '4W');
  await db.pool.query("update support_offer set expires_at = now() - interval '1 second' where request_id = $1", [requestId]);
  await db.pool.query("update support_desk set wake_at = now() - interval '1 second'");
  await Promise.all([dispatchDue(deps), dispatchDue(deps)]);
  const { rows } = await db.pool.query<{ kind: string; n: number }>(
    'select kind, count(*) as n from support_event where request_id = $1 group by kind order by kind',
    [requestId],
  );
  // S3 is the only one there, so is called again, last, after the silence.
  expect(rows).toEqual([
    { kind: 'lapsed', n: 1 },
    { kind: 'offered', n: 2 },
  ]);
});

test('a page goes out once though two instances send; after a failure it goes again under its own key', async () => {
  await waiting();
  await signOn(deps, 'S4', 'ate', '4W');
  await db.pool.query(
    "insert into person (person_id, given_name, family_name, job_role, specialty, practice_group, employment, email, phone, pager, languages, npi, ehr_user_id) values ('S4', 'Sam', 'Four', 'nurse', '', '', 'in-house', '', '', '', '{}', '', '')",
  );
  const page = memoryPage(1);
  const send = (): Promise<number> => sendPages(deps, { pager: page }, quiet);
  expect(await send()).toBe(0);
  expect(await send()).toBe(0); // leased: nobody else takes it
  await db.pool.query("update support_page set lease_until = now() - interval '1 second'");
  const sent = await Promise.all([send(), send()]);
  expect(sent.toSorted()).toEqual([0, 1]);
  const { rows } = await db.pool.query("select page_id, text, tries from support_page where state = 'sent'");
  expect(rows).toEqual([{ page_id: page.sent[0]?.key, text: page.sent[0]?.text, tries: 2 }]);
});

test('whoever goes off duty is not called; who was being called passes it on', async () => {
  await signOn(deps, 'S5', 'ate', '4W');
  const requestId = await waiting();
  await signOn(deps, 'S6', 'ate', '4W');
  const calling = async (): Promise<string[]> => {
    const { rows } = await db.pool.query<{ person_id: string }>(
      "select person_id from support_offer where request_id = $1 and state = 'open'",
      [requestId],
    );
    return rows.map((row) => row.person_id);
  };
  const [first = ''] = await calling();
  await signOff(deps, first);
  const [second = ''] = await calling();
  expect(new Set([first, second])).toEqual(new Set(['S5', 'S6']));
  await signOff(deps, second);
  expect(await calling()).toEqual([]);
  const { rows } = await db.pool.query<{ gap: { reason: string } }>('select gap from support_request where request_id = $1', [requestId]);
  expect(rows[0]?.gap.reason).toBe('nobody-on-duty');
});

test('whoever comes back in the very millisecond in which they went is on duty', async () => {
  const deps = { db, now: async (): Promise<number> => 1_800_000_000_000 };
  await signOn(deps, 'S7', 'ate', '4W');
  await signOff(deps, 'S7');
  const onDuty = (): Promise<boolean> => db.tx(async (tx) => (await ownDuty(tx, 'S7', 1_800_000_000_000)) !== null);
  expect(await onDuty()).toBe(false);
  await signOn(deps, 'S7', 'ate', '4W');
  expect(await onDuty()).toBe(true);
  await signOff(deps, 'S7');
});
