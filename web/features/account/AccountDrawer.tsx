import { Button, Checkbox, Drawer, Group, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { changeAccount, createAccount, type Account } from '#platform/auth/contract.ts';
import { accountsKey } from './query-keys.ts';
import { AccountKeys } from './AccountKeys.tsx';
import { PasswordLink, type IssuedLink } from './PasswordLink.tsx';
import { searchPeople } from '#web/app/search-people.ts';
import { roleWord } from './role-words.ts';
import { call } from '#web/app/call.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';

interface Props {
  /** Null: a new one. */
  account: Account | null;
  rolesKnown: readonly string[];
  onClose: () => void;
}

export function AccountDrawer({ account, rolesKnown, onClose }: Props) {
  const client = useQueryClient();
  const [link, setLink] = useState<IssuedLink | null>(null);
  const form = useForm({
    initialValues: {
      name: account?.name ?? '',
      email: account?.email ?? '',
      roles: account?.roles ?? [],
      person: account?.personId ? ({ value: account.personId, label: account.personId, note: '' } as Choice) : null,
      on: account?.disabledAt == null,
    },
    validate: {
      name: (value) => (value.trim() ? null : 'Write the name of the account’s owner.'),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value.trim()) ? null : 'Write an address such as a.nguyen@hospital.example.'),
    },
  });
  const saving = useMutation({
    mutationFn: async ({ name, email, roles, person, on }: typeof form.values) => {
      const body = { name, email, roles, personId: person?.value ?? null };
      if (!account) return (await call(createAccount, { body })).link;
      await call(changeAccount, { params: { accountId: account.accountId }, body: { ...body, version: account.version, disabled: !on } });
      return null;
    },
    onSuccess: (issued) => (issued ? setLink(issued) : onClose()),
    onSettled: () => client.invalidateQueries({ queryKey: accountsKey }),
  });
  return (
    <Drawer opened onClose={onClose} title={account ? account.name : 'New account'} size={460} closeButtonProps={{ 'aria-label': 'Close' }}>
      {link ? (
        <PasswordLink link={link} name={form.values.name} onDone={onClose} />
      ) : (
        <form onSubmit={form.onSubmit((values) => saving.mutate(values))} noValidate>
          <Stack gap="md">
            <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
            <TextInput label="Mail address" type="email" required description="They sign in with it." {...form.getInputProps('email')} />
            <SearchSelect
              kind="people"
              label="Person in the directory"
              description="Links their shifts, rounds and day-one clock to the account."
              placeholder="Type a name, if they are in the directory"
              search={searchPeople}
              chosen={form.values.person}
              onChoose={(person) => form.setFieldValue('person', person)}
            />
            <Checkbox.Group label="Roles" description="Give the fewest that the work needs." {...form.getInputProps('roles')}>
              <Stack gap={10} mt="xs">
                {rolesKnown.map((role) => (
                  <Checkbox key={role} value={role} label={roleWord(role).name} description={roleWord(role).may} />
                ))}
              </Stack>
            </Checkbox.Group>
            {account && (
              <Switch
                label="May sign in"
                description="Switched off, all their sessions end at once. Nothing that they did is lost."
                {...form.getInputProps('on', { type: 'checkbox' })}
              />
            )}
            <ProblemAlert error={saving.error} title={account ? 'The account was not changed' : 'The account was not created'} />
            <Group justify="flex-end" gap="xs">
              <Button variant="default" onClick={onClose}>
                Cancel
              </Button>
              <Button type="submit" loading={saving.isPending}>
                {account ? 'Save' : 'Create account'}
              </Button>
            </Group>
          </Stack>
        </form>
      )}
      {account && !link && <AccountKeys account={account} onLink={setLink} />}
    </Drawer>
  );
}
