export const tipsKey = ['tips'] as const;
export const tipKey = (tipId: string) => [...tipsKey, tipId] as const;
