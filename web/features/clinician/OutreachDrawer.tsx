import { Button, Group, NumberInput, Text, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createOutreach, type ClinicianPage } from '#coverage/contract.ts';
import { clinicianKey } from './query-keys.ts';
import { aroundNext, outreachWindow, type OutreachForm } from './outreach-window.ts';
import { call } from '#web/app/call.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { localDayText } from '#web/ui/local-date-text.ts';
import { useNow } from '#web/ui/use-now.ts';

interface Props {
  page: ClinicianPage;
  /** Another way to ask for it; by itself it is just created. */
  ask?: (asked: { start: number; end: number; minutes: number; note: string }) => Promise<unknown>;
  onClose: () => void;
}

/** “I’ll meet you on the unit tomorrow at 7:10”: a friendly appointment, for which the planner finds the person. */
export function OutreachDrawer({ page, ask, onClose }: Props) {
  const client = useQueryClient();
  const { unitName } = usePlaces();
  const now = useNow();
  const around = aroundNext(page, now);
  const form = useForm<OutreachForm>({
    initialValues: { ...(around?.form ?? { date: '', from: '07:00', to: '09:00' }), minutes: 30, note: '' },
    validate: (values) => {
      const read = outreachWindow(values, page.timeZone, now);
      return read.ok ? {} : { [read.refusal.code]: read.refusal.text };
    },
  });
  const asking = useMutation({
    mutationFn: (values: OutreachForm): Promise<unknown> => {
      const read = outreachWindow(values, page.timeZone, now);
      if (!read.ok) throw new Error(read.refusal.text);
      const asked = { ...read.value, minutes: values.minutes, note: values.note };
      return ask ? ask(asked) : call(createOutreach, { params: { personId: page.personId }, body: asked });
    },
    onSuccess: async () => {
      onClose();
      await client.invalidateQueries({ queryKey: clinicianKey(page.personId) });
    },
  });
  const { date, from, to, minutes } = form.values;
  return (
    <FormDrawer
      title={`Meet ${page.name}`}
      submit="Arrange"
      busy={asking.isPending}
      error={asking.error}
      onSubmit={form.onSubmit((values) => asking.mutate(values))}
      onClose={onClose}
    >
      {around && (
        <Text size="sm" c="dimmed">
          Set to their next expected presence on {unitName(around.unitId)}.{' '}
          <Button size="compact-xs" variant="default" onClick={() => form.setValues(around.form)}>
            Set again
          </Button>
        </Text>
      )}
      <TextInput type="date" label="Day" required data-autofocus {...form.getInputProps('date')} />
      <Group grow align="flex-start">
        <TextInput type="time" label="Not before" required {...form.getInputProps('from')} />
        <TextInput type="time" label="Done by" required {...form.getInputProps('to')} />
        <NumberInput label="Minutes" min={5} max={720} step={5} allowDecimal={false} {...form.getInputProps('minutes')} />
      </Group>
      <Textarea
        label="About"
        description="What would help them; no patient’s data"
        autosize
        minRows={2}
        maxLength={500}
        {...form.getInputProps('note')}
      />
      {date && (
        <Text>
          The next plan sets {minutes} minutes aside for {page.name} on {localDayText(date)} between {from} and {to}, with somebody who
          knows their work.
        </Text>
      )}
    </FormDrawer>
  );
}
