import { TagsInput, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { publishModule } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';

interface Props {
  moduleId: string;
  revision: number;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** A new version, with what is different and whose feedback it answers. */
export function PublishDialog({ moduleId, revision, onClose, onDone }: Props) {
  const [changeNote, setChangeNote] = useState('');
  const [answers, setAnswers] = useState<string[]>([]);
  const publishing = useMutation({
    mutationFn: () => call(publishModule, { params: { moduleId }, body: { revision, changeNote, answers } }),
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
        Whoever begins from now on gets it. Whoever is on the way finishes the version that they began. It cannot be changed afterwards,
        only followed by another.
      </p>
      <Textarea
        label="What is different"
        description="For those who know the last version"
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={changeNote}
        onChange={(event) => setChangeNote(event.currentTarget.value)}
      />
      <TagsInput
        mt="sm"
        label="Answers feedback"
        description="Numbers or ids of what it answers, if any; Enter after each"
        value={answers}
        onChange={setAnswers}
        clearButtonProps={{ 'aria-label': 'Clear' }}
      />
    </ConfirmDialog>
  );
}
