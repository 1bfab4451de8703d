export const authoringKey = ['practice-authoring'] as const;
export const exerciseKey = (exerciseId: string) => [...authoringKey, exerciseId] as const;
