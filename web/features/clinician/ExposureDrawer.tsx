import { Group, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { recordExposure, type ClinicianPage } from '#coverage/contract.ts';
import { toLocal } from '#kernel/time.ts';
import { clinicianKey } from './query-keys.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { useNow } from '#web/ui/use-now.ts';

/** What happened on a day; the clock moves at once. */
export function ExposureDrawer({ page, onClose }: { page: ClinicianPage; onClose: () => void }) {
  const client = useQueryClient();
  const { units } = usePlaces();
  const now = useNow();
  const form = useForm({
    initialValues: { date: toLocal(now, page.timeZone).date, unitId: page.homeUnit ?? '', liveRounds: 1, supportedRounds: 1 },
    validate: {
      unitId: (value) => (value ? null : 'Choose where it was.'),
      supportedRounds: (value, { liveRounds }) => (value > liveRounds ? 'This cannot be more than the rounds themselves.' : null),
    },
  });
  const recording = useMutation({
    mutationFn: (body: typeof form.values) => call(recordExposure, { params: { personId: page.personId }, body }),
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: clinicianKey(page.personId) });
    },
  });
  return (
    <FormDrawer
      title="Record rounds"
      submit="Record"
      busy={recording.isPending}
      error={recording.error}
      onSubmit={form.onSubmit((values) => recording.mutate(values))}
      onClose={onClose}
    >
      <TextInput type="date" label="Day" required data-autofocus {...form.getInputProps('date')} />
      <Select
        label="Where"
        required
        searchable
        data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
        {...form.getInputProps('unitId')}
      />
      <Group grow align="flex-start">
        <NumberInput
          label="Live rounds"
          description="In the new EHR"
          min={0}
          max={100}
          allowDecimal={false}
          {...form.getInputProps('liveRounds')}
        />
        <NumberInput
          label="Of these with a supporter"
          description="Beside them"
          min={0}
          max={100}
          allowDecimal={false}
          {...form.getInputProps('supportedRounds')}
        />
      </Group>
    </FormDrawer>
  );
}
