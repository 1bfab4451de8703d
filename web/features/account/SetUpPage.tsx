import { Button, Group, PasswordInput, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { changeOrganisation, getOrganisation } from '#directory/contract.ts';
import { setUp } from '#platform/auth/contract.ts';
import { EntryPage } from './EntryPage.tsx';
import css from './EntryPage.module.css';
import { NewPasswordInput, passwordProblem } from './NewPasswordInput.tsx';
import { call } from '#web/app/call.ts';
import { useEnter } from './use-enter.ts';
import { ProblemAlert, problemText } from '#web/ui/ProblemAlert.tsx';
import { timeZones } from '#web/ui/time-zones.ts';
import { focusOnMount } from '#web/ui/focus-on-mount.ts';

const filled = (what: string) => (value: string) => (value.trim() === '' ? `Write ${what}.` : null);

/** Sites may come with a file later, but the organisation's clock is known now. */
async function nameZone(name: string, timeZone: string): Promise<void> {
  try {
    const { version } = await call(getOrganisation, {});
    await call(changeOrganisation, { body: { name, timeZone, version } });
  } catch (error) {
    // The account exists by now: setting up again would be refused, so this must not stop us.
    notifications.show({ color: 'yellow', message: `The time zone was not kept: ${problemText(error)} Set it under Sites and units.` });
  }
}

/** The first page that an installation ever shows: who we are and where, then straight to the files. */
export function SetUpPage() {
  const enter = useEnter();
  const form = useForm({
    initialValues: {
      organisation: '',
      siteName: '',
      siteId: '',
      timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      name: '',
      email: '',
      password: '',
      repeated: '',
    },
    validate: {
      organisation: filled("the organisation's name"),
      siteId: (value, { siteName }) =>
        siteName.trim() !== '' && value.trim() === '' ? 'Give the site an id, as your files name it.' : null,
      name: filled('your name'),
      email: (value) => (/^\S+@\S+\.\S+$/.test(value) ? null : 'Write an address such as a.nguyen@hospital.example.'),
      password: passwordProblem,
      repeated: (value, values) => (value === values.password ? null : 'The two passwords differ. Type the same one again.'),
    },
  });
  const settingUp = useMutation({
    mutationFn: async ({ organisation, siteName, siteId, timeZone, name, email, password }: typeof form.values) => {
      const site = siteId.trim() === '' ? {} : { site: { siteId, name: siteName || organisation, timeZone } };
      await call(setUp, { body: { organisation, ...site, name, email, password } });
      await nameZone(organisation, timeZone);
    },
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
              required
              ref={focusOnMount}
              autoComplete="organization"
              {...form.getInputProps('organisation')}
            />
            <Group align="flex-start" grow gap="sm" preventGrowOverflow={false}>
              <TextInput
                label="First site"
                description="Leave empty if you bring sites.csv"
                miw={200}
                {...form.getInputProps('siteName')}
              />
              <TextInput label="Site id" description="As your files name it" miw={120} {...form.getInputProps('siteId')} />
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
