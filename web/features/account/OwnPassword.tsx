import { Button, Group, PasswordInput, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changePassword } from '#platform/auth/contract.ts';
import { ownSessionsKey } from './query-keys.ts';
import { NewPasswordInput, passwordProblem } from './NewPasswordInput.tsx';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';

export function OwnPassword({ hasPassword, email }: { hasPassword: boolean; email: string }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: { password: '', newPassword: '' },
    validate: { password: (value) => (value === '' ? 'Write the password that you use now.' : null), newPassword: passwordProblem },
  });
  const changing = useMutation({
    mutationFn: (body: typeof form.values) => call(changePassword, { body }),
    onSuccess: async () => {
      form.reset();
      notifications.show({ message: 'Your password is changed. Your other sessions have ended.' });
      await client.invalidateQueries({ queryKey: ownSessionsKey });
    },
  });
  if (!hasPassword)
    return (
      <Section title="Password">
        <Text>You sign in with your hospital account; there is no password to change here.</Text>
      </Section>
    );
  return (
    <Section title="Password" note="Changing it signs you out everywhere else.">
      <form onSubmit={form.onSubmit((values) => changing.mutate(values))} noValidate>
        <Stack gap="sm" maw={420}>
          <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
          <PasswordInput label="Password now" autoComplete="current-password" required {...form.getInputProps('password')} />
          <NewPasswordInput {...form.getInputProps('newPassword')} />
          <ProblemAlert error={changing.error} title="The password was not changed" />
          <Group>
            <Button type="submit" loading={changing.isPending}>
              Change password
            </Button>
          </Group>
        </Stack>
      </form>
    </Section>
  );
}
