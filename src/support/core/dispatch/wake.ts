import { minuteMs, type Instant } from '#kernel/time.ts';
import { escalationDue } from './escalate.ts';
import type { DispatchState } from './model.ts';

/**
 * When `dispatch` must be called again if nothing happens before: an offer runs out, a request ages or may be served without its topic,
 * something must be told. Null: not before something happens. A heartbeat that is lost needs no call of its own: its bearer is merely no
 * longer chosen.
 */
export function nextWake(state: DispatchState, now: Instant): Instant | null {
  let next = Number.POSITIVE_INFINITY;
  const consider = (at: Instant): void => {
    if (at > now && at < next) next = at;
  };
  const { settings } = state;
  for (const offer of state.offers) if (offer.state === 'open') consider(offer.expiresAt);
  for (const request of state.requests) {
    const due = escalationDue(request, settings);
    if (due && !request.escalated.includes(due.kind)) consider(due.at);
    if (request.state !== 'waiting') continue;
    consider(request.waitingSince + settings.ageingMinutes * minuteMs);
    const unskilledMinutes = request.askerClass === 'provider' ? settings.providerUnskilledMinutes : settings.otherUnskilledMinutes;
    consider(request.waitingSince + unskilledMinutes * minuteMs);
  }
  return Number.isFinite(next) ? next : null;
}
