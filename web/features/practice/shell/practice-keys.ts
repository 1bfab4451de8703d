/** Query keys of the practice pages. */
export const practiceKeys = {
  exercises: ['practice', 'exercises'] as const,
  own: ['practice', 'own'] as const,
  attempt: (attemptId: string) => ['practice', 'attempt', attemptId] as const,
  goals: (attemptId: string) => ['practice', 'goals', attemptId] as const,
  grade: (attemptId: string) => ['practice', 'grade', attemptId] as const,
};
