import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { submitAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { useWritesDone } from '../fhir/use-fhir.ts';
import { useAttempt } from './attempt-space.ts';
import type { AttemptTopProps } from './attempt-top-props.ts';
import { useCommands } from './commands.ts';

/** Ends the attempt. An exercise is graded then; free practice just ends. */
export function HandInButton({ attempt, onAttempt, onSubmit }: Omit<AttemptTopProps, 'onRole'>) {
  const { attemptId, closed: isShut, down, idle } = useAttempt();
  const closed = isShut && !down;
  const navigate = useNavigate();
  const written = useWritesDone();
  const [asked, setAsked] = useState(false);
  const isExercise = attempt.exerciseId !== null;
  const submit = useMutation({
    mutationFn: async () => {
      onSubmit();
      await written();
      await idle();
      return call(submitAttempt, { params: { attemptId } });
    },
    onSuccess: (changed) => {
      setAsked(false);
      onAttempt(changed);
      if (isExercise) void navigate({ to: '/practice/$attemptId/grade', params: { attemptId } });
    },
  });
  useCommands(
    closed ? [] : [{ key: 'hand-in', group: 'Attempt', label: isExercise ? 'Hand in' : 'End this practice', run: () => setAsked(true) }],
  );
  if (attempt.state === 'submitted')
    return isExercise ? (
      <Button size="compact-sm" variant="light" onClick={() => void navigate({ to: '/practice/$attemptId/grade', params: { attemptId } })}>
        See the grade
      </Button>
    ) : null;
  return (
    <>
      <Button size="compact-sm" disabled={closed} onClick={() => setAsked(true)}>
        {isExercise ? 'Hand in' : 'End'}
      </Button>
      <ConfirmDialog
        opened={asked}
        title={isExercise ? 'Hand in for grading?' : 'End this practice?'}
        confirm={isExercise ? 'Hand in' : 'End it'}
        busy={submit.isPending}
        error={submit.error}
        onConfirm={() => submit.mutate()}
        onClose={() => setAsked(false)}
      >
        {isExercise
          ? 'What you leave in the record is graded now. You can look at everything afterwards, and begin the exercise again.'
          : 'You can still look at everything afterwards, and begin another one at any time.'}
      </ConfirmDialog>
    </>
  );
}
