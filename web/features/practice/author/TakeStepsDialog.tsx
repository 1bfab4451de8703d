import { useMutation } from '@tanstack/react-query';
import { parse } from 'yaml';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { removeIn, setIn } from './yaml-edit.ts';

interface Props {
  text: string;
  steps: () => Promise<{ yaml: string; stepCount: number }>;
  onTake: (text: string) => void;
  onClose: () => void;
}

/** The author's own attempt in place of the gold run. */
export function TakeStepsDialog({ text, steps, onTake, onClose }: Props) {
  const taking = useMutation({
    mutationFn: steps,
    onSuccess: ({ yaml, stepCount }) => {
      if (stepCount === 0) throw new Error('Nothing was done in this attempt yet.');
      // Mutants name steps of the old run: they go with it, and are suggested anew.
      onTake(setIn(removeIn(text, ['mutants']), ['gold'], parse(yaml)));
      onClose();
    },
  });
  return (
    <ConfirmDialog
      opened
      title="Make this attempt the gold run?"
      confirm="Take it over"
      busy={taking.isPending}
      error={taking.error}
      onConfirm={() => taking.mutate()}
      onClose={onClose}
    >
      What you did there, minute by minute, replaces the gold run of this file; its mutants go, since they name steps of the old one. You
      can undo it in the text, and nothing is saved yet.
    </ConfirmDialog>
  );
}
