/* Under which the answers of the command centre are kept, so that a change can ask for them again. */
export const wallKey = ['support', 'wall'] as const;
export const incidentsKey = ['support', 'incidents'] as const;
export const downtimesKey = ['support', 'downtimes'] as const;
export const messagesKey = ['support', 'messages'] as const;
export const issuesKey = ['support', 'issues'] as const;
