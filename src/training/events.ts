import type { News } from '#platform/realtime/outbox.ts';

/* The news of training: ids and states, never what a person typed. */
/** The matrix, or what proves a competency, is another: duties and decisions may be others too. */
export const matrixChanged = (): News => ({ kind: 'training.matrix-changed', subject: 'matrix' });
