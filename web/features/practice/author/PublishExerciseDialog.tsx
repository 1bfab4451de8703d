import { Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { publishExercise } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';

interface Props {
  exerciseId: string;
  revision: number;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** A version that never changes. The server plays every run once more, and says in words what is missing. */
export function PublishExerciseDialog({ exerciseId, revision, onClose, onDone }: Props) {
  const [changeNote, setChangeNote] = useState('');
  const publishing = useMutation({
    mutationFn: () => call(publishExercise, { params: { exerciseId }, body: { revision, changeNote } }),
    onSuccess: onDone,
  });
  return (
    <ConfirmDialog
      opened
      title="Publish a new version"
      confirm="Publish"
      busy={publishing.isPending}
      error={publishing.error}
      onConfirm={() => publishing.mutate()}
      onClose={onClose}
    >
      <p>
        Whoever begins from now on gets it; whoever is on the way finishes the version they began. It cannot be changed afterwards, only
        followed by another.
      </p>
      <Textarea
        label="What is different"
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={changeNote}
        onChange={(event) => setChangeNote(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
