import { Checkbox, Stack, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listRepairs, publishModule } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { partText, saidText } from '../feedback/feedback-words.ts';

interface Props {
  moduleId: string;
  revision: number;
  onClose: () => void;
  onDone: () => Promise<void>;
}

/** A new version, with what is different and which repairs it ends. */
export function PublishDialog({ moduleId, revision, onClose, onDone }: Props) {
  const [changeNote, setChangeNote] = useState('');
  // repairId -> what learners said, in the author's words
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const repairs = useQuery({
    queryKey: ['feedback', 'repairs', moduleId],
    queryFn: () => call(listRepairs, { query: { activityId: moduleId } }),
    refetchOnMount: 'always',
  });
  const taken = (repairs.data?.lines ?? []).filter((line) => line.repairId !== null);
  const publishing = useMutation({
    mutationFn: () => {
      const ended = Object.entries(answers).map(([repairId, youSaid]) => ({ repairId, youSaid }));
      return call(publishModule, { params: { moduleId }, body: { revision, changeNote, answers: ended } });
    },
    onSuccess: onDone,
  });
  const turn = (repairId: string, on: boolean, words: string): void =>
    setAnswers(({ [repairId]: _before, ...others }) => (on ? { ...others, [repairId]: words } : others));
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
        description="For those who know the last version, and for those whose words it answers"
        required
        autosize
        minRows={2}
        maxLength={500}
        data-autofocus
        value={changeNote}
        onChange={(event) => setChangeNote(event.currentTarget.value)}
      />
      {taken.length > 0 && (
        <Stack gap="xs" mt="md" role="group" aria-label="Repairs that this version ends">
          <strong>Which repairs does it end?</strong>
          {taken.map((line) => {
            const repairId = line.repairId ?? '';
            const words = answers[repairId];
            return (
              <div key={repairId}>
                <Checkbox
                  label={partText(line) || 'The module as a whole'}
                  description={saidText(line.said) || 'From the figures'}
                  checked={words !== undefined}
                  onChange={(event) => turn(repairId, event.currentTarget.checked, saidText(line.said))}
                />
                {words !== undefined && (
                  <TextInput
                    mt={4}
                    ml={30}
                    label="You said"
                    description="For everybody: no learner is quoted."
                    maxLength={300}
                    value={words}
                    onChange={(event) => turn(repairId, true, event.currentTarget.value)}
                  />
                )}
              </div>
            );
          })}
        </Stack>
      )}
    </ConfirmDialog>
  );
}
