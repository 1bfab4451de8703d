import { Group, Select, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { askOwnOutreach } from '#coverage/contract.ts';
import { minuteMs, type TimeZone } from '#kernel/time.ts';
import { ownClockKey } from './query-keys.ts';
import { outreachWindow } from './outreach-window.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { useNow } from '#web/ui/use-now.ts';

/** A clinician says when and where they round; the next plan puts somebody beside the whole of it. */
export function OwnRoundDrawer({ zone, onClose }: { zone: TimeZone; onClose: () => void }) {
  const client = useQueryClient();
  const { units, unitName, zoneOf } = usePlaces();
  const now = useNow();
  const form = useForm({
    initialValues: { date: '', from: '07:00', to: '09:00', unitId: '', note: '' },
    validate: (values) => {
      const read = outreachWindow({ ...values, minutes: 5 }, zoneOf(values.unitId) ?? zone, now);
      return {
        ...(values.unitId ? {} : { unitId: 'Choose where you round.' }),
        ...(read.ok ? {} : { [read.refusal.code]: read.refusal.text }),
      };
    },
  });
  const asking = useMutation({
    mutationFn: ({ unitId, note, ...values }: typeof form.values) => {
      const read = outreachWindow({ ...values, minutes: 5 }, zoneOf(unitId) ?? zone, now);
      if (!read.ok) throw new Error(read.refusal.text);
      const { start, end } = read.value;
      return call(askOwnOutreach, {
        body: {
          start,
          end,
          minutes: (end - start) / minuteMs,
          note: [`Round on ${unitName(unitId)}`, note.trim()].filter(Boolean).join(': '),
        },
      });
    },
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: ownClockKey });
    },
  });
  return (
    <FormDrawer
      title="Ask for somebody beside me"
      submit="Ask"
      busy={asking.isPending}
      error={asking.error}
      onSubmit={form.onSubmit((values) => asking.mutate(values))}
      onClose={onClose}
    >
      <Text>Say when and where you round. Somebody who knows your work stays beside you for all of it.</Text>
      <Select
        label="Where"
        required
        searchable
        data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
        {...form.getInputProps('unitId')}
      />
      <TextInput type="date" label="Day" required {...form.getInputProps('date')} />
      <Group grow align="flex-start">
        <TextInput type="time" label="From" required {...form.getInputProps('from')} />
        <TextInput type="time" label="To" required {...form.getInputProps('to')} />
      </Group>
      <Textarea
        label="What would help"
        description="No patient’s data, please"
        autosize
        minRows={2}
        maxLength={400}
        {...form.getInputProps('note')}
      />
    </FormDrawer>
  );
}
