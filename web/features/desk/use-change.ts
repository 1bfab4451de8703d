import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { useOnce } from '#web/ui/use-once.ts';
import { deskKey } from './query-keys.ts';

/**
 * A change of the desk: what it made is asked for at once, and what went wrong is told in the server's words. Asked for again before it is done, by a
 * key that was held or pressed twice, it is still done once.
 */
export function useChange<Given, Made>(change: (given: Given) => Promise<Made>, done?: (made: Made, given: Given) => void) {
  const client = useQueryClient();
  const once = useOnce();
  const { mutateAsync, isPending, error } = useMutation({
    mutationFn: change,
    onSuccess: async (made, given) => {
      done?.(made, given);
      await client.invalidateQueries({ queryKey: deskKey });
    },
    onError: (reason) =>
      notifications.show({
        color: 'red',
        closeButtonProps: { 'aria-label': 'Close' },
        title: 'Nothing was changed',
        message: problemText(reason),
      }),
  });
  return { mutate: (given: Given): void => once(() => mutateAsync(given)), isPending, error };
}
