import type { News } from '#platform/realtime/outbox.ts';

/* The news of training: ids and states, never what a person typed. */
/** The matrix, or what proves a competency, is another: duties and decisions may be others too. */
export const matrixChanged = (): News => ({ kind: 'training.matrix-changed', subject: 'matrix' });
/** A class meeting, its seats or its waiting list changed. */
export const classChanged = (meetingId: string): News => ({ kind: 'training.class-changed', subject: meetingId });
export const timetableProgressed = (runId: string): News => ({ kind: 'training.timetable-progressed', subject: runId });
