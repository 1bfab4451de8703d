import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { ClockEvent, PauseReason } from '../core/desk/clocks.ts';
import { defaultDeskTargets, deskTargetsWith, type DeskTargets } from '../core/desk/targets.ts';
import { anyOf, tables, type Reader } from './tables.ts';

export async function loadTargetOverrides(reader: Reader): Promise<Record<string, number>> {
  const rows = await tables(reader).selectFrom('support_target').select(['key', 'value']).execute();
  return Object.fromEntries(rows.map(({ key, value }) => [key, value]));
}

/** A stored value that a newer version no longer allows must not stop the desk: the defaults then hold. */
export async function loadTargets(reader: Reader): Promise<DeskTargets> {
  const targets = deskTargetsWith(await loadTargetOverrides(reader));
  return targets.ok ? targets.value : defaultDeskTargets;
}

/** Null puts the default back. */
export async function saveTargets(tx: Tx, values: Readonly<Record<string, number | null>>, at: Instant): Promise<void> {
  for (const [key, value] of Object.entries(values)) {
    const table = tables(tx);
    if (value === null) await table.deleteFrom('support_target').where('key', '=', key).execute();
    else
      await table
        .insertInto('support_target')
        .values({ key, value, at: new Date(at) })
        .onConflict((conflict) => conflict.column('key').doUpdateSet({ value, at: new Date(at) }))
        .execute();
  }
}

/** What clocks look at; offers and the like leave them alone. */
const clockKinds =
  'asked reopened accepted taken answered replied paused resumed done confirmed withdrawn released given-back sent-on'.split(' ');

export async function clockEvents(reader: Reader, requestIds: readonly string[]): Promise<ReadonlyMap<string, readonly ClockEvent[]>> {
  const rows = await tables(reader)
    .selectFrom('support_event')
    .select(['request_id', 'kind', 'at', 'detail'])
    .where(anyOf('request_id', requestIds))
    .where(anyOf('kind', clockKinds))
    .orderBy('seq')
    .execute();
  const events = rows.map((row) => {
    const at = row.at.getTime();
    if (row.kind !== 'paused') return { requestId: row.request_id, event: { kind: row.kind, at } };
    const { reason } = JSON.parse(row.detail) as { reason: PauseReason };
    return { requestId: row.request_id, event: { kind: row.kind, at, reason } };
  });
  const groups = Map.groupBy(events, ({ requestId }) => requestId);
  return new Map([...groups].map(([requestId, those]) => [requestId, those.map(({ event }) => event)]));
}
