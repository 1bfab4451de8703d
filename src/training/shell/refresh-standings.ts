import { sql } from 'kysely';
import { directoryStamp } from '#directory/index.ts';
import { toLocal, type Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tell, type News } from '#platform/realtime/outbox.ts';
import { decide } from '../core/gate/decide.ts';
import { roleOn } from '../core/gate/duties.ts';
import type { Decision } from '../core/gate/model.ts';
import { gateChanged } from '../events.ts';
import { lastSeq, loadFacts } from '../ledger/load-facts.ts';
import { digest } from '../records/digest.ts';
import { insertDeliveries } from '../store/deliveries.ts';
import { loadRoleProfiles } from '../store/matrix.ts';
import { tables, type StandingRow } from '../store/tables.ts';
import { factsOf, loadPicture, type GatePicture } from './gate-picture.ts';
import { loadRules, type KnownLearner } from './load-gate.ts';

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
  const all = cursor?.stamp !== stamp;
  const concerned = all ? undefined : await concernedSince(tx, cursor?.fact_seq ?? 0, now);
  if (concerned?.length === 0) return 0;
  const picture = await loadPicture(tx, now, concerned);
  const before = new Map((await t.selectFrom('training_standing').selectAll().execute()).map((row) => [row.person_id, row]));
  const news: News[] = [];
  let sequence = Math.max(0, ...[...before.values()].map((row) => row.sequence));
  for (const known of picture.learners) {
    const last = before.get(known.person.personId) ?? null;
    const next = rowOf(picture, known, sequence + 1);
    if (last !== null && isSame(last, next)) continue;
    await saveRow(tx, next);
    sequence += 1;
    // Somebody who never had access and has none is no news to anybody.
    if (last === null && !next.allow) continue;
    if (last !== null && !isNews(last, next)) continue;
    await insertDeliveries(tx, targets, changeOf(known, last, next));
    news.push(gateChanged(next.person_id, next.allow));
  }
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
async function stampOf(tx: Tx, now: Instant): Promise<string> {
  const { goLives, timeZone, ...rules } = await loadRules(tx);
  const profiles = await loadRoleProfiles(tx);
  return [await directoryStamp(tx), toLocal(now, timeZone).date, digest(JSON.stringify([rules, timeZone, [...goLives], profiles]))].join(
    '/',
  );
}

async function concernedSince(tx: Tx, factSeq: number, now: Instant): Promise<readonly string[]> {
  const facts = await loadFacts(tx, { afterSeq: factSeq });
  const ended = await tables(tx).selectFrom('training_standing').select('person_id').where('until', '<=', new Date(now)).execute();
  return [...new Set([...facts.map((fact) => fact.personId), ...ended.map((row) => row.person_id)])];
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

const saveRow = (tx: Tx, row: StandingRow) =>
  tables(tx)
    .insertInto('training_standing')
    .values(row)
    .onConflict((on) => on.column('person_id').doUpdateSet(row))
    .execute();
