/* Under which the answers of the command centre are kept, so that a change can ask for them again. */
export const wallKey = ['support', 'wall'] as const;
export const incidentsKey = ['support', 'incidents'] as const;
export const downtimesKey = ['support', 'downtimes'] as const;
export const messagesKey = ['support', 'messages'] as const;
export const issuesKey = ['support', 'issues'] as const;
export const resolutionsKey = ['support', 'resolutions'] as const;
export const huddlesKey = ['support', 'huddles'] as const;
export const periodsKey = ['support', 'periods'] as const;
export const handOversKey = ['support', 'hand-overs'] as const;
export const sentKey = ['support', 'sent'] as const;
