import type { PageRoute } from '../page-route.ts';

/** Learning, and making sure that everybody has learned in time. */
export const trainingPages: readonly PageRoute[] = [];
