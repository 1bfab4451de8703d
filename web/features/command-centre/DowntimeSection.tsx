import { Button, Select, TextInput, Textarea } from '@mantine/core';
import { DateTimePicker } from '@mantine/dates';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { declareDowntime, endDowntime, listDowntimes, type Downtime } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { useNow } from '#web/ui/use-now.ts';
import css from './command-centre.module.css';
import { downtimesKey } from './query-keys.ts';

const shownMax = 6;
const usualProcedure =
  'Write orders on the downtime forms in the red folder at the nurse station. Read verbal orders back. Enter them when the system returns, marked “downtime”.';

export function DowntimeSection() {
  const client = useQueryClient();
  const now = useNow();
  const mayDecide = useCan('support.desk');
  const { unitName } = usePlaces();
  const { data, error } = useQuery({ queryKey: downtimesKey, queryFn: () => call(listDowntimes, {}) });
  const refresh = () => client.invalidateQueries({ queryKey: ['support'] });
  useNews('support.downtime-changed', () => void refresh());
  const [declaring, setDeclaring] = useState(false);
  const [ending, setEnding] = useState<Downtime | null>(null);
  const end = useMutation({
    mutationFn: (downtimeId: string) => call(endDowntime, { params: { downtimeId } }),
    onSuccess: async () => {
      setEnding(null);
      await refresh();
    },
  });
  return (
    <Section
      title="Downtime"
      note="While it lasts paper is legitimate: nobody is flagged for it, and who asks about paper gets the procedure."
      actions={
        mayDecide && (
          <Button size="xs" variant="default" onClick={() => setDeclaring(true)}>
            Declare …
          </Button>
        )
      }
    >
      <ProblemAlert error={error} />
      {data?.downtimes.length === 0 && <span className={css.quiet}>None was declared.</span>}
      <ul className={css.lines}>
        {data?.downtimes.slice(0, shownMax).map((one) => (
          <li key={one.downtimeId}>
            <span className={css.grow}>
              <strong>{one.unitId === null ? 'Whole hospital' : unitName(one.unitId)}</strong>, {one.reason}
              <br />
              <span className={css.quiet}>
                <TimeText at={one.startsAt} /> to {one.endsAt === null ? 'when it is ended' : <TimeText at={one.endsAt} />}
              </span>
            </span>
            <DowntimeState downtime={one} now={now} />
            {mayDecide && (one.endsAt === null || one.endsAt > now) && (
              <Button size="compact-xs" variant="default" onClick={() => setEnding(one)}>
                {one.startsAt > now ? 'Take back' : 'End'}
              </Button>
            )}
          </li>
        ))}
      </ul>
      {declaring && <DeclareDrawer onClose={() => setDeclaring(false)} onDone={refresh} />}
      <ConfirmDialog
        opened={ending !== null}
        title="The EHR is back?"
        confirm="End downtime"
        busy={end.isPending}
        error={end.error}
        onConfirm={() => ending && end.mutate(ending.downtimeId)}
        onClose={() => setEnding(null)}
      >
        From this moment on orders belong into the EHR again. The time until now stays on record as downtime.
      </ConfirmDialog>
    </Section>
  );
}

function DowntimeState({ downtime: { startsAt, endsAt }, now }: { downtime: Downtime; now: number }) {
  if (startsAt > now) return <StatusDot tone="quiet">Planned</StatusDot>;
  return endsAt === null || endsAt > now ? <StatusDot tone="look">Now</StatusDot> : <StatusDot tone="quiet">Over</StatusDot>;
}

function DeclareDrawer({ onClose, onDone }: { onClose: () => void; onDone: () => Promise<void> }) {
  const { units } = usePlaces();
  const form = useForm({
    initialValues: {
      unitId: null as string | null,
      startsAt: null as string | null,
      endsAt: null as string | null,
      reason: '',
      procedure: usualProcedure,
    },
    validate: {
      reason: (value) => (value.trim().length >= 3 ? null : 'Say why the EHR is not available.'),
      procedure: (value) => (value.trim().length >= 3 ? null : 'Say how to work meanwhile.'),
    },
  });
  const saving = useMutation({
    mutationFn: ({ startsAt, endsAt, ...rest }: typeof form.values) =>
      call(declareDowntime, {
        body: {
          ...rest,
          startsAt: startsAt === null ? Date.now() : Date.parse(startsAt),
          endsAt: endsAt === null ? null : Date.parse(endsAt),
        },
      }),
    onSuccess: async () => {
      onClose();
      await onDone();
    },
  });
  return (
    <FormDrawer
      title="Declare downtime"
      submit="Declare"
      busy={saving.isPending}
      error={saving.error}
      onSubmit={form.onSubmit((values) => saving.mutate(values))}
      onClose={onClose}
    >
      <Select
        label="Where"
        placeholder="The whole hospital"
        clearable
        searchable
        data={units.map((unit) => ({ value: unit.unitId, label: unit.name }))}
        {...form.getInputProps('unitId')}
      />
      <DateTimePicker label="From" placeholder="Now" clearable {...form.getInputProps('startsAt')} />
      <DateTimePicker label="To" placeholder="Until it is ended here" clearable {...form.getInputProps('endsAt')} />
      <TextInput label="Why" required placeholder="Database maintenance" {...form.getInputProps('reason')} />
      <Textarea label="How to work meanwhile" required autosize minRows={4} {...form.getInputProps('procedure')} />
    </FormDrawer>
  );
}
