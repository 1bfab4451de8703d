export const deskKey = ['desk'] as const;
export const deskQueueKey = [...deskKey, 'queue'] as const;
export const deskRequestKey = (requestId: string) => [...deskKey, 'request', requestId] as const;
export const macrosKey = [...deskKey, 'macros'] as const;
