/* Under which the answers of this feature are kept, so that a change can ask for them again. */
export const ownClockKey = ['own-clock'];
export const signOffsKey = ['sign-offs'];
export const clinicianKey = (personId: string): string[] => ['clinician', personId];
