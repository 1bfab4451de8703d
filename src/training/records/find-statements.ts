import { sql } from 'kysely';
import type { Db } from '#platform/db/open.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { mergeDefinition } from '../core/xapi/merge-definition.ts';
import type { ManyStatements } from '../core/xapi/query.ts';
import { digest } from './digest.ts';

export interface Page {
  readonly statements: readonly JsonObject[];
  /** Position after which the next page begins; null when there is none. */
  readonly next: number | null;
}

const isVoided = sql<boolean>`(not s.voiding and exists (select from record_void v where v.target = s.statement_id))`;

/** @param mine digest of an authority: only what it vouched for; null: everything. */
export async function findOne(
  db: Db,
  id: string,
  mine: string | null,
): Promise<{ statement: JsonObject; voided: boolean; stored: Date } | null> {
  const { rows } = await sql<{ body: string; voided: boolean; stored: Date }>`
    select s.body, s.stored, ${isVoided} as voided from record_statement s
    where s.statement_id = ${id} and (${mine}::uuid is null or s.authority = ${mine})`.execute(db.for());
  const [row] = rows;
  return row ? { statement: JSON.parse(row.body) as JsonObject, voided: row.voided, stored: row.stored } : null;
}

/** In the order of storing, newest first unless asked otherwise. */
export async function findMany(db: Db, query: ManyStatements, after: number | null, mine: string | null): Promise<Page> {
  const bounds = [
    query.since === null
      ? null
      : sql`seq > coalesce((select b.seq from record_statement b where b.stored <= ${new Date(query.since)} order by b.stored desc, b.seq desc limit 1), 0)`,
    query.until === null
      ? null
      : sql`seq <= coalesce((select b.seq from record_statement b where b.stored <= ${new Date(query.until)} order by b.stored desc, b.seq desc limit 1), 0)`,
    after === null ? null : query.ascending ? sql`seq > ${after}` : sql`seq < ${after}`,
  ].filter((one) => one !== null);
  const direction = query.ascending ? sql`asc` : sql`desc`;
  const [first, ...others] = query.terms.map((one) => digest(one));
  const visible = sql`not ${isVoided} and (${mine}::uuid is null or s.authority = ${mine})`;
  const conditions =
    first === undefined
      ? [visible]
      : [
          sql`t.term = ${first}`,
          ...others.map((term) => sql`exists (select from record_term u where u.term = ${term} and u.seq = t.seq and u.source = t.source)`),
          sql`exists (select from record_statement s where s.seq = t.seq and ${visible})`,
        ];
  const from = first === undefined ? sql`record_statement s` : sql`record_term t`;
  // The limit stands beside the order: then the index is read from its end and no further than the page.
  const { rows } = await sql<{ seq: number; body: string }>`
    with page as (select distinct seq from ${from} where ${sql.join([...conditions, ...bounds], sql` and `)} order by seq ${direction} limit ${query.limit + 1})
    select s.seq, s.body from page join record_statement s on s.seq = page.seq order by s.seq ${direction}`.execute(db.for());
  const page = rows.slice(0, query.limit);
  return {
    statements: page.map(({ body }) => JSON.parse(body) as JsonObject),
    next: rows.length > query.limit ? (page.at(-1)?.seq ?? null) : null,
  };
}

/** What is known of activities, by id, from everything that statements have said of them so far. */
export async function definitionsOf(db: Db, ids: readonly string[]): Promise<ReadonlyMap<string, JsonObject>> {
  const byDigest = new Map(ids.map((id) => [digest(id), id]));
  if (byDigest.size === 0) return new Map();
  const { rows } = await sql<{ activity: string; definition: string }>`
    select activity, definition from record_activity where activity = any(${[...byDigest.keys()]}::uuid[]) order by activity, seq`.execute(
    db.for(),
  );
  const known = new Map<string, JsonObject>();
  for (const { activity, definition } of rows) {
    const id = byDigest.get(activity) ?? '';
    known.set(id, mergeDefinition(known.get(id) ?? {}, JSON.parse(definition) as JsonObject));
  }
  return known;
}

/** Bytes of attachments by SHA-2, those that are kept here. */
export async function attachmentBytes(db: Db, hashes: readonly string[]): Promise<ReadonlyMap<string, Buffer>> {
  if (hashes.length === 0) return new Map();
  const { rows } = await sql<{ sha2: string; content: Buffer }>`
    select sha2, content from record_attachment where sha2 = any(${hashes}::text[])`.execute(db.for());
  return new Map(rows.map(({ sha2, content }) => [sha2, content]));
}
