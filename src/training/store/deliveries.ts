import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import type { GateChange } from '../ports.ts';
import type { Reader } from './tables.ts';

export interface DeliveryRow {
  readonly delivery_id: string;
  readonly target: string;
  readonly person_id: string;
  readonly sequence: number;
  readonly change: GateChange;
  readonly state: 'due' | 'sent' | 'superseded' | 'failed';
  readonly tries: number;
  readonly problem: string;
  readonly at: Date;
}

/** One per target. What waited of this person and target, and is not being sent just now, is told by the newer one as well. */
export async function insertDeliveries(tx: Tx, targets: readonly string[], change: Omit<GateChange, 'key'>): Promise<void> {
  for (const target of targets) {
    const at = new Date(change.decidedAt);
    const key = newId('gate');
    const older = await sql<{ change: GateChange }>`
      update training_delivery set state = 'superseded'
      where target = ${target} and person_id = ${change.personId} and state in ('due', 'failed') and lease_until is null
      returning change`.execute(tx);
    // What an older one would have closed is still to be closed.
    const stillToClose = older.rows.flatMap((row) => row.change.close).filter((profile) => !change.open.includes(profile));
    const body: GateChange = { ...change, key, close: [...new Set([...change.close, ...stillToClose])] };
    await sql`insert into training_delivery (delivery_id, target, person_id, sequence, change, state, next_try_at, at)
      values (${key}, ${target}, ${change.personId}, ${change.sequence}, ${JSON.stringify(body)}::jsonb, 'due', ${at}, ${at})`.execute(tx);
  }
}

const leaseSeconds = 60;
const triesMax = 8;

/** Takes due ones to send: of one person and target the oldest, and none while another of theirs is being sent. */
export async function leaseDeliveries(db: Db, now: Instant, limit: number): Promise<readonly DeliveryRow[]> {
  const at = new Date(now);
  const { rows } =
    await sql<DeliveryRow>`update training_delivery set lease_until = ${new Date(now + leaseSeconds * 1000)}, tries = tries + 1
    where delivery_id in (
      select delivery_id from training_delivery d
      where state = 'due' and next_try_at <= ${at} and (lease_until is null or lease_until < ${at})
        and not exists (select 1 from training_delivery o where o.person_id = d.person_id and o.target = d.target and o.state = 'due'
          and o.sequence < d.sequence)
      order by sequence limit ${limit} for update skip locked)
    returning *`.execute(db.for());
  return rows;
}

/** `problem` null: it arrived. Otherwise it is due again after a pause that doubles, and given up after eight tries. */
export async function noteDelivery(db: Db, { delivery_id, tries }: DeliveryRow, problem: string | null, now: Instant): Promise<void> {
  const state = problem === null ? 'sent' : tries >= triesMax ? 'failed' : 'due';
  const next = new Date(now + 2 ** Math.min(tries, 10) * 5000);
  await sql`update training_delivery set state = ${state}, problem = ${(problem ?? '').slice(0, 300)}, lease_until = null, next_try_at = ${next}
    where delivery_id = ${delivery_id}`.execute(db.for());
}

/** Newest first. */
export async function loadDeliveries(on: Reader, limit: number): Promise<readonly DeliveryRow[]> {
  return (await sql<DeliveryRow>`select * from training_delivery order by sequence desc, target limit ${limit}`.execute(tablesIn(on))).rows;
}

/** False: it did not fail, or a newer one took its place. */
export async function dueAgain(tx: Tx, deliveryId: string, now: Instant): Promise<boolean> {
  const done = await sql`update training_delivery set state = 'due', tries = 0, next_try_at = ${new Date(now)}
    where delivery_id = ${deliveryId} and state = 'failed'`.execute(tx);
  return done.numAffectedRows === 1n;
}
