import { Radio, Stack, TagsInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { Answer } from '#platform/http/route.ts';
import { registerApp, type PracticeApp } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { AppKeyFields, keysBody, keysFault } from './AppKeyFields.tsx';

const usualScopes = ['launch', 'launch/patient', 'openid', 'fhirUser', 'offline_access', 'patient/*.rs', 'patient/*.cruds', 'user/*.rs'];

/** What the makers of an app say of it. */
export function NewAppDrawer({ onClose, onDone }: { onClose: () => void; onDone: (app: Answer<typeof registerApp>) => Promise<void> }) {
  const form = useForm({
    initialValues: {
      name: '',
      launchUri: '',
      redirectUris: [] as string[],
      scopes: [] as string[],
      kind: 'none' as PracticeApp['authentication'],
      jwksUri: '',
      jwks: '',
    },
    validate: {
      name: (name) => (name.trim() === '' ? 'Give it the name that learners know it by.' : null),
      jwks: (_, values) => (values.kind === 'keys' ? keysFault(values) : null),
      redirectUris: (uris) => (uris.length === 0 ? 'Name at least one; press Enter after each.' : null),
    },
  });
  const adding = useMutation({
    mutationFn: ({ name, launchUri, redirectUris, scopes, kind, ...keys }: typeof form.values) =>
      call(registerApp, {
        body: {
          name: name.trim(),
          launchUri: launchUri.trim() === '' ? null : launchUri.trim(),
          redirectUris,
          scopes,
          authentication: kind,
          ...(kind === 'keys' ? keysBody(keys) : {}),
        },
      }),
    onSuccess: onDone,
  });
  return (
    <FormDrawer
      title="Register an app"
      submit="Register"
      busy={adding.isPending}
      error={adding.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => adding.mutate(values))}
    >
      <TextInput label="Name" required maxLength={100} data-autofocus {...form.getInputProps('name')} />
      <TextInput
        label="Address to launch it at"
        description="Empty: it is not launched from a chart, it begins by itself."
        placeholder="https://growth.example/launch"
        maxLength={500}
        {...form.getInputProps('launchUri')}
      />
      <TagsInput
        label="Addresses to return to"
        description="https, or http on this machine; letter by letter as the app sends them. Enter after each."
        placeholder="https://growth.example/back"
        required
        maxTags={10}
        clearButtonProps={{ 'aria-label': 'Clear' }}
        {...form.getInputProps('redirectUris')}
      />
      <TagsInput
        label="Scopes it may be allowed at most"
        description="Empty: whatever it asks for and a learner allows."
        data={usualScopes}
        clearButtonProps={{ 'aria-label': 'Clear' }}
        {...form.getInputProps('scopes')}
      />
      <Radio.Group label="Kind" {...form.getInputProps('kind')}>
        <Stack gap="xs" mt="xs">
          <Radio value="none" label="Public: runs in the browser or on a phone and can keep no secret" />
          <Radio value="secret" label="With a secret: runs on a server, which shows its secret when it fetches tokens" />
          <Radio value="keys" label="With keys: runs on a server, which signs for itself (private_key_jwt) and tells nobody its secret" />
        </Stack>
      </Radio.Group>
      {form.values.kind === 'keys' && <AppKeyFields form={form} />}
    </FormDrawer>
  );
}
