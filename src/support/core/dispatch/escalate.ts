import { minuteMs, type Instant } from '#kernel/time.ts';
import type { Found } from './find.ts';
import type { DispatchGap, DispatchState, Escalation, HelpRequest } from './model.ts';
import type { DispatchSettings } from './settings.ts';

/** What has waited, walked or gone unconfirmed for too long; each told once. */
export function dueEscalations(state: DispatchState, now: Instant): Escalation[] {
  return state.requests.flatMap((request) => {
    const due = escalationDue(request, state);
    if (due === null || due.at > now || request.escalated.includes(due.kind)) return [];
    return [{ requestId: request.requestId, kind: due.kind, text: due.text }];
  });
}

/** The next thing that will be told about a request if nothing happens to it; null when there is none. */
export function escalationDue(
  request: HelpRequest,
  state: DispatchState,
): (Omit<Escalation, 'requestId'> & { readonly at: Instant }) | null {
  const { settings } = state;
  switch (request.state) {
    case 'waiting': {
      const minutes = responseMinutes(request, settings);
      const text = `${request.priority} on ${request.unitId} has waited ${minutes} min and nobody has taken it.`;
      return { kind: 'response-late', at: request.waitingSince + minutes * minuteMs, text };
    }
    case 'accepted':
    case 'on-the-way': {
      const from = state.supporters.find(({ supporterId }) => supporterId === request.holder);
      const walkMs = from?.unitId ? state.walkSeconds(from.unitId, request.unitId) * 1000 : 0;
      const text = `${from?.name ?? 'Who'} took the request on ${request.unitId} and has not arrived: ask, or give it to somebody else.`;
      return { kind: 'not-arrived', at: request.stateSince + walkMs + settings.arrivalGraceMinutes * minuteMs, text };
    }
    case 'done': {
      const text = `Help on ${request.unitId} ended ${settings.confirmMinutes} min ago and the asker has not confirmed: ask whether it is solved.`;
      return { kind: 'not-confirmed', at: request.stateSince + settings.confirmMinutes * minuteMs, text };
    }
    case 'arrived':
    case 'resolved':
    case 'withdrawn':
      return null;
  }
}

function responseMinutes({ priority }: HelpRequest, settings: DispatchSettings): number {
  switch (priority) {
    case 'P1':
      return settings.p1ResponseMinutes;
    case 'P2':
      return settings.p2ResponseMinutes;
    case 'P3':
      return settings.p3ResponseMinutes;
    case 'P4':
      return settings.p4ResponseMinutes;
  }
}

export function thirdAttempt(request: HelpRequest, attempt: number, lead: Found | null): Escalation | null {
  if (request.escalated.includes('third-attempt')) return null;
  const name = lead?.best[0]?.supporter.name;
  const called = name === undefined ? 'no zone lead can be called' : `zone lead ${name} is called as well`;
  return { requestId: request.requestId, kind: 'third-attempt', text: `Attempt ${attempt} for ${request.unitId}: ${called}.` };
}

export function nobodyInSight(request: HelpRequest, gap: DispatchGap): Escalation | null {
  if (gap.reason === 'all-busy' || gap.reason === 'kept-for-providers' || request.escalated.includes('nobody-in-sight')) return null;
  return { requestId: request.requestId, kind: 'nobody-in-sight', text: gap.text };
}
