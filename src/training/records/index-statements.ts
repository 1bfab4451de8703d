import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { objectOf, sortedJson, textOf, type JsonObject } from '../core/xapi/json.ts';
import { activitiesIn, termsOf } from '../core/xapi/terms.ts';
import { indexFacts } from '../ledger/index-facts.ts';
import { digest } from './digest.ts';
import type { Row } from './row.ts';

/**
 * By what the new statements, and those that refer to them, are found from now on. In the transaction that stores them.
 *
 * @param hasReferences one of them refers to a statement, or is referred to: otherwise there is nothing to follow.
 */
export async function indexStatements(tx: Tx, rows: readonly Row[], hasReferences: boolean): Promise<void> {
  await insertTerms(
    tx,
    rows.flatMap(({ seq, statement }) => termsOf(statement).map((one) => ({ term: digest(one), seq, source: seq }))),
  );
  if (hasReferences) await followReferences(tx, rows);
  await indexFacts(tx, rows);
  await learnActivities(
    tx,
    rows.filter(({ mayDefine }) => mayDefine),
  );
}

interface Term {
  readonly term: string;
  readonly seq: number;
  readonly source: number;
}

async function insertTerms(tx: Tx, terms: readonly Term[]): Promise<void> {
  await sql`insert into record_term (term, seq, source) select * from unnest(
    ${terms.map((one) => one.term)}::uuid[], ${terms.map((one) => one.seq)}::bigint[], ${terms.map((one) => one.source)}::bigint[]
  ) on conflict do nothing`.execute(tx);
}

/** Statements that refer to another are found by what that one is found by, over any number of steps, whichever came first (Communication 2.1.4). */
async function followReferences(tx: Tx, rows: readonly Row[]): Promise<void> {
  const [ids, seqs] = [rows.map(({ id }) => id), rows.map(({ seq }) => seq)];
  const { rows: pairs } = await sql<{ seq: number; source: number; body: string }>`
    with recursive reach (seq, source) as (
      select r.seq, s.seq from record_reference r join record_statement s on s.statement_id = r.target
      where r.target = any(${ids}::uuid[]) or r.seq = any(${seqs}::bigint[])
      union
      select step.seq, step.source from reach, lateral (
        select r.seq, reach.source from record_statement s join record_reference r on r.target = s.statement_id where s.seq = reach.seq
        union all
        select reach.seq, s.seq from record_reference r join record_statement s on s.statement_id = r.target where r.seq = reach.source
      ) step (seq, source)
    )
    select reach.seq, reach.source, s.body from reach join record_statement s on s.seq = reach.source`.execute(tx);
  if (pairs.length === 0) return;
  const terms = pairs.flatMap(({ seq, source, body }) =>
    termsOf(JSON.parse(body) as JsonObject).map((one) => ({ term: digest(one), seq, source })),
  );
  await insertTerms(tx, terms);
}

/** A description is appended when it differs from the last one of the same activity. */
async function learnActivities(tx: Tx, rows: readonly Row[]): Promise<void> {
  const told = rows.flatMap(({ seq, statement }) =>
    activitiesIn(statement).flatMap((activity) => {
      const definition = objectOf(activity, 'definition');
      return definition ? [{ activity: digest(textOf(activity, 'id')), seq, definition, says: digest(sortedJson(definition)) }] : [];
    }),
  );
  if (told.length === 0) return;
  const { rows: latest } = await sql<{ activity: string; digest: string }>`
    select a.activity, l.digest from unnest(${[...new Set(told.map((one) => one.activity))]}::uuid[]) as a (activity),
    lateral (select digest from record_activity r where r.activity = a.activity order by seq desc limit 1) l`.execute(tx);
  const last = new Map(latest.map((one) => [one.activity, one.digest]));
  const news = told.filter(({ activity, says }) => {
    const isNew = last.get(activity) !== says;
    last.set(activity, says);
    return isNew;
  });
  if (news.length === 0) return;
  await sql`insert into record_activity (activity, seq, definition, digest) select * from unnest(
    ${news.map((one) => one.activity)}::uuid[], ${news.map((one) => one.seq)}::bigint[],
    ${news.map((one) => JSON.stringify(one.definition))}::text[], ${news.map((one) => one.says)}::uuid[]
  ) on conflict do nothing`.execute(tx);
}
