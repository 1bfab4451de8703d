import { Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { changeSite, createSite, removeSite, type SiteRow } from '#directory/contract.ts';
import { placesKey } from '#web/app/use-places.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { RemoveButton } from '#web/ui/RemoveButton.tsx';
import { timeZones } from '#web/ui/time-zones.ts';

export function SiteDrawer({ site, onClose }: { site: SiteRow | null; onClose: () => void }) {
  const client = useQueryClient();
  const form = useForm({
    initialValues: {
      siteId: site?.siteId ?? '',
      name: site?.name ?? '',
      timeZone: site?.timeZone ?? Intl.DateTimeFormat().resolvedOptions().timeZone,
    },
    validate: {
      siteId: (value) => (value.trim() ? null : 'Give the id under which your files name this site.'),
      name: (value) => (value.trim() ? null : 'Write its name.'),
    },
  });
  const done = async (): Promise<void> => {
    onClose();
    await client.invalidateQueries({ queryKey: placesKey });
  };
  const saving = useMutation({
    mutationFn: ({ siteId, name, timeZone }: typeof form.values) =>
      site
        ? call(changeSite, { params: { siteId }, body: { name, timeZone, version: site.version } })
        : call(createSite, { body: { siteId, name, timeZone } }),
    onSuccess: done,
  });
  return (
    <FormDrawer
      title={site ? 'Change a site' : 'Add a site'}
      submit={site ? 'Save' : 'Add'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
      aside={
        site && (
          <RemoveButton
            label="Remove site"
            remove={() => call(removeSite, { params: { siteId: site.siteId }, query: { version: site.version } })}
            onRemoved={() => void done()}
          >
            {site.name} can be removed while it has no units.
          </RemoveButton>
        )
      }
    >
      {!site && <TextInput label="Id" description="As your files name it" required data-autofocus {...form.getInputProps('siteId')} />}
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <Select
        label="Time zone"
        description="Times in files without an offset are read on this clock."
        searchable
        allowDeselect={false}
        data={timeZones()}
        {...form.getInputProps('timeZone')}
      />
    </FormDrawer>
  );
}
