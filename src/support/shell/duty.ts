import type { Tx } from '#platform/db/open.ts';
import { Problem } from '#platform/http/problem.ts';
import type { Instant } from '#kernel/time.ts';
import { declineOffer } from '../core/dispatch/answer.ts';
import type { SupporterOnDuty, Tier } from '../core/dispatch/model.ts';
import { dutyChanged } from '../events.ts';
import { lockDesk } from '../store/desk.ts';
import { noteHeartbeat, presenceOf, savePresence } from '../store/presence.ts';
import { loadSettings } from '../store/settings.ts';
import { loadSupporters } from '../store/supporters.ts';
import { changeDesk, type DeskDeps } from './change-desk.ts';

export interface OwnDuty {
  readonly supporter: SupporterOnDuty;
  readonly since: Instant;
}

/** Null: not on duty. */
export async function ownDuty(tx: Tx, personId: string, now: Instant): Promise<OwnDuty | null> {
  const { supporters, dutySince } = await loadSupporters(tx, now, []);
  const supporter = supporters.find((one) => one.supporterId === personId);
  return supporter ? { supporter, since: dutySince.get(personId) ?? now } : null;
}

const dispatchAgain = (deps: DeskDeps, personId: string): Promise<undefined> =>
  changeDesk(deps, (state) => ({ state, news: [dutyChanged(personId)], answer: undefined }));

/** Most heartbeats change nothing but their own time; the first of a duty, one after silence, or one from another unit is news for dispatch. */
export async function heartbeat(deps: DeskDeps, personId: string, unitId: string | undefined): Promise<void> {
  const quiet = await deps.db.tx(async (tx) => {
    const now = await deps.now(tx);
    const own = await presenceOf(tx, personId);
    const silenceMs = now - (own?.heartbeat_at?.getTime() ?? 0);
    const { heartbeatLostSeconds } = await loadSettings(tx);
    if (own === null || silenceMs > heartbeatLostSeconds * 1000) return false;
    if (unitId !== undefined && unitId !== own.unit_id) return false;
    await noteHeartbeat(tx, personId, now);
    return true;
  });
  if (quiet) return;
  await deps.db.tx(async (tx) => {
    await lockDesk(tx);
    const now = await deps.now(tx);
    const duty = await ownDuty(tx, personId, now);
    if (!duty)
      throw new Problem(409, 'not-on-duty', 'The published plan does not have you on a unit now. Sign on if you are here to help.');
    const { supporter, since } = duty;
    const change = {
      heartbeat_at: new Date(now),
      unit_id: unitId ?? supporter.unitId,
      state_since: new Date(supporter.stateSince),
      duty_since: new Date(since),
      load_minutes: supporter.loadMinutes,
      silent_streak: supporter.silentStreak,
    };
    await savePresence(tx, personId, change, now);
  });
  await dispatchAgain(deps, personId);
}

export async function signOn(deps: DeskDeps, personId: string, tier: Tier, unitId: string | null): Promise<void> {
  await deps.db.tx(async (tx) => {
    await lockDesk(tx);
    const now = await deps.now(tx);
    const at = new Date(now);
    const fresh = { signed_on_at: at, signed_off_at: null, heartbeat_at: at, duty_since: at, load_minutes: 0, silent_streak: 0 };
    await savePresence(tx, personId, { tier, unit_id: unitId, ...fresh }, now);
  });
  await dispatchAgain(deps, personId);
}

/** Refused while something is theirs to finish; who was calling them calls the next person at once. */
export function signOff(deps: DeskDeps, personId: string): Promise<undefined> {
  return changeDesk(deps, async (state, now, tx) => {
    if (state.supporters.find((one) => one.supporterId === personId)?.state === 'busy')
      throw new Problem(409, 'already-helping', 'You have a request: finish it or give it back, then sign off.');
    const calls = state.offers.filter((offer) => offer.state === 'open' && offer.supporterId === personId);
    const without = calls.reduce((left, { offerId }) => {
      const declined = declineOffer(left, offerId, personId, now);
      return declined.ok ? declined.value : left;
    }, state);
    await savePresence(tx, personId, { signed_off_at: new Date(now), state: 'free', state_since: new Date(now) }, now);
    return {
      state: { ...without, supporters: without.supporters.filter((one) => one.supporterId !== personId) },
      events: calls.map(({ requestId, offerId }) => ({ requestId, kind: 'declined', by: personId, detail: { offerId, signedOff: true } })),
      news: [dutyChanged(personId)],
      answer: undefined,
    };
  });
}
