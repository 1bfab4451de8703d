import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { DispatchGap, DispatchState, HelpRequest, Offer, SupporterOnDuty } from '../core/dispatch/model.ts';
import { insertRows, iso, updateRows } from './bulk.ts';
import { gapKey, type Desk } from './desk.ts';
import { anyOf, tables } from './tables.ts';

/** What differs between two states; the cores change nothing in place, so what is the same object is the same. */
export interface Changed {
  readonly requests: readonly { readonly was: HelpRequest; readonly is: HelpRequest }[];
  readonly offers: readonly { readonly was: Offer | null; readonly is: Offer }[];
  readonly supporters: readonly SupporterOnDuty[];
}

export function changesBetween(before: DispatchState, after: DispatchState): Changed {
  const requests = new Map(before.requests.map((one) => [one.requestId, one]));
  const offers = new Map(before.offers.map((one) => [one.offerId, one]));
  const supporters = new Set(before.supporters);
  return {
    requests: after.requests.flatMap((is) => {
      const was = requests.get(is.requestId);
      return was && was !== is ? [{ was, is }] : [];
    }),
    offers: after.offers.flatMap((is) => {
      const was = offers.get(is.offerId) ?? null;
      return was === is ? [] : [{ was, is }];
    }),
    supporters: after.supporters.filter((one) => !supporters.has(one)),
  };
}

const holds = ({ state }: HelpRequest): boolean => state === 'accepted' || state === 'on-the-way' || state === 'arrived';

/** Writes what changed. Offers are ended before others are made: a supporter has one at a time, and a request one winner. */
export async function saveDesk(tx: Tx, desk: Desk, changed: Changed, gaps: readonly DispatchGap[], now: Instant): Promise<void> {
  const ended = changed.requests.filter(({ was, is }) => holds(was) && !holds(is)).map(({ is }) => is.requestId);
  if (ended.length > 0)
    await tables(tx)
      .updateTable('support_offer')
      .set({ ended_at: new Date(now) })
      .where(anyOf('request_id', ended))
      .where('state', '=', 'accepted')
      .where('ended_at', 'is', null)
      .execute();
  const closed = changed.offers.filter(({ was, is }) => was !== null && is.state !== 'accepted');
  const accepted = changed.offers.filter(({ was, is }) => was !== null && is.state === 'accepted');
  for (const part of [closed, accepted])
    await updateRows(
      tx,
      'support_offer',
      { offer_id: 'text', state: 'text' },
      'offer_id',
      part.map(({ is }) => ({ offer_id: is.offerId, state: is.state })),
    );
  await insertRows(
    tx,
    'support_offer',
    offerColumns,
    changed.offers.filter(({ was }) => was === null).map(({ is }) => offerRow(is)),
  );
  await updateRows(
    tx,
    'support_request',
    requestColumns,
    'request_id',
    changed.requests.map(({ is }) => requestRow(is)),
  );
  await saveGaps(tx, desk, gaps);
  await saveSupporters(tx, desk, changed.supporters);
}

const offerColumns = {
  offer_id: 'text',
  request_id: 'text',
  person_id: 'text',
  offered_at: 'timestamptz',
  expires_at: 'timestamptz',
  state: 'text',
  preempts: 'text',
  why: 'jsonb',
};

const offerRow = (offer: Offer): object => ({
  offer_id: offer.offerId,
  request_id: offer.requestId,
  person_id: offer.supporterId,
  offered_at: iso(offer.offeredAt),
  expires_at: iso(offer.expiresAt),
  state: offer.state,
  preempts: offer.preempts,
  why: offer.why,
});

const requestColumns = {
  request_id: 'text',
  priority: 'text',
  state: 'text',
  state_since: 'timestamptz',
  waiting_since: 'timestamptz',
  holder: 'text',
  expected_at: 'timestamptz',
  offers_made: 'int',
  attempts: 'int',
  declined_by: 'jsonb',
  ask_last: 'jsonb',
  escalated: 'jsonb',
  sent_to: 'text',
};

const requestRow = (request: HelpRequest): object => ({
  request_id: request.requestId,
  priority: request.priority,
  state: request.state,
  state_since: iso(request.stateSince),
  waiting_since: iso(request.waitingSince),
  holder: request.holder,
  expected_at: iso(request.expectedAt),
  offers_made: request.offersMade,
  attempts: request.attempts,
  declined_by: request.declinedBy,
  ask_last: request.askLast,
  escalated: request.escalated,
  sent_to: request.sentTo,
});

/** A gap is told anew when its text changes, and is gone as soon as somebody is called. */
async function saveGaps(tx: Tx, desk: Desk, gaps: readonly DispatchGap[]): Promise<void> {
  const told = gaps.filter((gap) => desk.gaps.get(gap.requestId) !== gapKey(gap));
  const open = new Set(gaps.map(({ requestId }) => requestId));
  const over = [...desk.gaps.keys()].filter((requestId) => !open.has(requestId));
  await updateRows(
    tx,
    'support_request',
    { request_id: 'text', gap: 'jsonb' },
    'request_id',
    told.map(({ requestId, reason, waitMinutes, text }) => ({ request_id: requestId, gap: { reason, waitMinutes, text } })),
  );
  if (over.length > 0) await sql`update support_request set gap = null where ${anyOf('request_id', over)}`.execute(tx);
}

async function saveSupporters(tx: Tx, { dutySince }: Desk, supporters: readonly SupporterOnDuty[]): Promise<void> {
  for (const one of supporters) {
    const row = {
      state: one.state,
      state_since: new Date(one.stateSince),
      load_minutes: one.loadMinutes,
      silent_streak: one.silentStreak,
      unit_id: one.unitId,
      duty_since: new Date(dutySince.get(one.supporterId) ?? one.stateSince),
    };
    await tables(tx)
      .insertInto('support_presence')
      .values({ person_id: one.supporterId, tier: null, signed_on_at: null, signed_off_at: null, heartbeat_at: null, ...row })
      .onConflict((conflict) => conflict.column('person_id').doUpdateSet(row))
      .execute();
  }
}
