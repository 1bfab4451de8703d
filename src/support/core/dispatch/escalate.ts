import { minuteMs, type Instant } from '#kernel/time.ts';
import { nameOf } from './apply.ts';
import type { Found } from './find.ts';
import type { DispatchGap, DispatchState, Escalation, HelpRequest } from './model.ts';
import type { DispatchSettings } from './settings.ts';

/** What has waited, walked or gone unconfirmed for too long; each told once. */
export function dueEscalations(state: DispatchState, now: Instant): Escalation[] {
  return state.requests.flatMap((request) => {
    const due = escalationDue(request, state.settings);
    if (due === null || due.at > now || request.escalated.includes(due.kind)) return [];
    return [{ requestId: request.requestId, kind: due.kind, text: textOf(due.kind, request, state) }];
  });
}

type TimedKind = 'response-late' | 'not-arrived' | 'not-confirmed';

/** The next thing that will be told about a request if nothing happens to it; null when there is none. */
export function escalationDue(request: HelpRequest, settings: DispatchSettings): { readonly kind: TimedKind; readonly at: Instant } | null {
  switch (request.state) {
    case 'waiting':
      return { kind: 'response-late', at: request.waitingSince + responseMinutes(request, settings) * minuteMs };
    case 'accepted':
    case 'on-the-way':
      return { kind: 'not-arrived', at: (request.expectedAt ?? request.stateSince) + settings.arrivalGraceMinutes * minuteMs };
    case 'done':
      return { kind: 'not-confirmed', at: request.stateSince + settings.confirmMinutes * minuteMs };
    case 'arrived':
    case 'resolved':
    case 'withdrawn':
      return null;
  }
}

function textOf(kind: TimedKind, request: HelpRequest, state: DispatchState): string {
  const { unitId, priority } = request;
  switch (kind) {
    case 'response-late':
      return `${priority} on ${unitId} has waited ${responseMinutes(request, state.settings)} min and nobody has taken it.`;
    case 'not-arrived':
      return `${nameOf(state, request.holder)} took the request on ${unitId} and has not arrived: ask, or give it to somebody else.`;
    case 'not-confirmed':
      return `Help on ${unitId} ended ${state.settings.confirmMinutes} min ago and the asker has not confirmed: ask whether it is solved.`;
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

export function notAnswered(request: HelpRequest, attempt: number, lead: Found | null): Escalation | null {
  if (request.escalated.includes('not-answered')) return null;
  const name = lead?.best[0]?.supporter.name;
  const called = name === undefined ? 'no zone lead can be called' : `zone lead ${name} is called as well`;
  return { requestId: request.requestId, kind: 'not-answered', text: `Attempt ${attempt} for ${request.unitId}: ${called}.` };
}

export function nobodyInSight(request: HelpRequest, gap: DispatchGap): Escalation | null {
  if (gap.reason === 'all-busy' || gap.reason === 'kept-for-providers' || request.escalated.includes('nobody-in-sight')) return null;
  return { requestId: request.requestId, kind: 'nobody-in-sight', text: gap.text };
}
