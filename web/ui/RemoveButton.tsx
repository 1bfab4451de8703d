import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState, type ReactNode } from 'react';
import { ConfirmDialog } from './ConfirmDialog.tsx';

interface Props {
  /** 'Remove unit' */
  label: string;
  /** The verb on the last button; 'Remove' where none is given. */
  confirm?: string;
  /** Within a table. */
  compact?: boolean;
  /** What removing means. */
  children: ReactNode;
  remove: () => Promise<unknown>;
  onRemoved: () => void;
}

/** Asks once more, then removes. */
export function RemoveButton({ label, confirm = 'Remove', compact = false, children, remove, onRemoved }: Props) {
  const [asking, setAsking] = useState(false);
  const removing = useMutation({ mutationFn: remove, onSuccess: onRemoved });
  return (
    <>
      <Button variant="subtle" color="red" size={compact ? 'compact-sm' : 'sm'} onClick={() => setAsking(true)}>
        {label}
      </Button>
      <ConfirmDialog
        opened={asking}
        title={`${label}?`}
        confirm={confirm}
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
