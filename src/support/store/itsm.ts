import { sql, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { TheirState } from '../core/desk/ticket-state.ts';
import { anyOf, tables, type ItsmDeliveryTable, type ItsmSystem, type Reader } from './tables.ts';

export const itsmLinksOf = (reader: Reader, requestIds: readonly string[]) =>
  tables(reader).selectFrom('support_itsm_link').selectAll().where(anyOf('request_id', requestIds)).execute();

export async function findItsmLink(reader: Reader, system: ItsmSystem, externalId: string) {
  const row = await tables(reader)
    .selectFrom('support_itsm_link')
    .selectAll()
    .where('system', '=', system)
    .where('external_id', '=', externalId)
    .executeTakeFirst();
  return row ?? null;
}

export const insertItsmLink = (
  tx: Tx,
  link: { request_id: string; system: ItsmSystem; external_id: string; external_number: string; their_state: TheirState; at: Date },
) =>
  tables(tx)
    .insertInto('support_itsm_link')
    .values(link)
    .onConflict((conflict) => conflict.doNothing())
    .execute();

export const setTheirState = (tx: Tx, requestId: string, system: ItsmSystem, state: TheirState, at: Instant) =>
  tables(tx)
    .updateTable('support_itsm_link')
    .set({ their_state: state, at: new Date(at) })
    .where('request_id', '=', requestId)
    .where('system', '=', system)
    .execute();

/** False: this web hook was heard before. */
export async function noteHeard(tx: Tx, system: ItsmSystem, eventId: string, at: Instant): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await tables(tx)
    .insertInto('support_itsm_heard')
    .values({ system, event_id: eventId, at: new Date(at) })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirstOrThrow();
  return (numInsertedOrUpdatedRows ?? 0n) > 0n;
}

export const queueDelivery = (
  tx: Tx,
  row: { delivery_id: string; request_id: string; system: ItsmSystem; kind: ItsmDeliveryTable['kind']; detail: object; at: Date },
) =>
  tables(tx)
    .insertInto('support_itsm_delivery')
    .values({ ...row, detail: JSON.stringify(row.detail), due_at: row.at, state: 'due', lease_until: null, error: null })
    .execute();

export const deliveriesOf = (reader: Reader, requestId: string) =>
  tables(reader).selectFrom('support_itsm_delivery').selectAll().where('request_id', '=', requestId).orderBy('at').execute();

type DeliveryRow = Selectable<ItsmDeliveryTable>;

const leaseSeconds = 60;
const triesMax = 12;
const firstBackoffSeconds = 5;
const backoffSecondsMax = 3600;

/** Oldest of each request first, one at a time: a change is not told before the ticket is there. */
export async function leaseDeliveries(db: Db, limit: number): Promise<DeliveryRow[]> {
  const { rows } = await sql<DeliveryRow>`update support_itsm_delivery
    set lease_until = now() + make_interval(secs => ${leaseSeconds}), tries = tries + 1
    where delivery_id in (select delivery_id from support_itsm_delivery as mine
      where state = 'due' and (lease_until is null or lease_until < now()) and not exists (
        select 1 from support_itsm_delivery as before where before.request_id = mine.request_id and before.system = mine.system
        and before.state = 'due' and (before.at, before.delivery_id) < (mine.at, mine.delivery_id))
      order by due_at limit ${limit} for update skip locked)
    returning *`.execute(db.for());
  return rows;
}

/** `error`: words for the desk, never what was sent. Tried again later and later, given up after twelve tries. */
export async function noteDelivery(
  db: Db | Tx,
  { delivery_id, tries }: Pick<DeliveryRow, 'delivery_id' | 'tries'>,
  error: string | null,
): Promise<void> {
  const wait = Math.min(backoffSecondsMax, firstBackoffSeconds * 2 ** (tries - 1));
  const state = error === null ? 'sent' : tries >= triesMax ? 'failed' : 'due';
  await tables(db)
    .updateTable('support_itsm_delivery')
    .set({ state, error, lease_until: state === 'due' ? sql<Date>`now() + make_interval(secs => ${wait})` : null })
    .where('delivery_id', '=', delivery_id)
    .execute();
}
