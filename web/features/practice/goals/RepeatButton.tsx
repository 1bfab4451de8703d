import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { startAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';

/** Begins an exercise, each time on an untouched hospital. */
export function RepeatButton({ exerciseId, label = 'Again' }: { exerciseId: string; label?: string }) {
  const navigate = useNavigate();
  const start = useMutation({
    mutationFn: () => call(startAttempt, { body: { exerciseId } }),
    onSuccess: ({ attemptId }) => void navigate({ to: '/practice/$attemptId', params: { attemptId } }),
    onError: (error) => notifications.show({ color: 'red', message: error.message }),
  });
  return (
    <Button loading={start.isPending} onClick={() => start.mutate()}>
      {label}
    </Button>
  );
}
