import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '../audit/audit.ts';
import type { Db, Tx } from '../db/open.ts';
import { SecretsError } from './keyring.ts';
import { mark } from './seal.ts';
import type { SealedColumn, Secrets } from './secrets.ts';

/** How many values of a column lie under a key. */
export interface Lying {
  readonly column: SealedColumn;
  /** Null: in plain text. */
  readonly keyId: string | null;
  readonly values: number;
}

const keyIdIn = (column: SealedColumn) =>
  sql`case when starts_with(${sql.ref(column.column)}, ${mark}) then split_part(${sql.ref(column.column)}, '.', 3) end`;

/** What lies in the columns, by key. */
export async function surveySecrets(db: Db, columns: readonly SealedColumn[]): Promise<Lying[]> {
  const found: Lying[] = [];
  for (const column of columns) {
    const { rows } = await sql<{ id: string | null; n: number }>`
      select ${keyIdIn(column)} as id, count(*)::int as n from ${sql.table(column.table)}
      where ${sql.ref(column.column)} is not null group by 1 order by 1`.execute(db.for());
    found.push(...rows.map(({ id, n }) => ({ column, keyId: id, values: n })));
  }
  return found;
}

/** `3 authenticator apps, 1 push keys` */
export const inWords = (lying: readonly Lying[]): string => lying.map(({ values, column }) => `${values} ${column.holds}`).join(', ');

/** Those that no key of ours opens. */
export const lost = (lying: readonly Lying[], secrets: Secrets): Lying[] => {
  const known = new Set(secrets.keyIds());
  return lying.filter(({ keyId }) => keyId !== null && !known.has(keyId));
};

/** @throws SecretsError, with the setting and what to do, when something lies under a key that is not here. */
export function demandKeys(lying: readonly Lying[], secrets: Secrets): void {
  const gone = lost(lying, secrets);
  if (gone.length === 0) return;
  const ids = [...new Set(gone.map(({ keyId }) => keyId))].join(', ');
  const here =
    secrets.kind === 'none'
      ? 'and no key is set. Set SECRETS_KEY or SECRETS_KEY_FILE to that key'
      : `which ${secrets.from} does not hold (it holds ${secrets.keyIds().join(', ')}). Put that key back: it may stand behind the other one, ` +
        (secrets.kind === 'setting' ? 'with a comma between' : 'on a line of its own');
  throw new SecretsError(
    `This database holds secrets sealed with key ${ids} (${inWords(gone)}), ${here}. ` +
      'If it is lost for good, "npx atelbow secrets drop-lost" removes what only it could open and says what that means.',
  );
}

const rowsAtOnce = 200;

/**
 * Seals with the current key what lies in plain text or under an older key. A value is replaced only where it is still the one that was read, so
 * others may work meanwhile, on this too; wherever it stops, what is done is done. Answers how many; without a key: none.
 */
export async function reseal(db: Db, columns: readonly SealedColumn[]): Promise<number> {
  let done = 0;
  for (const column of columns) done += await resealColumn(db, column);
  return done;
}

async function resealColumn(db: Db, column: SealedColumn): Promise<number> {
  const [table, value, key] = [sql.table(column.table), sql.ref(column.column), sql.ref(column.rowColumn)];
  let done = 0;
  let after = '';
  for (;;) {
    const current = db.secrets.currentKeyId();
    if (current === null) return done;
    const { rows } = await sql<{ row: string; stored: string }>`
      select ${key}::text as row, ${value} as stored from ${table}
      where ${value} is not null and not starts_with(${value}, ${`${mark}${current}.`}) and ${key}::text > ${after}
      order by 1 limit ${rowsAtOnce}`.execute(db.for());
    for (const { row, stored } of rows) {
      const sealed = db.secrets.seal(column, row, db.secrets.open(column, row, stored));
      const { numAffectedRows } = await sql`
        update ${table} set ${value} = ${sealed} where ${key} = ${row} and ${value} = ${stored}`.execute(db.for());
      done += Number(numAffectedRows ?? 0n);
    }
    after = rows.at(-1)?.row ?? after;
    if (rows.length < rowsAtOnce) return done;
  }
}

/** Before a server works on the database: every key is here, and nothing lies open that could be sealed. @throws SecretsError */
export async function sealWhatLiesOpen(db: Db, columns: readonly SealedColumn[]): Promise<number> {
  demandKeys(await surveySecrets(db, columns), db.secrets);
  return reseal(db, columns);
}

/** Removes what no key of ours opens. Answers what was removed. */
export async function dropLost(db: Db, columns: readonly SealedColumn[], actor: AuditActor, now: Instant): Promise<Lying[]> {
  const gone = lost(await surveySecrets(db, columns), db.secrets);
  if (gone.length === 0) return [];
  await db.tx(async (tx) => {
    for (const one of gone) await dropOne(tx, one);
    const detail = { removed: gone.map(({ column, values, keyId }) => ({ column: `${column.table}.${column.column}`, values, keyId })) };
    await audit(tx, actor, { action: 'secrets.dropped', subjectKind: 'secrets', subjectId: 'lost', detail }, now);
  });
  return gone;
}

async function dropOne(tx: Tx, { column, keyId }: Lying): Promise<void> {
  const [table, value] = [sql.table(column.table), sql.ref(column.column)];
  const those = sql`starts_with(${value}, ${`${mark}${keyId}.`})`;
  if (column.whenLost === 'delete') await sql`delete from ${table} where ${those}`.execute(tx);
  else await sql`update ${table} set ${sql.raw(column.whenLost.set)} where ${those}`.execute(tx);
}

/** Values that were changed or moved within the database: their key is here, and they don't open. By place. */
export async function brokenSecrets(db: Db, columns: readonly SealedColumn[]): Promise<string[]> {
  const known = new Set(db.secrets.keyIds());
  const broken: string[] = [];
  for (const column of columns) {
    const { rows } = await sql<{ row: string; stored: string; id: string | null }>`
      select ${sql.ref(column.rowColumn)}::text as row, ${sql.ref(column.column)} as stored, ${keyIdIn(column)} as id
      from ${sql.table(column.table)} where ${sql.ref(column.column)} is not null`.execute(db.for());
    for (const { row, stored, id } of rows) {
      if (id === null || !known.has(id)) continue;
      try {
        db.secrets.open(column, row, stored);
      } catch (error) {
        if (!(error instanceof SecretsError)) throw error;
        broken.push(`${column.table}.${column.column} of ${row}`);
      }
    }
  }
  return broken;
}
