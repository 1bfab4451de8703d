import { Button, Code, CopyButton, Group, Modal, PasswordInput, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { confirmTotp, enrolTotp } from '#platform/auth/contract.ts';
import css from './AuthenticatorEnrolment.module.css';
import { CodeInput } from './CodeInput.tsx';
import { call } from '#web/app/call.ts';
import { useSession } from '#web/app/session.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';

/** Password, then the code to scan with a first code from the app, then the recovery codes. */
export function AuthenticatorEnrolment({ onClose }: { onClose: () => void }) {
  const session = useSession();
  const [text, setText] = useState('');
  const beginning = useMutation({
    mutationFn: () => call(enrolTotp, { body: { password: text } }),
    onSuccess: () => setText(''),
  });
  const confirming = useMutation({ mutationFn: () => call(confirmTotp, { body: { code: text } }) });
  const codes = confirming.data?.recoveryCodes;
  const finish = (): void => {
    if (codes) void session.refresh();
    onClose();
  };
  const step = codes ? 'codes' : beginning.data ? 'scan' : 'password';
  return (
    <Modal
      opened
      onClose={finish}
      title={step === 'codes' ? 'Keep these recovery codes' : 'Turn the authenticator app on'}
      closeOnClickOutside={false}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      {codes ? (
        <RecoveryCodes codes={codes} onDone={finish} />
      ) : (
        <form
          key={step}
          onSubmit={(event) => {
            event.preventDefault();
            if (step === 'scan') confirming.mutate();
            else beginning.mutate();
          }}
        >
          <Stack gap="sm">
            {beginning.data ? (
              <>
                <Text>Scan this with an authenticator app on your phone, then type the code that it shows.</Text>
                <img className={css.qr} src={beginning.data.qrDataUrl} width={200} height={200} alt="QR code for the authenticator app" />
                <Text size="sm" c="dimmed">
                  No camera? Type this key into the app: <Code className={css.key}>{beginning.data.secret}</Code>
                </Text>
                <CodeInput data-autofocus description={null} value={text} onChange={(event) => setText(event.currentTarget.value)} />
              </>
            ) : (
              <PasswordInput
                label="Your password"
                description="To be sure that it is you."
                autoComplete="current-password"
                required
                data-autofocus
                value={text}
                onChange={(event) => setText(event.currentTarget.value)}
              />
            )}
            <ProblemAlert error={step === 'scan' ? confirming.error : beginning.error} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={finish}>
                Cancel
              </Button>
              <Button type="submit" loading={beginning.isPending || confirming.isPending}>
                {step === 'scan' ? 'Turn on' : 'Continue'}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
    </Modal>
  );
}

function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }) {
  return (
    <Stack gap="sm">
      <Text>Each signs you in once when your phone is lost. They are shown only now: print them or put them in a password safe.</Text>
      <ul className={css.codes}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <Group justify="space-between" gap="xs">
        <CopyButton value={codes.join('\n')}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {copied ? 'Copied' : 'Copy all'}
            </Button>
          )}
        </CopyButton>
        <Button onClick={onDone} data-autofocus>
          I have kept them
        </Button>
      </Group>
    </Stack>
  );
}
