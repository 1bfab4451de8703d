import { NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { z } from 'zod';
import { saveRoom, type Room } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { useRefreshClasses } from './use-classes.ts';

type Values = z.infer<typeof Room>;

export function RoomDrawer({ room, onClose }: { room: Values | null; onClose: () => void }) {
  const refresh = useRefreshClasses();
  const { sites } = usePlaces();
  const form = useForm<Values>({
    initialValues: room ?? { roomId: '', name: '', siteId: sites[0]?.siteId ?? '', seats: 12 },
    validate: {
      roomId: (value) => (value.trim() ? null : 'Give it a short id.'),
      name: (value) => (value.trim() ? null : 'Name the room.'),
      siteId: (value) => (value ? null : 'Choose the site.'),
    },
  });
  const saving = useMutation({
    mutationFn: ({ roomId, name, siteId, seats }: Values) => call(saveRoom, { params: { roomId }, body: { name, siteId, seats } }),
    onSuccess: async () => {
      await refresh();
      onClose();
    },
  });
  return (
    <FormDrawer
      title={room?.name ?? 'Add a room'}
      submit="Save"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      {!room && <TextInput label="Id" required {...form.getInputProps('roomId')} />}
      <TextInput label="Name" required {...form.getInputProps('name')} />
      <Select
        label="Site"
        required
        data={sites.map((site) => ({ value: site.siteId, label: site.name }))}
        {...form.getInputProps('siteId')}
      />
      <NumberInput label="Seats" min={1} max={500} {...form.getInputProps('seats')} />
    </FormDrawer>
  );
}
