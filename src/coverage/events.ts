import type { News } from '#platform/realtime/outbox.ts';
import type { PlanProgress } from './contract.ts';

/*
 * The news of coverage. Bodies hold ids and figures: whoever wants more asks an authorised route.
 */
export const planProgressed = (planId: string, progress: PlanProgress): News => ({
  kind: 'coverage.plan-progressed',
  subject: planId,
  body: { ...progress },
});
/** Listed, renamed, stopped, deleted: the list of plans changed. */
export const plansChanged = (planId: string): News => ({ kind: 'coverage.plans-changed', subject: planId });
export const planMade = (planId: string): News => ({ kind: 'coverage.plan-made', subject: planId });
export const planFailed = (planId: string): News => ({ kind: 'coverage.plan-failed', subject: planId });
/** Assignments of a plan changed: boards ask for what changed since the version that they hold. */
export const planChanged = (planId: string, version: number): News => ({
  kind: 'coverage.plan-changed',
  subject: planId,
  body: { version },
});
export const planPublished = (publicationId: string, planId: string, version: number): News => ({
  kind: 'coverage.plan-published',
  subject: publicationId,
  body: { planId, version },
});
export const callOutChanged = (callOutId: string, status: string): News => ({
  kind: 'coverage.call-out-changed',
  subject: callOutId,
  body: { status },
});
export const offersChanged = (offerId: string): News => ({ kind: 'coverage.offers-changed', subject: offerId });
export const swapChanged = (swapId: string, status: string): News => ({ kind: 'coverage.swap-changed', subject: swapId, body: { status } });
export const clinicianChanged = (personId: string): News => ({ kind: 'coverage.clinician-changed', subject: personId });
export const signOffsChanged = (signOffId: string): News => ({ kind: 'coverage.sign-offs-changed', subject: signOffId });
export const settingsChanged = (): News => ({ kind: 'coverage.settings-changed', subject: 'settings' });
/** A visit is wanted, arranged or set aside; whose, an authorised route says. */
export const visitsChanged = (): News => ({ kind: 'coverage.visits-changed', subject: 'visits' });
