/* Under which the answers of this feature are kept, so that a change can ask for them again. */
export const accountsKey = ['accounts'];
export const ownSessionsKey = ['own-sessions'];
