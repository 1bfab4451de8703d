import type { Tier } from '../core/dispatch/model.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { anyOf, tables, type Reader } from './tables.ts';

export async function presenceOf(reader: Reader, personId: string) {
  return (await tables(reader).selectFrom('support_presence').selectAll().where('person_id', '=', personId).executeTakeFirst()) ?? null;
}

interface PresenceChange {
  readonly tier?: Tier | null;
  readonly unit_id?: string | null;
  readonly signed_on_at?: Date;
  readonly signed_off_at?: Date | null;
  readonly heartbeat_at?: Date;
  readonly state?: 'free' | 'offered' | 'busy';
  readonly state_since?: Date;
  readonly duty_since?: Date;
  readonly load_minutes?: number;
  readonly silent_streak?: number;
}

/** What a supporter says of themselves, or what follows from it. */
export async function savePresence(tx: Tx, personId: string, change: PresenceChange, now: Instant): Promise<void> {
  const fresh = {
    person_id: personId,
    tier: null,
    unit_id: null,
    signed_on_at: null,
    signed_off_at: null,
    heartbeat_at: null,
    state: 'free' as const,
    state_since: new Date(now),
    duty_since: new Date(now),
  };
  await tables(tx)
    .insertInto('support_presence')
    .values({ ...fresh, ...change })
    .onConflict((conflict) => conflict.column('person_id').doUpdateSet(change))
    .execute();
}

/** A sign of life of somebody whose place and duty are known: nothing else of the desk changes, so no lock is needed. */
export const noteHeartbeat = (reader: Reader, personId: string, now: Instant) =>
  tables(reader)
    .updateTable('support_presence')
    .set({ heartbeat_at: new Date(now) })
    .where('person_id', '=', personId)
    .execute();

/** Of those whose duty is known already. */
export const noteHeartbeats = (reader: Reader, personIds: readonly string[], now: Instant) =>
  tables(reader)
    .updateTable('support_presence')
    .set({ heartbeat_at: new Date(now) })
    .where(anyOf('person_id', personIds))
    .execute();
