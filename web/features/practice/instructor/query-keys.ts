export const classesKey = ['practice-classes'] as const;
export const classKey = (classId: string) => ['practice-class', classId] as const;
export const replayKey = (attemptId: string) => ['practice-replay', attemptId] as const;
export const exercisesKey = ['practice-exercises'] as const;
