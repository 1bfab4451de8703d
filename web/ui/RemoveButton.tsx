import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface Props {
  /** 'Remove unit' */
  label: string;
  /** What removing means. */
  children: ReactNode;
  remove: () => Promise<unknown>;
  onRemoved: () => void;
}

/** Asks once more, then removes. */
export function RemoveButton({ label, children, remove, onRemoved }: Props) {
  const [asking, setAsking] = useState(false);
  const removing = useMutation({ mutationFn: remove, onSuccess: onRemoved });
  return (
    <>
      <Button variant="subtle" color="red" onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`${label}?`}
        confirm="Remove"
        danger
        busy={removing.isPending}
        error={removing.error}
        onConfirm={() => removing.mutate()}
        onClose={() => setAsking(false)}
      >
        {children}
      </ConfirmDialog>
    </>
  );
}
