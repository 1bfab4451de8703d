import { sql } from 'kysely';
import { tablesOf, type Tx } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { isSameStatement } from '../core/xapi/same-statement.ts';
import { storedForm } from '../core/xapi/stored-form.ts';
import { isVoiding, referenceOf } from '../core/xapi/terms.ts';
import type { Version } from '../core/xapi/versions.ts';
import { linkHash } from './chain.ts';
import { digest } from './digest.ts';
import { indexStatements } from './index-statements.ts';
import type { Row } from './row.ts';

/** Statements that are stored together or not at all. Checked; each with its id. */
export interface Submission {
  readonly statements: readonly { readonly id: string; readonly sent: JsonObject }[];
  readonly version: Version;
  readonly authority: JsonObject;
  /** What activities are called may be learned from these statements (scope `define`). */
  readonly mayDefine: boolean;
  /** Bytes by SHA-2, checked. */
  readonly attachments: ReadonlyMap<string, Buffer>;
}
/** `conflict`: the id of a statement that is stored already and says something else. Then nothing of the submission is stored. */
export type Outcome = { readonly conflict: string | null };

export const appendLock = 724_040;

/** Appends what is new, in order. One at a time in the whole installation, until commit: positions have no gaps and time never falls. */
export async function appendAll(tx: Tx, submissions: readonly Submission[], clock: Clock): Promise<readonly Outcome[]> {
  await sql`select pg_advisory_xact_lock(${appendLock})`.execute(tx);
  const { head, known, isReferred } = await whatIsThere(
    tx,
    submissions.flatMap(({ statements }) => statements.map(({ id }) => id)),
  );
  // The clock is read under the lock: a moment that was promised to be complete (consistent.ts) must lie before it.
  const stored = new Date(Math.max(clock.now(), head.stored.getTime() + 1));
  const rows: Row[] = [];
  const attachments = new Map<string, Buffer>();
  const outcomes = submissions.map((submission): Outcome => {
    const conflict = submission.statements.find(({ id, sent }) => {
      const there = known.get(id);
      return there !== undefined && !isSameStatement(there, sent);
    });
    if (conflict) return { conflict: conflict.id };
    for (const { id, sent } of submission.statements) {
      if (known.has(id)) continue;
      const { authority, version, mayDefine } = submission;
      const statement = storedForm(sent, { id, stored: stored.toISOString(), authority, version });
      known.set(id, statement);
      rows.push({ seq: head.seq + rows.length + 1, id, statement, mayDefine });
    }
    for (const [sha2, content] of submission.attachments) attachments.set(sha2, content);
    return { conflict: null };
  });
  if (rows.length > 0) await insertRows(tx, rows, { stored, before: head.hash, isReferred });
  for (const [sha2, content] of attachments)
    await sql`insert into record_attachment (sha2, content) values (${sha2}, ${content}) on conflict do nothing`.execute(tx);
  return outcomes;
}

/** Of these ids, the ones whose statement is stored already and says the same. */
export async function repeatedOf(tx: Tx, given: Submission['statements']): Promise<ReadonlySet<string>> {
  const { known: there } = await whatIsThere(
    tx,
    given.map(({ id }) => id),
  );
  return new Set(given.flatMap(({ id, sent }) => (isSameStatement(there.get(id) ?? {}, sent) ? [id] : [])));
}

interface Seen {
  readonly seq: number | null;
  readonly stored: Date | null;
  readonly hash: Buffer | null;
  readonly statement_id: string | null;
  readonly body: string | null;
}

/** One look, under the lock: the last row, which of these statements are stored already, and whether anything refers to one that is not. */
async function whatIsThere(
  tx: Tx,
  ids: readonly string[],
): Promise<{
  readonly head: { readonly seq: number; readonly stored: Date; readonly hash: Buffer | null };
  readonly known: Map<string, JsonObject>;
  readonly isReferred: boolean;
}> {
  const { rows } = await sql<Seen>`
    (select seq, stored, hash, null::uuid as statement_id, null::text as body from record_statement order by seq desc limit 1)
    union all select null, null, null, statement_id, body from record_statement where statement_id = any(${ids}::uuid[])
    union all (select null, null, null, target, null from record_reference where target = any(${ids}::uuid[]) limit 1)`.execute(tx);
  const head = rows.find(({ seq }) => seq !== null);
  const known = rows.flatMap(({ statement_id: id, body }) =>
    id !== null && body !== null ? [[id, JSON.parse(body) as JsonObject] as const] : [],
  );
  return {
    head: { seq: head?.seq ?? 0, stored: head?.stored ?? new Date(0), hash: head?.hash ?? null },
    known: new Map(known),
    isReferred: rows.some(({ statement_id: id, body }) => id !== null && body === null),
  };
}

async function insertRows(
  tx: Tx,
  rows: readonly Row[],
  { stored, before, isReferred }: { readonly stored: Date; readonly before: Buffer | null; readonly isReferred: boolean },
): Promise<void> {
  const bodies = rows.map(({ statement }) => JSON.stringify(statement));
  let last = before;
  const hashes = rows.map(({ seq, id }, index) => {
    last = linkHash(last, { seq, statementId: id, stored, body: bodies[index] ?? '' });
    return last;
  });
  const authorities = rows.map(({ statement }) => authorityDigest(statement.authority as JsonObject));
  await sql`insert into record_statement (seq, statement_id, stored, authority, voiding, body, hash)
    select seq, id, ${stored}, authority, voiding, body, hash from unnest(
      ${rows.map((row) => row.seq)}::bigint[], ${rows.map((row) => row.id)}::uuid[], ${authorities}::uuid[],
      ${rows.map(({ statement }) => isVoiding(statement))}::boolean[], ${bodies}::text[], ${hashes}::bytea[]
    ) as row (seq, id, authority, voiding, body, hash)`.execute(tablesOf(tx));
  const referring = rows.flatMap((row) => {
    const target = referenceOf(row.statement);
    return target === null ? [] : [{ ...row, target }];
  });
  const voiding = referring.filter(({ statement }) => isVoiding(statement));
  if (referring.length > 0) await insertTargets(tx, 'record_reference', referring);
  if (voiding.length > 0) await insertTargets(tx, 'record_void', voiding);
  await indexStatements(tx, rows, isReferred || referring.length > 0);
}

async function insertTargets(
  tx: Tx,
  table: 'record_reference' | 'record_void',
  rows: readonly { readonly target: string; readonly seq: number }[],
): Promise<void> {
  await sql`insert into ${sql.table(table)} (target, seq) select * from unnest(
    ${rows.map(({ target }) => target)}::uuid[], ${rows.map(({ seq }) => seq)}::bigint[])`.execute(tx);
}

export const authorityDigest = (authority: JsonObject): string => digest(JSON.stringify(authority));
