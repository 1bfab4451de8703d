import { sql } from 'kysely';
import { loadOrganisation } from '#directory/index.ts';
import { toLocal, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import { decide } from '../core/gate/decide.ts';
import { roleOn } from '../core/gate/duties.ts';
import type { Decision } from '../core/gate/model.ts';
import { gateChanged } from '../events.ts';
import { actorsSince, lastSeq, peopleNamed } from '../ledger/load-facts.ts';
import { insertDeliveries } from '../store/deliveries.ts';
import { tables, type StandingRow } from '../store/tables.ts';
import { factsOf, loadPicture, type GatePicture } from './gate-picture.ts';
import type { KnownLearner } from './load-gate.ts';
import { revisionOf } from './revision.ts';

const lockKey = 724_041;

/**
 * Compares what is decided now with what was told last, and sends what differs on its way. Only those are looked at whom something new
 * concerns; everybody when the matrix, the directory or the date is another. Answers how many decisions changed.
 */
export async function refreshStandings(tx: Tx, targets: readonly string[], now: Instant): Promise<number> {
  await sql`select pg_advisory_xact_lock(${lockKey})`.execute(tx);
  const t = tables(tx);
  const cursor = await t.selectFrom('training_standing_cursor').selectAll().executeTakeFirst();
  const [factSeq, stamp] = [await lastSeq(tx), await stampOf(tx, now)];
  const concerned = cursor?.stamp === stamp ? await concernedSince(tx, cursor.fact_seq, factSeq, now) : undefined;
  if (concerned?.length === 0) return 0;
  const picture = await loadPicture(tx, now, concerned);
  const rows = t.selectFrom('training_standing').selectAll();
  const told = await (concerned ? rows.where('person_id', '=', sql<string>`any(${[...concerned]}::text[])`) : rows).execute();
  const before = new Map(told.map((row) => [row.person_id, row]));
  const changed: StandingRow[] = [];
  const news: News[] = [];
  const last = await t
    .selectFrom('training_standing')
    .select((e) => e.fn.max<number | null>('sequence').as('sequence'))
    .executeTakeFirst();
  let sequence = last?.sequence ?? 0;
  for (const known of picture.learners) {
    const was = before.get(known.person.personId) ?? null;
    const next = rowOf(picture, known, sequence + 1);
    if (was !== null && isSame(was, next)) continue;
    changed.push(next);
    sequence += 1;
    // Somebody who never had access and has none is no news to anybody.
    if (was === null && !next.allow) continue;
    if (was !== null && !isNews(was, next)) continue;
    await insertDeliveries(tx, targets, changeOf(known, was, next));
    news.push(gateChanged(next.person_id, next.allow));
  }
  await saveRows(tx, changed);
  const place = { fact_seq: factSeq, stamp };
  await t
    .insertInto('training_standing_cursor')
    .values({ one: true, ...place })
    .onConflict((on) => on.column('one').doUpdateSet(place))
    .execute();
  await tell(tx, news, now);
  return news.length;
}

/** Differs when the rules do: matrix, releases, settings, directory, or the date where the organisation is. */
const stampOf = async (tx: Tx, now: Instant): Promise<string> =>
  `${await revisionOf(tx)}/${toLocal(now, (await loadOrganisation(tx)).timeZone).date}`;

async function concernedSince(tx: Tx, told: number, factSeq: number, now: Instant): Promise<readonly string[]> {
  const named = factSeq === told ? [] : await peopleNamed(tx, await actorsSince(tx, told));
  const ended = await tables(tx).selectFrom('training_standing').select('person_id').where('until', '<=', new Date(now)).execute();
  return [...new Set([...named, ...ended.map((row) => row.person_id)])];
}

function rowOf(picture: GatePicture, { learner, person }: KnownLearner, sequence: number): StandingRow {
  const { rules, now } = picture;
  const jobRole = roleOn(learner, toLocal(now, rules.timeZone).date)?.jobRole ?? person.jobRole;
  const decision: Decision = decide(learner, jobRole, rules, factsOf(picture, person.personId), now);
  return {
    person_id: person.personId,
    job_role: jobRole,
    allow: decision.allow,
    by: decision.by,
    until: decision.until === null ? null : new Date(decision.until),
    profiles: decision.allow ? [...(picture.profiles.get(jobRole) ?? [])] : [],
    decided_at: new Date(now),
    sequence,
  };
}

const isNews = (a: StandingRow, b: StandingRow): boolean =>
  a.allow !== b.allow || a.by !== b.by || a.job_role !== b.job_role || a.profiles.join('\n') !== b.profiles.join('\n');
const isSame = (a: StandingRow, b: StandingRow): boolean => !isNews(a, b) && a.until?.getTime() === b.until?.getTime();

function changeOf({ person }: KnownLearner, last: StandingRow | null, next: StandingRow) {
  return {
    sequence: next.sequence,
    personId: person.personId,
    ehrUserId: person.ehrUserId,
    email: person.email,
    jobRole: next.job_role,
    allow: next.allow,
    by: next.by as Decision['by'],
    until: next.until?.getTime() ?? null,
    open: next.profiles,
    close: (last?.profiles ?? []).filter((profile) => !next.profiles.includes(profile)),
    decidedAt: next.decided_at.getTime(),
  };
}

/** Any number of them in one statement: when the matrix changes, that is everybody. */
async function saveRows(tx: Tx, rows: readonly StandingRow[]): Promise<void> {
  if (rows.length === 0) return;
  await sql`
    insert into training_standing (person_id, job_role, allow, by, until, profiles, decided_at, sequence)
    select person_id, job_role, allow, by, until, profiles, decided_at, sequence
    from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as given(person_id text, job_role text, allow boolean, by text,
      until timestamptz, profiles text[], decided_at timestamptz, sequence bigint)
    on conflict (person_id) do update set job_role = excluded.job_role, allow = excluded.allow, by = excluded.by, until = excluded.until,
      profiles = excluded.profiles, decided_at = excluded.decided_at, sequence = excluded.sequence`.execute(tx);
}
