export const modulesKey = ['training', 'modules'] as const;
