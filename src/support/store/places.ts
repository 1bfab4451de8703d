import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tables, type Reader } from './tables.ts';

export interface NewPlace {
  readonly place_id: string;
  readonly unit_id: string;
  readonly label: string;
  readonly token_hash: Buffer;
  readonly created_at: Date;
  readonly created_by: string;
}

export const insertPlace = (tx: Tx, place: NewPlace) =>
  tables(tx)
    .insertInto('support_place')
    .values({ ...place, revoked_at: null })
    .execute();

export const listPlaceRows = (reader: Reader) =>
  tables(reader).selectFrom('support_place').selectAll().orderBy('unit_id').orderBy('created_at').execute();

/** Null: there is no such link, or it was revoked. */
export async function findPlace(reader: Reader, tokenHash: Buffer) {
  const row = await tables(reader)
    .selectFrom('support_place')
    .selectAll()
    .where('token_hash', '=', tokenHash)
    .where('revoked_at', 'is', null)
    .executeTakeFirst();
  return row ?? null;
}

export const revokeOfUnit = (tx: Tx, unitId: string, at: Instant) =>
  tables(tx)
    .updateTable('support_place')
    .set({ revoked_at: new Date(at) })
    .where('unit_id', '=', unitId)
    .where('revoked_at', 'is', null)
    .execute();

export async function revoke(tx: Tx, placeId: string, at: Instant): Promise<boolean> {
  const { numUpdatedRows } = await tables(tx)
    .updateTable('support_place')
    .set((e) => ({ revoked_at: e.fn.coalesce('revoked_at', e.val(new Date(at))) }))
    .where('place_id', '=', placeId)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}
