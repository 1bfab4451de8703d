import { sql, type Selectable } from 'kysely';
import { loadWalk } from '#coverage/index.ts';
import { loadUnits } from '#directory/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import {
  newRequest,
  type DispatchState,
  type EscalationKind,
  type HelpRequest,
  type Offer,
  type OfferReason,
} from '../core/dispatch/model.ts';
import { loadSettings } from './settings.ts';
import { loadSupporters } from './supporters.ts';
import { tables, type OfferTable, type RequestTable } from './tables.ts';

/** Nobody else changes anything of the desk until this transaction ends. To be called before anything is read. */
export const lockDesk = (tx: Tx): Promise<unknown> => tables(tx).selectFrom('support_desk').select('only_one').forUpdate().execute();

/** A request or an offer that a person names, which may be over and then is not part of what dispatch works on. */
export interface Named {
  readonly requestId?: string;
  readonly offerId?: string;
}

/** The desk as dispatch sees it: open requests, open offers, who is on duty. Gaps as they were told last. */
export interface Desk {
  readonly state: DispatchState;
  readonly gaps: ReadonlyMap<string, string>;
  readonly dutySince: ReadonlyMap<string, Instant>;
  /** The same requests and offers as they are kept, oldest first. */
  readonly rows: readonly Selectable<RequestTable>[];
  readonly offers: readonly Selectable<OfferTable>[];
}

const heldStates: ReadonlySet<string> = new Set(['accepted', 'on-the-way', 'arrived']);

export async function loadDesk(tx: Tx, now: Instant, named: Named = {}): Promise<Desk> {
  const rows = await tables(tx)
    .selectFrom('support_request')
    .selectAll()
    .where((e) =>
      e.or([
        e('state', 'not in', ['resolved', 'withdrawn']),
        e('request_id', '=', named.requestId ?? ''),
        e(
          'request_id',
          '=',
          e
            .selectFrom('support_offer')
            .select('request_id')
            .where('offer_id', '=', named.offerId ?? ''),
        ),
      ]),
    )
    .orderBy('created_at')
    .orderBy('request_id')
    .execute();
  const offers = await tables(tx)
    .selectFrom('support_offer')
    .selectAll()
    .where((e) => e.or([e('state', '=', 'open'), e('offer_id', '=', named.offerId ?? '')]))
    .orderBy('offered_at')
    .execute();
  const requests = rows.map(requestOf);
  const about = offers.find((offer) => offer.offer_id === named.offerId)?.request_id ?? named.requestId;
  const held = requests.filter(({ requestId, state }) => requestId === about || heldStates.has(state));
  const { supporters, dutySince } = await loadSupporters(tx, now, [
    ...held.flatMap(({ holder }) => (holder === null ? [] : [holder])),
    ...offers.map((offer) => offer.person_id),
  ]);
  const known = await loadUnits(tx);
  const units = new Map(known.map(({ unitId, siteId, building, floor }) => [unitId, { siteId, building, floor }]));
  // A unit that was removed from the directory is nowhere near anything, but whoever asked from there must not be lost.
  for (const { unitId } of [...requests, ...supporters])
    if (unitId !== null && !units.has(unitId)) units.set(unitId, { siteId: '', building: '', floor: '' });
  const walkSeconds = await loadWalk(tx, known);
  return {
    state: { requests, supporters, offers: offers.map(offerOf), units, walkSeconds, settings: await loadSettings(tx) },
    dutySince,
    rows,
    offers,
    gaps: new Map(rows.flatMap((row) => (row.gap === null ? [] : [[row.request_id, gapKey(row.gap as never)]]))),
  };
}

export const gapKey = ({ reason, waitMinutes, text }: { reason: string; waitMinutes: number | null; text: string }): string =>
  JSON.stringify({ reason, waitMinutes, text });

function requestOf(row: Selectable<RequestTable>): HelpRequest {
  const asked = newRequest({
    requestId: row.request_id,
    askerClass: row.asker_class,
    unitId: row.unit_id,
    topic: row.topic,
    priority: row.priority,
    createdAt: row.created_at.getTime(),
  });
  return {
    ...asked,
    waitingSince: row.waiting_since.getTime(),
    state: row.state,
    stateSince: row.state_since.getTime(),
    holder: row.holder,
    expectedAt: row.expected_at?.getTime() ?? null,
    offersMade: row.offers_made,
    attempts: row.attempts,
    declinedBy: row.declined_by,
    askLast: row.ask_last,
    escalated: row.escalated as EscalationKind[],
    sentTo: row.sent_to,
  };
}

function offerOf(row: Selectable<OfferTable>): Offer {
  return {
    offerId: row.offer_id,
    requestId: row.request_id,
    supporterId: row.person_id,
    offeredAt: row.offered_at.getTime(),
    expiresAt: row.expires_at.getTime(),
    state: row.state,
    preempts: row.preempts,
    why: row.why as OfferReason,
  };
}

/** Whether a timer of the desk is due. */
export async function isDue(reader: Tx, now: Instant): Promise<boolean> {
  const row = await tables(reader).selectFrom('support_desk').select('wake_at').executeTakeFirst();
  return row?.wake_at !== null && row?.wake_at !== undefined && row.wake_at.getTime() <= now;
}

export const setWake = (tx: Tx, at: Instant | null): Promise<unknown> =>
  tables(tx)
    .updateTable('support_desk')
    .set({ wake_at: at === null ? null : new Date(at) })
    .execute();

/** The moment by the database's clock, which all instances share. */
export async function databaseNow(tx: Tx): Promise<Instant> {
  const { rows } = await sql<{ ms: number }>`select floor(extract(epoch from clock_timestamp()) * 1000)::float8 as ms`.execute(tx);
  return rows[0]?.ms ?? Date.now();
}
