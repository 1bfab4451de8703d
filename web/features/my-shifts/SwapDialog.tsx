import { Button, Modal, Skeleton, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { listSwapChoices, proposeSwap, type ShiftCard } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from './my-shifts.module.css';
import { whenText } from './my-words.ts';

interface Props {
  shift: ShiftCard;
  onClose: () => void;
  onDone: () => Promise<void>;
}
interface Choice {
  personId: string;
  name: string;
  takes: ShiftCard | null;
}

/** Colleagues with whom the rules allow it, and what one would get. */
export function SwapDialog({ shift, onClose, onDone }: Props) {
  const [note, setNote] = useState('');
  const choices = useQuery({
    queryKey: ['coverage', 'swap-choices', shift.id],
    queryFn: () => call(listSwapChoices, { query: { assignmentId: shift.id } }),
    staleTime: 0,
  });
  const propose = useMutation({
    mutationFn: (choice: Choice) =>
      call(proposeSwap, { body: { assignmentId: shift.id, toPersonId: choice.personId, forAssignmentId: choice.takes?.id ?? null, note } }),
    onSuccess: (_, choice) => {
      notifications.show({ message: `${choice.name} has been asked.` });
      onClose();
      return onDone();
    },
  });
  return (
    <Modal opened onClose={onClose} title="Swap" closeButtonProps={{ 'aria-label': 'Close' }}>
      <p className={css.lead}>
        You give {whenText(shift)}, {shift.unitName}.
      </p>
      <TextInput label="A word to your colleague" maxLength={200} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <ProblemAlert error={choices.error ?? propose.error} title="No swap" />
      {choices.isPending && <Skeleton height={160} mt="sm" />}
      {choices.data?.choices.length === 0 && (
        <EmptyState title="Nobody can swap this one">
          The rules of rest, hours and topics hold for no colleague. You can still give it back.
        </EmptyState>
      )}
      <ul className={css.choices}>
        {choices.data?.choices.map((choice) => (
          <li key={`${choice.personId}${choice.takes?.id ?? ''}`}>
            <div className={css.what}>
              <strong>{choice.name}</strong>
              <div className={css.quiet}>
                {choice.takes
                  ? `gives you ${whenText(choice.takes)}, ${choice.takes.unitName ?? ''}`
                  : 'would take it for nothing in return'}
              </div>
            </div>
            <Button variant="light" loading={propose.isPending && propose.variables === choice} onClick={() => propose.mutate(choice)}>
              Ask
            </Button>
          </li>
        ))}
      </ul>
    </Modal>
  );
}
