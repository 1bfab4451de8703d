/* Under which the answers of the command centre are kept, so that a change can ask for them again. */
export const wallKey = ['support', 'wall'] as const;
