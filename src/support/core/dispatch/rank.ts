import { minuteMs, type Instant } from '#kernel/time.ts';
import type { HelpRequest } from './model.ts';
import type { DispatchSettings } from './settings.ts';

/** Where a request stands: the smaller class first, then the smaller time. */
export interface Rank {
  /** 0: providers, and whoever has waited long enough to count as one. 1: everybody else. */
  readonly class: 0 | 1;
  readonly at: Instant;
}

export const isAged = (request: HelpRequest, now: Instant, settings: DispatchSettings): boolean =>
  now - request.waitingSince >= settings.ageingMinutes * minuteMs;

/** Provider class, then age; a priority shifts the age by a bounded credit, so that nobody can be overtaken for ever. */
export function rankByClass(request: HelpRequest, now: Instant, settings: DispatchSettings): Rank {
  const first = request.askerClass === 'provider' || isAged(request, now, settings);
  return { class: first ? 0 : 1, at: request.waitingSince - creditMinutes(request, settings) * minuteMs };
}

function creditMinutes({ priority }: HelpRequest, settings: DispatchSettings): number {
  switch (priority) {
    case 'P1':
      return settings.p1CreditMinutes;
    case 'P2':
      return settings.p2CreditMinutes;
    case 'P3':
      return settings.p3CreditMinutes;
    case 'P4':
      return settings.p4CreditMinutes;
  }
}

/** In the order in which they are served; ties by id, so that the same state gives the same answer. */
export function inOrder(
  requests: readonly HelpRequest[],
  rank: (request: HelpRequest) => Rank,
): { readonly request: HelpRequest; readonly rank: Rank }[] {
  return requests
    .map((request) => ({ request, rank: rank(request) }))
    .toSorted((a, b) => a.rank.class - b.rank.class || a.rank.at - b.rank.at || (a.request.requestId < b.request.requestId ? -1 : 1));
}
