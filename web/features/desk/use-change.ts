import { useMutation, useQueryClient } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { problemText } from '#web/ui/ProblemAlert.tsx';
import { deskKey } from './query-keys.ts';

/** A change of the desk: what it made is asked for at once, and what went wrong is told in the server's words. */
export function useChange<Given, Made>(change: (given: Given) => Promise<Made>, done?: (made: Made, given: Given) => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: async (made, given) => {
      done?.(made, given);
      await client.invalidateQueries({ queryKey: deskKey });
    },
    onError: (error) =>
      notifications.show({
        color: 'red',
        closeButtonProps: { 'aria-label': 'Close' },
        title: 'Nothing was changed',
        message: problemText(error),
      }),
  });
}
