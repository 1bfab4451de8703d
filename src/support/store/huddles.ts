import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { HuddleAgenda } from '../contract.ts';
import { commandTables } from './command-tables.ts';
import { tables, type Reader } from './tables.ts';

const listMax = 60;

export const loadHuddles = (reader: Reader, only: string | null = null) => {
  const query = commandTables(reader).selectFrom('support_huddle').selectAll().orderBy('at', 'desc').limit(listMax);
  return (only === null ? query : query.where('huddle_id', '=', only)).execute();
};
export type HuddleRow = Awaited<ReturnType<typeof loadHuddles>>[number];

export const insertHuddle = (tx: Tx, row: { huddle_id: string; at: Date; since: Date; agenda: HuddleAgenda; created_by: string }) =>
  commandTables(tx)
    .insertInto('support_huddle')
    .values({ ...row, agenda: JSON.stringify(row.agenda) })
    .execute();

/** False: somebody else changed it meanwhile. */
export async function saveHuddle(
  tx: Tx,
  huddleId: string,
  change: { readonly minutes: string; readonly held_at: Date | null },
  version: number,
): Promise<boolean> {
  const row = await commandTables(tx)
    .updateTable('support_huddle')
    .set({ ...change, version: version + 1 })
    .where('huddle_id', '=', huddleId)
    .where('version', '=', version)
    .returning('huddle_id')
    .executeTakeFirst();
  return row !== undefined;
}

export const loadActions = (reader: Reader, of: { readonly huddleIds: readonly string[] } | { readonly open: true }) => {
  const query = commandTables(reader).selectFrom('support_action').selectAll().orderBy('created_at');
  return (
    'open' in of ? query.where('done_at', 'is', null) : query.where(sql<boolean>`huddle_id = any(${[...of.huddleIds]}::text[])`)
  ).execute();
};
export type ActionRow = Awaited<ReturnType<typeof loadActions>>[number];

export const insertAction = (tx: Tx, row: Omit<ActionRow, 'done_at' | 'done_by'>): Promise<ActionRow> =>
  commandTables(tx)
    .insertInto('support_action')
    .values({ ...row, done_by: null })
    .returningAll()
    .executeTakeFirstOrThrow();

export const setActionDone = (tx: Tx, actionId: string, done_at: Date | null, done_by: string | null): Promise<ActionRow | undefined> =>
  commandTables(tx)
    .updateTable('support_action')
    .set({ done_at, done_by })
    .where('action_id', '=', actionId)
    .returningAll()
    .executeTakeFirst();

/** Who finished requests since a moment, and how many. */
export async function helpersSince(reader: Reader, since: Instant): Promise<{ personId: string; helped: number }[]> {
  const rows = await tables(reader)
    .selectFrom('support_event')
    .select((e) => ['by', e.fn.countAll<number>().as('helped')])
    .where('kind', '=', 'done')
    .where('at', '>', new Date(since))
    .groupBy('by')
    .execute();
  return rows.flatMap(({ by, helped }) => (by === null ? [] : [{ personId: by, helped: Number(helped) }]));
}
