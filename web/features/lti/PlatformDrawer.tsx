import { Select, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { addLtiPlatform, changeLtiPlatform, matchRules, type LtiPlatform } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { linesOf } from '#web/ui/lines.ts';

/** A learning platform as its administrator describes it. */
export function PlatformDrawer({ platform, onClose, onSaved }: { platform: LtiPlatform | null; onClose: () => void; onSaved: () => void }) {
  const form = useForm({
    initialValues: {
      name: platform?.name ?? '',
      issuer: platform?.issuer ?? '',
      clientId: platform?.clientId ?? '',
      deploymentIds: platform?.deploymentIds.join('\n') ?? '',
      authUrl: platform?.authUrl ?? '',
      tokenUrl: platform?.tokenUrl ?? '',
      jwksUrl: platform?.jwksUrl ?? '',
      matchBy: platform?.matchBy ?? ('email' as const),
    },
  });
  const saving = useMutation({
    mutationFn: async () => {
      const { values } = form;
      const deploymentIds = linesOf(values.deploymentIds);
      const body = { ...values, deploymentIds, matchBy: matchRules.find((one) => one === values.matchBy) ?? ('email' as const) };
      return platform ? call(changeLtiPlatform, { params: { platformId: platform.platformId }, body }) : call(addLtiPlatform, { body });
    },
    onSuccess: () => {
      onSaved();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={platform ? `Platform: ${platform.name}` : 'Register a platform'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onClose={onClose}
      onSubmit={form.onSubmit(() => saving.mutate())}
    >
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <TextInput label="Issuer (platform ID)" required {...form.getInputProps('issuer')} />
      <TextInput label="Client ID" required {...form.getInputProps('clientId')} />
      <Textarea label="Deployment IDs" description="One a line." required autosize minRows={1} {...form.getInputProps('deploymentIds')} />
      <TextInput label="Authorization URL" required placeholder="https://" {...form.getInputProps('authUrl')} />
      <TextInput label="Token URL" required placeholder="https://" {...form.getInputProps('tokenUrl')} />
      <TextInput label="Public keys (JWKS URL)" required placeholder="https://" {...form.getInputProps('jwksUrl')} />
      <Select
        label="People are found by"
        description="Whoever is not found is told so; nobody is created."
        allowDeselect={false}
        data={[
          { value: 'email', label: 'Mail address' },
          { value: 'person-id', label: 'Person id (custom person_id, sourced id, or subject)' },
          { value: 'ehr-user-id', label: 'EHR user id (the same places)' },
        ]}
        {...form.getInputProps('matchBy')}
      />
    </FormDrawer>
  );
}
