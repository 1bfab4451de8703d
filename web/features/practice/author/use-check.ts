import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { checkExercise, type Checked } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';

const afterMs = 350;

export interface Check {
  /** Of the text as it was `settled`; null until the first answer. */
  readonly checked: Checked | null;
  readonly settled: string;
  /** What is shown is of an older text. */
  readonly waiting: boolean;
  readonly error: unknown;
}

/** What is wrong in the text, asked a moment after each change. */
export function useCheck(exerciseId: string, text: string): Check {
  const [settled] = useDebouncedValue(text, afterMs);
  const query = useQuery({
    queryKey: ['practice-authoring-check', exerciseId, settled],
    queryFn: () => call(checkExercise, { params: { exerciseId }, body: { source: settled } }),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
    gcTime: 60_000,
    retry: false,
  });
  return {
    checked: query.error ? null : (query.data ?? null),
    settled,
    waiting: settled !== text || query.isPending || query.isPlaceholderData,
    error: query.error,
  };
}
