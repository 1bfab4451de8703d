import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '#platform/db/open.ts';

export interface Link {
  readonly seq: number;
  readonly statementId: string;
  readonly stored: Date;
  readonly body: string;
}

/** A row's hash: of the one before it and of everything in the row that means something. */
export const linkHash = (before: Buffer | null, link: Link): Buffer =>
  createHash('sha256')
    .update(before ?? '')
    .update(JSON.stringify([link.seq, link.statementId, link.stored.toISOString(), link.body]))
    .digest();

const rowsPerRead = 2000;

/** Position of the first statement that does not follow from the one before it; null when the whole ledger is intact. */
export async function firstBrokenRecord(db: Db): Promise<number | null> {
  let before: Buffer | null = null;
  for (let expected = 1; ;) {
    const { rows } = await sql<{ seq: number; statement_id: string; stored: Date; body: string; hash: Buffer }>`
      select seq, statement_id, stored, body, hash from record_statement where seq >= ${expected} order by seq limit ${rowsPerRead}`.execute(
      db.for(),
    );
    for (const row of rows) {
      const hash = linkHash(before, { seq: row.seq, statementId: row.statement_id, stored: row.stored, body: row.body });
      if (row.seq !== expected || !hash.equals(row.hash)) return expected;
      before = hash;
      expected++;
    }
    if (rows.length < rowsPerRead) return null;
  }
}
