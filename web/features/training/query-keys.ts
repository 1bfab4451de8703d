/* Under which the answers of this feature are kept, so that a change can ask for them again. */
export const ownKey = ['training', 'me'];
export const matrixKey = ['training', 'matrix'];
export const readinessKey = ['training', 'readiness'];
export const glassKey = ['training', 'glass'];
export const releasesKey = ['training', 'releases'];
export const refreshersKey = ['training', 'refreshers'];
export const recordKey = (personId: string): string[] => ['training', 'record', personId];
