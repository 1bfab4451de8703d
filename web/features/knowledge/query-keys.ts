export const issuesKey = ['issues'] as const;
export const macrosPageKey = ['desk', 'macros'] as const;
