import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { resetForLearner } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';

interface Props {
  attemptId: string;
  learnerName: string;
  onDone: () => void;
}

export function LearnerReset({ attemptId, learnerName, onDone }: Props) {
  const [asking, setAsking] = useState(false);
  const reset = useMutation({
    mutationFn: () => call(resetForLearner, { params: { attemptId } }),
    onSuccess: () => {
      setAsking(false);
      onDone();
    },
  });
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Reset …
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`Reset ${learnerName}’s attempt?`}
        confirm="Reset"
        danger
        busy={reset.isPending}
        error={reset.error}
        onConfirm={() => reset.mutate()}
        onClose={() => setAsking(false)}
      >
        They begin anew on the untouched hospital. What was done so far stays in the journal and on this page.
      </ConfirmDialog>
    </>
  );
}
