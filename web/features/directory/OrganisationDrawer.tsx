import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeOrganisation, type Organisation } from '#directory/contract.ts';
import { call } from '#web/app/call.ts';
import { organisationKey } from '#web/app/use-organisation.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { timeZones } from '#web/ui/time-zones.ts';

export function OrganisationDrawer({ organisation, onClose }: { organisation: Organisation & { version: number }; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm<Organisation>({
    initialValues: { name: organisation.name, timeZone: organisation.timeZone },
    validate: { name: (value) => (value.trim() ? null : 'Write its name.') },
  });
  const saving = useMutation({
    mutationFn: (values: Organisation) => call(changeOrganisation, { body: { ...values, version: organisation.version } }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: organisationKey });
    },
  });
  return (
    <FormDrawer
      title="The organisation"
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TextInput label="Name" required data-autofocus {...form.getInputProps('name')} />
      <Select
        label="Time zone"
        description="In which “today” is meant for the organisation as a whole; each site has its own."
        searchable
        allowDeselect={false}
        data={timeZones()}
        {...form.getInputProps('timeZone')}
      />
    </FormDrawer>
  );
}
