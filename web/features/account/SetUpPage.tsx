import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { setUp } from '#platform/auth/contract.ts';
import { EntryPage } from './EntryPage.tsx';
import css from './EntryPage.module.css';
import { NewPasswordInput, passwordProblem } from './NewPasswordInput.tsx';
import { call } from '#web/app/call.ts';
import { useEnter } from './use-enter.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { timeZones } from '#web/ui/time-zones.ts';

const filled = (what: string) => (value: string) => (value.trim() === '' ? `Write ${what}.` : null);

/** The first page that an installation ever shows: who we are and where, then straight to the files. */
export function SetUpPage() {
  const enter = useEnter();
  const form = useForm({
    initialValues: {
      organisation: '',
      siteName: '',
      siteId: 'MAIN',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      name: '',
      email: '',
      password: '',
      repeated: '',
    },
    validate: {
      organisation: filled("the organisation's name"),
      siteId: filled('a short id'),
      name: filled('your name'),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Write an address such as a.nguyen@hospital.example.'),
      password: passwordProblem,
      repeated: (value, values) => (value === values.password ? null : 'The two passwords differ. Type the same one again.'),
    },
  });
  const settingUp = useMutation({
    mutationFn: ({ organisation, siteName, siteId, timeZone, name, email, password }: typeof form.values) =>
      call(setUp, { body: { organisation, site: { siteId, name: siteName || organisation, timeZone }, name, email, password } }),
    onSuccess: () => enter('/imports'),
  });
  return (
    <EntryPage title="Set up AtElbow" note="Two minutes. Your hospital's files come next." wide>
      <form onSubmit={form.onSubmit((values) => settingUp.mutate(values))} noValidate>
        <fieldset className={css.group}>
          <legend>Your hospital</legend>
          <Stack gap="sm">
            <TextInput
              label="Organisation"
              placeholder="Lakeview Regional"
              required
              autoFocus
              autoComplete="organization"
              {...form.getInputProps('organisation')}
            />
            <Group align="flex-start" grow gap="sm" preventGrowOverflow={false}>
              <TextInput label="First site" description="Empty: the same name" miw={200} {...form.getInputProps('siteName')} />
              <TextInput label="Site id" description="As your files name it" required miw={120} {...form.getInputProps('siteId')} />
            </Group>
            <Select
              label="Time zone"
              data={timeZones()}
              searchable
              required
              allowDeselect={false}
              nothingFoundMessage="No such time zone"
              {...form.getInputProps('timeZone')}
            />
          </Stack>
        </fieldset>
        <fieldset className={css.group}>
          <legend>You, the first administrator</legend>
          <Stack gap="sm">
            <TextInput label="Your name" required autoComplete="name" {...form.getInputProps('name')} />
            <TextInput label="Mail address" type="email" required autoComplete="username" {...form.getInputProps('email')} />
            <NewPasswordInput {...form.getInputProps('password')} />
            <PasswordInput label="The same password again" required autoComplete="new-password" {...form.getInputProps('repeated')} />
          </Stack>
        </fieldset>
        <ProblemAlert error={settingUp.error} title="Nothing was set up" />
        <Button type="submit" size="md" fullWidth loading={settingUp.isPending}>
          Set up and go to the files
        </Button>
      </form>
    </EntryPage>
  );
}
