import type { News } from '#platform/realtime/outbox.ts';

/*
 * The news of support. Bodies hold ids and states, never what an asker typed: whoever wants more asks an authorised route.
 */
export const requestChanged = (requestId: string, state: string): News => ({
  kind: 'support.request-changed',
  subject: requestId,
  body: { state },
});
export const requestResolved = (requestId: string): News => ({ kind: 'support.request-resolved', subject: requestId });
/** Somebody is being called, or no longer: their phone asks for its offers. */
export const offersChanged = (personId: string): News => ({ kind: 'support.offers-changed', subject: personId });
export const escalated = (requestId: string, kind: string): News => ({ kind: 'support.escalated', subject: requestId, body: { kind } });
/** Order, gaps or waits in the queue changed. */
export const queueChanged = (): News => ({ kind: 'support.queue-changed', subject: 'queue' });
export const dutyChanged = (personId: string): News => ({ kind: 'support.duty-changed', subject: personId });
export const issueChanged = (issueId: string): News => ({ kind: 'support.issue-changed', subject: issueId });
export const broadcastSent = (broadcastId: string, issueId: string | null): News => ({
  kind: 'support.broadcast-sent',
  subject: broadcastId,
  body: { issueId },
});
export const settingsChanged = (): News => ({ kind: 'support.settings-changed', subject: 'settings' });
/** Somebody was taught something by a supporter. */
export const taught = (teachingId: string, personId: string): News => ({ kind: 'support.taught', subject: teachingId, body: { personId } });
/** Something was written about it, linked to it, or its clocks stand or go on. */
export const requestWritten = (requestId: string): News => ({ kind: 'support.request-written', subject: requestId });
export const tipChanged = (tipId: string): News => ({ kind: 'support.tip-changed', subject: tipId });
export const macrosChanged = (): News => ({ kind: 'support.macros-changed', subject: 'macros' });
export const targetsChanged = (): News => ({ kind: 'support.targets-changed', subject: 'targets' });
export const incidentChanged = (incidentId: string): News => ({ kind: 'support.incident-changed', subject: incidentId });
export const downtimeChanged = (downtimeId: string): News => ({ kind: 'support.downtime-changed', subject: downtimeId });
export const periodChanged = (periodId: string): News => ({ kind: 'support.period-changed', subject: periodId });
export const handOverChanged = (handOverId: string): News => ({ kind: 'support.hand-over-changed', subject: handOverId });
export const huddleChanged = (huddleId: string): News => ({ kind: 'support.huddle-changed', subject: huddleId });
/** Somebody asks to see the screen of a request's asker, or sees it, or no longer. */
export const shareChanged = (requestId: string): News => ({ kind: 'support.share-changed', subject: requestId });
