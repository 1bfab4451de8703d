import { Button, Drawer, Group, Stack, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { z } from 'zod';
import { getTimetable, publishTimetable, stopTimetable, type RunMeeting, type UnplacedLine } from '#training/contract.ts';
import { toLocal } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText, plural, spanText } from '#web/ui/time-text.ts';
import { classesKey, useClassSetUp, useRefreshClasses } from './use-classes.ts';

/** One run: how good it is, who has no seat and why, and publishing. */
export function TimetableDrawer({ runId, onClose }: { runId: string; onClose: () => void }) {
  const query = useQuery({ queryKey: [...classesKey, 'timetable', runId], queryFn: () => call(getTimetable, { params: { runId } }) });
  useNews('training.timetable-progressed', () => void query.refetch());
  const refresh = useRefreshClasses();
  const mayPublish = useCan('training.classes');
  const stopping = useMutation({ mutationFn: () => call(stopTimetable, { params: { runId } }), onSuccess: refresh });
  const publishing = useMutation({ mutationFn: () => call(publishTimetable, { params: { runId } }), onSuccess: refresh });
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const run = query.data;
  return (
    <Drawer opened onClose={onClose} position="right" size={720} title="Timetable" closeButtonProps={{ 'aria-label': 'Close' }}>
      <ProblemAlert error={query.error ?? publishing.error ?? stopping.error} title="That could not be done" />
      {run && (
        <Stack gap="md">
          {run.problem && <Text>{run.problem}</Text>}
          {run.progress && !run.summary && (
            <Text aria-live="polite">
              {run.progress.meetings} classes so far, at least {run.progress.bound}; {run.progress.unplaced} without a seat;{' '}
              {run.progress.tries} tries
            </Text>
          )}
          {run.summary && (
            <Text>
              {run.summary.seated} of {run.summary.seats} seats in {plural(run.summary.meetings, 'class', 'classes')}; no timetable needs
              fewer than {run.summary.bound}. Found in {run.summary.seconds} s.
            </Text>
          )}
          {publishing.data && (
            <Text fw={500} role="status">
              Published: {plural(publishing.data.meetings, 'new class', 'new classes')}, {plural(publishing.data.seats, 'seat')}
              {publishing.data.left > 0 && `; ${publishing.data.left} could not be given any more`}. Invitations are on their way.
            </Text>
          )}
          {(mayPublish || run.state === 'published') && (
            <Group>
              {(run.state === 'published' || publishing.data) && run.meetings.length > 0 && (
                <LinkButton
                  to={'/training/classes' as never}
                  search={{ week: toLocal(Math.min(...run.meetings.map((one) => one.start)), zone).date } as never}
                  variant="default"
                >
                  See the classes
                </LinkButton>
              )}
              {mayPublish && run.state === 'running' && (
                <Button variant="default" loading={stopping.isPending} onClick={() => stopping.mutate()}>
                  Stop and keep the best
                </Button>
              )}
              {mayPublish && run.state === 'made' && (
                <Button loading={publishing.isPending} onClick={() => publishing.mutate()}>
                  Publish and invite
                </Button>
              )}
            </Group>
          )}
          {run.meetings.length > 0 && <PlannedClasses meetings={run.meetings} />}
          {run.summary && run.unplaced.length > 0 && (
            <DataTable
              label="Without a seat"
              columns={columns}
              rows={run.unplaced}
              rowKey={(one) => `${one.personId} ${one.courseId}`}
              height={460}
            />
          )}
        </Stack>
      )}
    </Drawer>
  );
}

type Planned = z.infer<typeof RunMeeting>;

/** What would become real: nobody is told before it is published. */
function PlannedClasses({ meetings }: { meetings: readonly Planned[] }) {
  const { data } = useClassSetUp();
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const names = new Map([
    ...(data?.courses ?? []).map((one): [string, string] => [one.courseId, one.name]),
    ...(data?.rooms ?? []).map((one): [string, string] => [one.roomId, one.name]),
    ...(data?.trainers ?? []).map((one): [string, string] => [one.personId, one.name]),
  ]);
  const name = (id: string): string => names.get(id) ?? id;
  const sorted = meetings.toSorted((a, b) => a.start - b.start);
  const planned: Column<Planned>[] = [
    {
      key: 'when',
      header: 'When',
      width: '190px',
      sortBy: (one) => one.start,
      cell: (one) => `${dateText(one.start, zone)} ${spanText(one.start, one.end, zone)}`,
    },
    { key: 'course', header: 'Course', width: 'minmax(150px, 2fr)', cell: (one) => <span className="truncate">{name(one.courseId)}</span> },
    { key: 'room', header: 'Room', width: 'minmax(80px, 1fr)', hiddenBelow: 640, cell: (one) => name(one.roomId) },
    {
      key: 'trainer',
      header: 'Trainer',
      width: 'minmax(110px, 1fr)',
      hiddenBelow: 640,
      cell: (one) => <span className="truncate">{name(one.trainerId)}</span>,
    },
    { key: 'learners', header: 'Learners', width: '80px', align: 'right', cell: (one) => one.learners },
  ];
  return (
    <DataTable
      label="Classes of this timetable"
      columns={planned}
      rows={sorted}
      rowKey={(one) => `${one.start} ${one.roomId} ${one.courseId}`}
      height={420}
    />
  );
}

const columns: Column<z.infer<typeof UnplacedLine>>[] = [
  {
    key: 'name',
    header: 'Without a seat',
    width: 'minmax(140px, 1fr)',
    sortBy: (one) => one.name,
    cell: (one) => <span className="truncate">{one.name}</span>,
  },
  {
    key: 'course',
    header: 'Course',
    width: '140px',
    sortBy: (one) => one.courseId,
    cell: (one) => <span className="truncate">{one.courseId}</span>,
  },
  {
    key: 'why',
    header: 'Why',
    width: 'minmax(200px, 2fr)',
    cell: (one) => (
      <span className="truncate" title={one.text}>
        {one.text}
      </span>
    ),
  },
];
