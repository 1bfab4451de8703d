import { randomStream } from '#kernel/random.ts';
import { minuteMs } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { Problem } from '#platform/http/problem.ts';
import { testDb } from '#test/harness/test-db.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { dispatchDue } from './jobs.ts';
import { accept, decline, progress, say } from './shell/answer.ts';
import { ask } from './shell/ask.ts';
import type { DeskDeps } from './shell/change-desk.ts';
import { heartbeat, signOff, signOn } from './shell/duty.ts';
import { firstBrokenEvent } from './store/event-log.ts';

/* Whatever people do in whatever order, after each step the tables agree with one another and nobody is forgotten. */
const people = ['S1', 'S2', 'S3', 'LEAD'];
let db: Db;
let deps: DeskDeps;
let now = Date.parse('2027-03-01T09:00:00Z');

beforeAll(async () => {
  db = await testDb();
  deps = { db, now: async () => now };
  await db.pool.query("insert into site (site_id, name, time_zone) values ('H', 'H', 'UTC')");
  for (const unit of ['4W', '5E'])
    await db.pool.query(
      "insert into unit (unit_id, name, site_id, building, floor, zone, specialty, beds) values ($1, $1, 'H', 'A', $2, '', '', 9)",
      [unit, unit.slice(0, 1)],
    );
});
afterAll(() => db.close());

/** Each gives the rows that break a rule: none may. */
const rules: Readonly<Record<string, string>> = {
  'a request waits unseen': `select request_id from support_request r where state = 'waiting' and gap is null
    and not exists (select from support_offer o where o.request_id = r.request_id and o.state = 'open')`,
  'a gap is told although somebody is called or has it': `select request_id from support_request r where gap is not null
    and (state <> 'waiting' or exists (select from support_offer o where o.request_id = r.request_id and o.state = 'open'))`,
  'somebody is called for a request that does not wait': `select offer_id from support_offer join support_request r using (request_id)
    where support_offer.state = 'open' and r.state <> 'waiting'`,
  'a request is held without its accepted offer': `select request_id from support_request r where state in ('accepted', 'on-the-way', 'arrived')
    and (select count(*) from support_offer o where o.request_id = r.request_id and o.state = 'accepted' and ended_at is null
      and o.person_id = r.holder) <> 1`,
  'an accepted offer outlives its request': `select offer_id from support_offer o join support_request r using (request_id)
    where o.state = 'accepted' and ended_at is null and r.state not in ('accepted', 'on-the-way', 'arrived')`,
  'busy without a request, or free with one': `select person_id from support_presence p where (state = 'busy') <> exists
    (select from support_request r where r.holder = p.person_id and r.state in ('accepted', 'on-the-way', 'arrived'))`,
  'called without an offer, or free with one': `select person_id from support_presence p where (state = 'offered') <> exists
    (select from support_offer o where o.person_id = p.person_id and o.state = 'open')`,
  'closed without its asker': `select request_id from support_request r where state = 'resolved'
    and not exists (select from support_event e where e.request_id = r.request_id and e.kind = 'confirmed')`,
  'late without a timer': `select offer_id from support_offer, support_desk where state = 'open' and (wake_at is null or wake_at > expires_at)`,
};

/** Rule -> what breaks it. */
async function broken(): Promise<Record<string, unknown>> {
  const found = await Promise.all(Object.entries(rules).map(async ([rule, query]) => [rule, (await db.pool.query(query)).rows] as const));
  return Object.fromEntries(found.filter(([, rows]) => rows.length > 0));
}

/** The EHR goes away on a unit or in the hospital, or comes back. */
async function turnDowntime(unitId: string | null): Promise<void> {
  const at = new Date(now);
  await db.pool.query(
    "insert into support_issue (issue_id, title, workaround, state, created_at, created_by) values ('paper', 'Downtime', 'Forms', 'open', $1, '') on conflict do nothing",
    [at],
  );
  const ended = await db.pool.query('update support_downtime set ends_at = greatest(starts_at, $1) where ends_at is null', [at]);
  if (ended.rowCount === 0)
    await db.pool.query(
      "insert into support_downtime (downtime_id, unit_id, starts_at, reason, issue_id, declared_at, declared_by) values ($1, $2, $3, '', 'paper', $3, '')",
      [crypto.randomUUID(), unitId, at],
    );
}

/** A refusal is an answer, too; anything else that is thrown is a bug. */
async function attempt(doing: Promise<unknown>): Promise<void> {
  const failure = await doing.then(
    () => null,
    (error: unknown) => error,
  );
  if (failure !== null && !(failure instanceof Problem)) throw failure;
}

test.each([1, 2, 3, 4, 5, 6])('a random day, seed %i', async (seed) => {
  const uniform = randomStream(seed);
  const one = <T>(those: readonly T[]): T | undefined => those[Math.floor(uniform() * those.length)];
  const idOf = async (query: string): Promise<{ id: string; who: string }> => {
    const { rows } = await db.pool.query<{ id: string; who: string }>(query);
    return one(rows) ?? { id: 'none', who: 'S1' };
  };
  const anyOffer = 'select offer_id as id, person_id as who from support_offer';
  const offer = () => idOf(`${anyOffer} ${uniform() < 0.85 ? "where state = 'open'" : ''} order by 1`);
  const held = () =>
    idOf(
      "select request_id as id, coalesce(holder, 'S1') as who from support_request where state in ('accepted', 'on-the-way', 'arrived') order by 1",
    );
  const finished = () => idOf("select request_id as id, 'S1' as who from support_request where state = 'done' order by 1");
  const any = () => idOf("select request_id as id, 'S1' as who from support_request order by 1");
  const nobody = { accountId: 'acc', personId: null };
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    asked: () =>
      ask(
        deps,
        {
          unitId: one(['4W', '5E']) ?? '',
          topic: '',
          text: '',
          urgency: 'stopped',
          askerClass: one(['provider', 'nurse', 'other'] as const) ?? 'other',
        },
        nobody,
      ),
    'asked about paper': () =>
      ask(deps, { unitId: one(['4W', '5E']) ?? '', topic: '', text: 'on paper?', urgency: 'stopped', askerClass: 'nurse' }, nobody),
    'downtime turned': () => turnDowntime(uniform() < 0.5 ? '4W' : null),
    accepted: async () => offer().then(({ id, who }) => accept(deps, id, uniform() < 0.8 ? who : (one(people) ?? ''))),
    declined: async () => offer().then(({ id, who }) => decline(deps, id, who)),
    progressed: async () =>
      held().then(({ id, who }) => progress(deps, id, one(['on-the-way', 'arrived', 'done', 'given-back'] as const) ?? 'done', who)),
    said: async () =>
      (uniform() < 0.8 ? finished() : any()).then(({ id }) =>
        say(deps, id, one(['solved', 'solved', 'not-solved', 'not-needed'] as const) ?? 'solved', null, false),
      ),
    'signed on': async () => {
      const personId = one(people) ?? '';
      await signOn(deps, personId, personId === 'LEAD' ? 'zone-lead' : 'ate', one(['4W', '5E']) ?? '');
    },
    'signed off': () => signOff(deps, one(people) ?? ''),
    'heart beat': () => heartbeat(deps, one(people) ?? '', undefined),
    'time passed': async () => {
      now += uniform() * 2 * minuteMs;
      await dispatchDue(deps);
    },
  };
  for (let i = 0; i < 200; i++) {
    const name =
      one([...Object.keys(steps), 'asked', 'accepted', 'accepted', 'progressed', 'progressed', 'said', 'heart beat', 'heart beat']) ??
      'asked';
    await attempt(steps[name]?.() ?? Promise.resolve());
    expect({ step: i, name, broken: await broken() }).toEqual({ step: i, name, broken: {} });
  }
});

test('those days had everything in them, and the log of them is whole', async () => {
  const { rows } = await db.pool.query<{ kind: string }>('select distinct kind from support_event');
  const kinds = 'accepted answered arrived asked confirmed declined done escalated given-back lapsed offered on-the-way reopened withdrawn';
  expect(
    rows
      .map((row) => row.kind)
      .toSorted()
      .join(' '),
  ).toBe(kinds);
  expect(await firstBrokenEvent(db)).toBeNull();
});
