import type { News } from '#platform/realtime/outbox.ts';

/* The news of training: ids and states, never what a person typed. */
/** The matrix, or what proves a competency, is another: duties and decisions may be others too. */
export const matrixChanged = (): News => ({ kind: 'training.matrix-changed', subject: 'matrix' });
/** A class meeting, its seats or its waiting list changed. */
export const classChanged = (meetingId: string): News => ({ kind: 'training.class-changed', subject: meetingId });
export const timetableProgressed = (runId: string): News => ({ kind: 'training.timetable-progressed', subject: runId });
export const releasesChanged = (): News => ({ kind: 'training.releases-changed', subject: 'releases' });
export const gateChanged = (personId: string, allow: boolean): News => ({
  kind: 'training.gate-changed',
  subject: personId,
  body: { allow },
});
/** For the leads: somebody works without certification. */
export const glassBroken = (personId: string): News => ({ kind: 'training.glass-broken', subject: personId });
/** Something of this person's record is new. */
export const recordChanged = (personId: string): News => ({ kind: 'training.record-changed', subject: personId });
/** A rule asks that somebody comes along. Every browser hears the news, so what was noticed is not in it: coverage asks the ledger. */
export const outreachWanted = (personId: string): News => ({ kind: 'training.outreach-wanted', subject: personId });
/** Maps, tasks, pain points or answers of the needs assessment. */
export const needsChanged = (): News => ({ kind: 'training.needs-changed', subject: 'needs' });
/** A content package was imported, withdrawn, or waived for somebody. */
export const packagesChanged = (packageId: string): News => ({ kind: 'training.packages-changed', subject: packageId });
export const superUsersChanged = (personId: string): News => ({ kind: 'training.super-users-changed', subject: personId });
/** Something was said of a module or exercise, or answered; which one, and never by whom. */
export const feedbackChanged = (activityId: string): News => ({ kind: 'training.feedback-changed', subject: activityId });
