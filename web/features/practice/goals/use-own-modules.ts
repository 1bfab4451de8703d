import { useQuery } from '@tanstack/react-query';
import { listModulesOfExercise } from '#training/contract.ts';
import { call } from '#web/app/call.ts';

export interface OwnModule {
  readonly moduleId: string;
  readonly title: string;
  readonly running: boolean;
}

/** The learner's modules that have this exercise on a page: the way back, whichever way one came. */
export function useOwnModules(exerciseId: string | null): readonly OwnModule[] {
  const { data } = useQuery({
    queryKey: ['learning', 'of-exercise', exerciseId],
    queryFn: () => call(listModulesOfExercise, { params: { exerciseId: exerciseId ?? '' } }),
    enabled: exerciseId !== null,
    staleTime: 300_000,
  });
  return data?.modules ?? [];
}
