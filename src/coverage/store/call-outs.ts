import type { Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tables, type CallOutTable, type Reader } from './tables.ts';

export type CallOutRow = Selectable<CallOutTable>;

export const saveCallOut = (tx: Tx, row: Omit<CallOutTable, 'version'>): Promise<unknown> =>
  tables(tx)
    .insertInto('coverage_call_out')
    .values({ ...row, proposal: JSON.stringify(row.proposal), shown: JSON.stringify(row.shown) })
    .execute();

export const setCallOut = (tx: Tx, callOutId: string, set: { status?: string; proposal?: unknown; shown?: unknown }): Promise<unknown> =>
  tables(tx)
    .updateTable('coverage_call_out')
    .set((e) => ({
      version: e('version', '+', 1),
      ...(set.status ? { status: set.status } : {}),
      ...(set.proposal ? { proposal: JSON.stringify(set.proposal) } : {}),
      ...(set.shown ? { shown: JSON.stringify(set.shown) } : {}),
    }))
    .where('call_out_id', '=', callOutId)
    .execute();

export async function lockCallOut(tx: Tx, callOutId: string): Promise<CallOutRow | null> {
  const row = await tables(tx)
    .selectFrom('coverage_call_out')
    .selectAll()
    .where('call_out_id', '=', callOutId)
    .forUpdate()
    .executeTakeFirst();
  return row ?? null;
}

const listedMax = 200;

export const listCallOutRows = (reader: Reader): Promise<CallOutRow[]> =>
  tables(reader)
    .selectFrom('coverage_call_out')
    .selectAll()
    .orderBy((e) => e('status', '=', 'proposed'), 'desc')
    .orderBy('created_at', 'desc')
    .limit(listedMax)
    .execute();

/** Those that nobody has answered yet and whose absence is not over; who is away first comes first. */
export const waitingCallOutRows = (reader: Reader, now: Instant): Promise<CallOutRow[]> =>
  tables(reader)
    .selectFrom('coverage_call_out')
    .selectAll()
    .where('status', '=', 'proposed')
    .where('ends_at', '>', new Date(now))
    .orderBy('starts_at')
    .limit(listedMax)
    .execute();
