import { Fieldset, Stack, TextInput, Textarea } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { hourMs, type Instant } from '#kernel/time.ts';
import { changePeriod, createPeriod, type Period } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { keptJobs, jobsText, usualPositions } from './period-forms.ts';

interface Props {
  now: Instant;
  period: Period | null;
  /** A new period begins with the positions and holders of the last one. */
  last: Period | null;
  onClose: () => void;
  onDone: () => Promise<void>;
}

const usualHours = 12;

export function PeriodDrawer({ now, period, last, onClose, onDone }: Props) {
  const start = period?.startsAt ?? Math.floor(now / hourMs) * hourMs;
  const from = period ?? (last && { ...last, name: '', objectives: [] });
  const form = useForm({
    initialValues: {
      name: from?.name ?? '',
      startsAt: new Date(start),
      endsAt: new Date(period?.endsAt ?? start + usualHours * hourMs),
      objectives: jobsText(from?.objectives ?? []),
      positions: (from?.positions ?? usualPositions).map(({ position, holder, jobs }) => ({ position, holder, jobs: jobsText(jobs) })),
    },
    validate: { name: (value) => (value.trim() ? null : 'Name it: "Day 3, night".') },
  });
  const saving = useMutation({
    mutationFn: (values: typeof form.values) => {
      const body = {
        name: values.name,
        startsAt: new Date(values.startsAt).getTime(),
        endsAt: new Date(values.endsAt).getTime(),
        objectives: keptJobs(values.objectives, period?.objectives ?? []),
        positions: values.positions.map(({ position, holder, jobs }) => {
          const before = period?.positions.find((one) => one.position === position);
          return {
            position,
            holder,
            personId: before?.holder === holder ? before.personId : null,
            jobs: keptJobs(jobs, before?.jobs ?? []),
          };
        }),
      };
      return period
        ? call(changePeriod, { params: { periodId: period.periodId }, body: { ...body, version: period.version } })
        : call(createPeriod, { body });
    },
    onSuccess: async () => {
      onClose();
      await onDone();
    },
  });
  return (
    <FormDrawer
      title={period ? 'Change the period' : 'Open an operational period'}
      submit={period ? 'Save' : 'Open'}
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <TextInput label="Name" required placeholder="Day 3, night" data-autofocus {...form.getInputProps('name')} />
      <DateTimePicker label="From" {...form.getInputProps('startsAt')} />
      <DateTimePicker label="To" {...form.getInputProps('endsAt')} />
      <Textarea label="Objectives" description="One a line" autosize minRows={3} {...form.getInputProps('objectives')} />
      {form.values.positions.map(({ position }, i) => (
        <Fieldset key={position} legend={position}>
          <Stack gap="xs">
            <TextInput label="Held by" placeholder="vacant" {...form.getInputProps(`positions.${i}.holder`)} />
            <Textarea label="Sees to" description="One a line" autosize minRows={2} {...form.getInputProps(`positions.${i}.jobs`)} />
          </Stack>
        </Fieldset>
      ))}
    </FormDrawer>
  );
}
