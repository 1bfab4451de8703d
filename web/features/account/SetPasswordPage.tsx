import { Button, Stack } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { setPasswordByLink } from '#platform/auth/contract.ts';
import { EntryPage } from './EntryPage.tsx';
import { NewPasswordInput, passwordProblem } from './NewPasswordInput.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { call } from '#web/app/call.ts';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';

/** `/set-password#TOKEN`, from a link that an administrator made. */
export function SetPasswordPage() {
  const [password, setPassword] = useState('');
  const [problem, setProblem] = useState<string | null>(null);
  const setting = useMutation({
    mutationFn: () => call(setPasswordByLink, { body: { token: location.hash.slice(1), newPassword: password } }),
  });
  if (setting.data)
    return (
      <EntryPage title="Your password is set" note={`Sign in as ${setting.data.email} with it.`}>
        <Button component="a" href="/sign-in" size="md" fullWidth ref={focusOnMount}>
          Go to sign-in
        </Button>
      </EntryPage>
    );
  return (
    <EntryPage title="Set your password" note="The link works once. Afterwards you sign in with your mail address and this password.">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          const wrong = passwordProblem(password);
          setProblem(wrong);
          if (!wrong) setting.mutate();
        }}
      >
        <Stack gap="md">
          <NewPasswordInput
            ref={focusOnMount}
            value={password}
            error={problem}
            onChange={(event) => setPassword(event.currentTarget.value)}
          />
          <ProblemAlert error={setting.error} title="The password was not set" />
          <Button type="submit" size="md" loading={setting.isPending}>
            Set password
          </Button>
        </Stack>
      </form>
    </EntryPage>
  );
}
