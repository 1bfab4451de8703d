import { defined } from '#kernel/assert.ts';
import type { Found, Search } from './find.ts';
import type { HelpRequest, Offer, OfferReason, Ring } from './model.ts';
import type { Candidate } from './policy.ts';

/** The offer of a request to the best of those found; `number` counts the offers of this dispatch for the request, from 1. */
export function offerOf({ state, now }: Search, request: HelpRequest, number: number, found: Found): Offer {
  const [first, ...others] = found.best;
  const chosen = defined(first, 'somebody to call');
  const { providerOfferSeconds, otherOfferSeconds } = state.settings;
  const seconds = request.askerClass === 'provider' ? providerOfferSeconds : otherOfferSeconds;
  return {
    offerId: `${request.requestId}.${request.offersMade + number}`,
    requestId: request.requestId,
    supporterId: chosen.supporter.supporterId,
    offeredAt: now,
    expiresAt: now + seconds * 1000,
    state: 'open',
    preempts:
      chosen.supporter.state === 'busy'
        ? (state.requests.find((one) => one.holder === chosen.supporter.supporterId && isWalkedTo(one))?.requestId ?? null)
        : null,
    why: reasonOf(request, request.attempts + number, found, chosen, others),
  };
}

const isWalkedTo = ({ state }: HelpRequest): boolean => state === 'accepted' || state === 'on-the-way';

function reasonOf(
  request: HelpRequest,
  attempt: number,
  { ring, count }: Found,
  chosen: Candidate,
  others: readonly Candidate[],
): OfferReason {
  const { walkSeconds, knowsTopic } = chosen;
  return {
    attempt,
    ring,
    knowsTopic,
    walkSeconds,
    runnersUp: others.map((one) => ({ supporterId: one.supporter.supporterId, walkSeconds: one.walkSeconds })),
    candidateCount: count,
    text: [
      request.topic === '' ? null : knowsTopic ? `knows ${request.topic}` : `nobody who knows ${request.topic} can come`,
      ringText[ring],
      isFar(ring) ? `${Math.max(1, Math.round(walkSeconds / 60))} min on foot` : null,
      count > 1 ? `first of ${count} who could` : 'the only one who can now',
      attempt > 1 ? `attempt ${attempt}` : null,
    ]
      .filter((part) => part !== null)
      .join(', '),
  };
}

const isFar = (ring: Ring): boolean => ring === 'floor' || ring === 'building' || ring === 'site' || ring === 'zone-lead';

const ringText: Readonly<Record<Ring, string>> = {
  unit: 'on the unit',
  floor: 'on the floor',
  building: 'in the building',
  site: 'on the site',
  'zone-lead': 'zone lead',
  'help-desk': 'by phone from the help desk',
  analyst: 'analyst, by phone',
  vendor: 'vendor, by phone',
};
