import { randomInt } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import { statusListBits } from '../core/badges/credential.ts';

interface BadgeTables {
  training_badge: {
    badge_id: string;
    person_id: string;
    achievement: string;
    status_index: number;
    issued_at: Date;
    valid_until: Date | null;
    credential: string;
    revoked_at: Date | null;
    revoked_why: string;
  };
}
const tables = tablesIn<BadgeTables>;
export type BadgeRow = BadgeTables['training_badge'];

export const liveBadges = (on: Db | Tx, personId?: string): Promise<BadgeRow[]> =>
  tables(on)
    .selectFrom('training_badge')
    .selectAll()
    .where('revoked_at', 'is', null)
    .$if(personId !== undefined, (query) => query.where('person_id', '=', personId ?? ''))
    .execute();

export const insertBadge = (tx: Tx, row: Omit<BadgeRow, 'revoked_at' | 'revoked_why'>): Promise<unknown> =>
  tables(tx)
    .insertInto('training_badge')
    .values({ ...row, revoked_at: null, revoked_why: '' })
    .execute();

export const findBadge = async (on: Db | Tx, badgeId: string): Promise<BadgeRow | null> =>
  (await tables(on).selectFrom('training_badge').selectAll().where('badge_id', '=', badgeId).executeTakeFirst()) ?? null;

export const revokeBadge = (on: Db | Tx, badgeId: string, why: string, at: Instant): Promise<unknown> =>
  tables(on)
    .updateTable('training_badge')
    .set({ revoked_at: new Date(at), revoked_why: why })
    .where('badge_id', '=', badgeId)
    .where('revoked_at', 'is', null)
    .execute();

export const revokedIndexes = async (on: Db | Tx): Promise<readonly number[]> =>
  (await tables(on).selectFrom('training_badge').select('status_index').where('revoked_at', 'is not', null).execute()).map(
    (row) => row.status_index,
  );

/** A place that nobody has, by chance. */
export async function freeIndex(tx: Tx): Promise<number> {
  const taken = new Set((await tables(tx).selectFrom('training_badge').select('status_index').execute()).map((row) => row.status_index));
  for (;;) {
    const index = randomInt(statusListBits);
    if (!taken.has(index)) return index;
  }
}
