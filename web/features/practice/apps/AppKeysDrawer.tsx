import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { changeAppKeys, type PracticeApp } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { AppKeyFields, keysBody, keysFault } from './AppKeyFields.tsx';

/** Other keys for an app that signs for itself. */
export function AppKeysDrawer({ app, onClose, onDone }: { app: PracticeApp; onClose: () => void; onDone: () => Promise<void> }) {
  const form = useForm({
    initialValues: { jwksUri: app.jwksUri ?? '', jwks: '' },
    validate: { jwks: (_, values) => keysFault(values) },
  });
  const changing = useMutation({
    mutationFn: (values: typeof form.values) => call(changeAppKeys, { params: app, body: keysBody(values) }),
    onSuccess: onDone,
  });
  const known = app.keys.map(({ kid, alg }) => (kid === '' ? alg : `${alg} ${kid}`)).join(', ');
  return (
    <FormDrawer
      title={`Keys of ${app.name}`}
      submit="Change"
      busy={changing.isPending}
      error={changing.error}
      onClose={onClose}
      onSubmit={form.onSubmit((values) => changing.mutate(values))}
    >
      {known !== '' && <p style={{ margin: 0, overflowWrap: 'anywhere' }}>At present: {known}. They open nothing once others are here.</p>}
      <AppKeyFields form={form} />
    </FormDrawer>
  );
}
