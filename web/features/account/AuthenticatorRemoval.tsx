import { useMutation } from '@tanstack/react-query';
import { Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { removeTotp } from '#platform/auth/contract.ts';
import { CodeInput } from './CodeInput.tsx';
import { call } from '#web/app/call.ts';
import { useSession } from '#web/app/session.tsx';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';

export function AuthenticatorRemoval({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const [code, setCode] = useState('');
  const removing = useMutation({
    mutationFn: () => call(removeTotp, { body: { code } }),
    onSuccess: async () => {
      onClose();
      await session.refresh();
    },
  });
  return (
    <ConfirmDialog
      opened
      title="Turn the authenticator app off?"
      confirm="Turn off"
      danger
      busy={removing.isPending}
      error={removing.error}
      onConfirm={() => removing.mutate()}
      onClose={onClose}
    >
      <Stack gap="sm">
        <Text>Your password alone will sign you in again. Your recovery codes stop working.</Text>
        <CodeInput data-autofocus value={code} onChange={(event) => setCode(event.currentTarget.value)} />
      </Stack>
    </ConfirmDialog>
  );
}
