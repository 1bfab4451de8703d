import { Button, Group, Loader, NumberInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { addDays, toLocal } from '#kernel/time.ts';
import { startTimetable, type TimetableRun } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { localDayText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { useNow } from '#web/ui/use-now.ts';
import { TimetableDrawer } from './TimetableDrawer.tsx';
import { useTimetables } from './use-classes.ts';

/** Runs of the timetable search: start one, watch it, look at it, publish it. */
export function TimetablesPage() {
  const { data, error, refetch } = useTimetables();
  const mayStart = useCan('training.classes');
  const [openId, setOpenId] = useState<string | null>(null);
  return (
    <>
      <PageHeader
        title="Timetables"
        note="Everybody who still needs a class, in a seat before their own go-live, in as few classes as possible"
        actions={
          <>
            <LinkButton variant="default" to="/training/class-set-up">
              Courses, rooms, trainers
            </LinkButton>
            <LinkButton variant="default" to="/training/classes">
              Classes
            </LinkButton>
          </>
        }
      />
      {mayStart && <StartForm onStarted={() => void refetch()} />}
      <ProblemAlert error={error} title="The timetables could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <DataTable
          label="Timetable runs"
          columns={columns}
          rows={data.runs}
          rowKey={(run) => run.runId}
          onOpen={(run) => setOpenId(run.runId)}
          empty={
            <EmptyState title="No timetable yet">Start one above: it takes a minute, and nobody is told before you publish it.</EmptyState>
          }
        />
      )}
      {openId && <TimetableDrawer runId={openId} onClose={() => setOpenId(null)} />}
    </>
  );
}

function StartForm({ onStarted }: { onStarted: () => void }) {
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const today = toLocal(useNow(), zone).date;
  const form = useForm({ initialValues: { from: addDays(today, 1), to: addDays(today, 42), seconds: 60 } });
  const starting = useMutation({ mutationFn: (body: typeof form.values) => call(startTimetable, { body }), onSuccess: onStarted });
  return (
    <Section title="Make a timetable">
      <form onSubmit={form.onSubmit((values) => starting.mutate(values))}>
        <Group align="flex-end">
          <TextInput type="date" label="From" {...form.getInputProps('from')} />
          <TextInput type="date" label="To, included" {...form.getInputProps('to')} />
          <NumberInput label="Seconds at most" min={1} max={3600} w={140} {...form.getInputProps('seconds')} />
          <Button type="submit" loading={starting.isPending}>
            Start
          </Button>
        </Group>
        <ProblemAlert error={starting.error} title="The search did not start" />
      </form>
    </Section>
  );
}

const stateText: Readonly<Record<TimetableRun['state'], string>> = {
  due: 'Waits',
  running: 'Searches',
  made: 'Finished',
  failed: 'Failed',
  published: 'Published',
};

const columns: Column<TimetableRun>[] = [
  {
    key: 'created',
    header: 'Started',
    width: 'minmax(130px, 1fr)',
    sortBy: (run) => run.createdAt,
    cell: (run) => <TimeText at={run.createdAt} />,
  },
  {
    key: 'span',
    header: 'For',
    width: 'minmax(180px, 1.2fr)',
    hiddenBelow: 640,
    cell: (run) => `${localDayText(run.from)} to ${localDayText(run.to)}`,
  },
  { key: 'state', header: 'State', width: '100px', cell: (run) => stateText[run.state] },
  {
    key: 'classes',
    header: 'Classes (at least)',
    width: '150px',
    align: 'right',
    cell: (run) => {
      const shown = run.summary ?? run.progress;
      return shown ? `${shown.meetings} (${shown.bound})` : '';
    },
  },
  {
    key: 'unplaced',
    header: 'Without a seat',
    width: '130px',
    align: 'right',
    cell: (run) => (run.summary ?? run.progress)?.unplaced ?? '',
  },
  { key: 'by', header: 'By', width: 'minmax(120px, 1fr)', hiddenBelow: 960, cell: (run) => run.createdBy },
];
