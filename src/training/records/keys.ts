import { timingSafeEqual } from 'node:crypto';
import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Db, Tx } from '#platform/db/open.ts';

/** OAuth scopes of the specification (Communication 4.2), given to a key. */
export const scopes = [
  'all',
  'all/read',
  'statements/write',
  'statements/read',
  'statements/read/mine',
  'state',
  'profile',
  'define',
] as const;
export type Scope = (typeof scopes)[number];

export interface RecordKey {
  readonly key: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** Who vouches for what it stores, where that is not the key itself. */
  readonly homePage?: string;
  /** Where it reads on; absent: at the version's own address. */
  readonly mount?: string;
}

/** Makes a key. The secret is shown this once and kept as a hash only. */
export async function makeRecordKey(
  tx: Tx,
  given: { readonly name: string; readonly scopes: readonly Scope[] },
  by: AuditActor,
  at: Instant,
): Promise<{ readonly key: string; readonly secret: string }> {
  const [key, secret] = [newId('rec'), newToken()];
  await sql`insert into record_key (key, secret_hash, name, scopes, created_at)
    values (${key}, ${hashToken(secret)}, ${given.name}, ${[...given.scopes]}, ${new Date(at)})`.execute(tx);
  await audit(tx, by, { action: 'record-key.made', subjectKind: 'record-key', subjectId: key, detail: { scopes: [...given.scopes] } }, at);
  return { key, secret };
}

const nobodys = Buffer.alloc(32);

/** The key behind `Authorization: Basic …`; null when there is none that is right and in force. */
export async function keyOf(db: Db, authorization: string | undefined): Promise<RecordKey | null> {
  const [, encoded] = /^Basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
  const [, key = '', secret = ''] = /^([^:]*):(.*)$/s.exec(Buffer.from(encoded ?? '', 'base64').toString('utf8')) ?? [];
  if (!/^rec_\w+$/.test(key)) return null;
  const { rows } = await sql<{ secret_hash: Buffer; name: string; scopes: Scope[] }>`
    select secret_hash, name, scopes from record_key where key = ${key} and revoked_at is null`.execute(db.for());
  const [row] = rows;
  const isRight = timingSafeEqual(row?.secret_hash ?? nobodys, hashToken(secret));
  return row && isRight ? { key, name: row.name, scopes: row.scopes } : null;
}

type Doing = 'statements/write' | 'statements/read' | 'read' | 'state' | 'profile' | 'define';

const grants: Readonly<Record<Doing, readonly Scope[]>> = {
  'statements/write': ['all', 'statements/write'],
  'statements/read': ['all', 'all/read', 'statements/read', 'statements/read/mine'],
  read: ['all', 'all/read', 'statements/read', 'statements/read/mine', 'state', 'profile'],
  state: ['all', 'state'],
  profile: ['all', 'profile'],
  define: ['all', 'define'],
};

export const may = (key: RecordKey, doing: Doing): boolean => grants[doing].some((scope) => key.scopes.includes(scope));
/** Reads only statements that it stored itself. */
export const onlyMine = (key: RecordKey): boolean =>
  !['all', 'all/read', 'statements/read'].some((scope) => key.scopes.includes(scope as Scope));
