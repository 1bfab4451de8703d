export const appsKey = ['practice-apps'] as const;
export const grantsKey = ['practice-app-grants'] as const;
