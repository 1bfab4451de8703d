import { sql, type Selectable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type OfferTable, type Reader, type SwapTable } from './tables.ts';

export type OfferRow = Selectable<OfferTable>;
export type SwapRow = Selectable<SwapTable>;

/** What is offered or swapped and is no longer what it was, is off the table. */
export async function closeExchangesOf(tx: Tx, assignmentIds: readonly string[], except: readonly string[] = []): Promise<void> {
  if (assignmentIds.length === 0) return;
  const ids = [...assignmentIds];
  await tables(tx)
    .updateTable('coverage_offer')
    .set({ status: 'withdrawn' })
    .where('status', 'in', ['open', 'waiting'])
    .where(sql<boolean>`assignment_id = any(${ids}::text[])`)
    .where(sql<boolean>`not offer_id = any(${[...except]}::text[])`)
    .execute();
  await tables(tx)
    .updateTable('coverage_swap')
    .set({ status: 'withdrawn' })
    .where('status', 'in', ['proposed', 'waiting'])
    .where(sql<boolean>`(gives = any(${ids}::text[]) or takes = any(${ids}::text[]))`)
    .where(sql<boolean>`not swap_id = any(${[...except]}::text[])`)
    .execute();
}

export const saveOffer = (tx: Tx, row: OfferTable): Promise<unknown> => tables(tx).insertInto('coverage_offer').values(row).execute();

export const setOffer = (tx: Tx, offerId: string, set: { status: string; taken_by?: string | null }): Promise<unknown> =>
  tables(tx).updateTable('coverage_offer').set(set).where('offer_id', '=', offerId).execute();

/** Whoever wanted it does not get it: it is open to others again. */
export const reopenOffer = (tx: Tx, assignmentId: string): Promise<unknown> =>
  tables(tx)
    .updateTable('coverage_offer')
    .set({ status: 'open', taken_by: null })
    .where('assignment_id', '=', assignmentId)
    .where('status', '=', 'waiting')
    .execute();

export async function findOffer(reader: Reader, offerId: string): Promise<OfferRow | null> {
  const row = await tables(reader).selectFrom('coverage_offer').selectAll().where('offer_id', '=', offerId).executeTakeFirst();
  return row ?? null;
}

export const openOffers = (reader: Reader): Promise<OfferRow[]> =>
  tables(reader).selectFrom('coverage_offer').selectAll().where('status', 'in', ['open', 'waiting']).orderBy('created_at').execute();

export const saveSwap = (tx: Tx, row: SwapTable): Promise<unknown> => tables(tx).insertInto('coverage_swap').values(row).execute();

export const setSwap = (tx: Tx, swapId: string, status: string): Promise<unknown> =>
  tables(tx).updateTable('coverage_swap').set({ status }).where('swap_id', '=', swapId).execute();

export async function lockSwap(tx: Tx, swapId: string): Promise<SwapRow | null> {
  const row = await tables(tx).selectFrom('coverage_swap').selectAll().where('swap_id', '=', swapId).forUpdate().executeTakeFirst();
  return row ?? null;
}

const listedMax = 100;

/** Swaps of a person, open ones first; with `waiting`, also all that wait for a coordinator. */
export const swapsOf = (reader: Reader, personId: string | null, waiting: boolean): Promise<SwapRow[]> =>
  tables(reader)
    .selectFrom('coverage_swap')
    .selectAll()
    .where((e) =>
      e.or([
        ...(personId === null ? [] : [e('from_person', '=', personId), e('to_person', '=', personId)]),
        ...(waiting ? [e('status', '=', 'waiting')] : []),
        sql<boolean>`false`,
      ]),
    )
    .orderBy(sql`status in ('proposed', 'waiting')`, 'desc')
    .orderBy('created_at', 'desc')
    .limit(listedMax)
    .execute();
