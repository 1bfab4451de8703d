import { sql } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { factOf, isOwn, type Unowned } from '../core/ledger/fact-of.ts';
import { actorKey } from '../core/xapi/actor-key.ts';
import { objectOf, type JsonObject } from '../core/xapi/json.ts';

/** Mail addresses are compared without case; whatever else names somebody is compared as it is. */
export const nameOf = (actor: JsonObject): string | null => {
  const key = actorKey(actor);
  return key?.startsWith('mbox:') ? key.toLowerCase() : key;
};

/** The facts among these statements, where they can be found by person and kind. In the transaction that stores the statements. */
export async function indexFacts(
  tx: Tx,
  rows: readonly { readonly seq: number; readonly id: string; readonly statement: JsonObject }[],
): Promise<void> {
  const facts = rows.flatMap(({ seq, id, statement }) => {
    const fact = factOf(statement);
    const actor = nameOf(objectOf(statement, 'actor') ?? {});
    return fact === null || actor === null ? [] : [{ seq, id, fact, actor, outside: !isOwn(statement) }];
  });
  if (facts.length === 0) return;
  await sql`insert into training_fact (seq, fact_id, actor, kind, at, outside, body) select * from unnest(
    ${facts.map((one) => one.seq)}::bigint[], ${facts.map((one) => one.id)}::uuid[], ${facts.map((one) => one.actor)}::text[],
    ${facts.map((one) => one.fact.kind)}::text[], ${facts.map((one) => new Date(one.fact.at))}::timestamptz[],
    ${facts.map((one) => one.outside)}::boolean[], ${facts.map((one) => JSON.stringify(bodyOf(one.fact)))}::jsonb[]
  ) on conflict do nothing`.execute(tx);
}

function bodyOf({ factId: _factId, at: _at, ...body }: Unowned): object {
  return body;
}

/** The index made anew from the ledger alone; it then says what it said before. Answers how many statements were read. */
export async function replayLedger(tx: Tx): Promise<number> {
  await sql`delete from training_fact`.execute(tx);
  for (let after = 0; ;) {
    const { rows } = await sql<{ seq: number; statement_id: string; body: string }>`
      select seq, statement_id, body from record_statement where seq > ${after} order by seq limit 1000`.execute(tx);
    const last = rows.at(-1);
    if (!last) return after;
    await indexFacts(
      tx,
      rows.map((row) => ({ seq: row.seq, id: row.statement_id, statement: JSON.parse(row.body) as JsonObject })),
    );
    after = last.seq;
  }
}
