import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { FormEventHandler, ReactNode } from 'react';
import { ProblemAlert } from './ProblemAlert.tsx';

interface Props {
  title: string;
  submit: string;
  busy: boolean;
  error: unknown;
  onSubmit: FormEventHandler<HTMLFormElement>;
  onClose: () => void;
  /** To look at: nothing to send. */
  readOnly?: boolean;
  /** Left of the buttons: removing, mostly. */
  aside?: ReactNode;
  children: ReactNode;
}

/** A form beside the page that it changes. Escape and Cancel leave all as it was. */
export function FormDrawer({ title, submit, busy, error, onSubmit, onClose, readOnly = false, aside, children }: Props) {
  return (
    <Drawer opened onClose={onClose} title={title} size={460} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form onSubmit={onSubmit} noValidate>
        <Stack gap="md">
          {children}
          <ProblemAlert error={error} title="Nothing was saved" />
          <Group justify="space-between" gap="xs">
            <div>{aside}</div>
            <Group gap="xs">
              <Button variant="default" onClick={onClose}>
                {readOnly ? 'Close' : 'Cancel'}
              </Button>
              {!readOnly && (
                <Button type="submit" loading={busy}>
                  {submit}
                </Button>
              )}
            </Group>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
