import { Button, Group, Loader, SegmentedControl } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { cancelMeeting, getMeeting, markAttendance, seatPerson, unseatPerson, type MeetingPage } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { searchPeople } from '#web/app/search-people.ts';
import { useOrganisation } from '#web/app/use-organisation.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { useCan } from '#web/app/session.tsx';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { emptiedFields } from '#web/ui/emptied.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { QrCode } from '#web/ui/QrCode.tsx';
import { SearchSelect } from '#web/ui/SearchSelect.tsx';
import { Section } from '#web/ui/Section.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import { wordText } from '#web/ui/word-text.ts';
import { fillText, seatText } from './class-words.ts';
import { PracticeSection } from './PracticeSection.tsx';
import { classesKey, useClassNews, useRefreshClasses } from './use-classes.ts';

type Person = MeetingPage['people'][number];

/** One class: who sits in it, who waits, who was there. */
export function ClassPage() {
  const { meetingId } = useParams({ strict: false }) as { meetingId: string };
  const { data, error, refetch } = useQuery({
    queryKey: [...classesKey, 'meeting', meetingId],
    queryFn: () => call(getMeeting, { params: { meetingId } }),
  });
  useClassNews();
  const zone = useOrganisation()?.timeZone ?? 'UTC';
  const failure = <ProblemAlert error={error} title="This class could not be read" onRetry={() => void refetch()} />;
  if (!data) return error ? failure : <Loader size="sm" />;
  return (
    <>
      {failure}
      <PageHeader
        title={data.courseName}
        note={`${dateText(data.start, zone)}, ${spanText(data.start, data.end, zone)} · ${data.roomName} · ${data.trainerName} · ${fillText(data)}`}
        actions={<Actions meeting={data} />}
      />
      <People meeting={data} />
      <PracticeSection meeting={data} />
      {data.state === 'planned' && (
        <Section title="In the room" note="Whoever opens this code in the room, signed in, is marked as present">
          <QrCode text={new URL(data.attendPath, location.origin).href} label={`Code to be present at ${data.courseName}`} />
        </Section>
      )}
    </>
  );
}

function Actions({ meeting }: { meeting: MeetingPage }) {
  const refresh = useRefreshClasses();
  const mayChange = useCan('training.classes');
  const [asking, setAsking] = useState(false);
  const cancelling = useMutation({
    mutationFn: () => call(cancelMeeting, { params: { meetingId: meeting.meetingId } }),
    onSuccess: async () => {
      setAsking(false);
      await refresh();
    },
  });
  if (!mayChange || meeting.state !== 'planned') return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        Cancel the class
      </Button>
      <ConfirmDialog
        opened={asking}
        title="Cancel this class?"
        confirm="Cancel the class"
        danger
        busy={cancelling.isPending}
        error={cancelling.error}
        onConfirm={() => cancelling.mutate()}
        onClose={() => setAsking(false)}
      >
        Everybody in it is told and needs another seat.
      </ConfirmDialog>
    </>
  );
}

type Mark = 'attended' | 'missed' | 'open';
type Marks = Readonly<Record<string, Mark>>;

function People({ meeting }: { meeting: MeetingPage }) {
  const refresh = useRefreshClasses();
  const { unitName } = usePlaces();
  const begun = meeting.start <= useNow(10_000);
  const [marks, setMarks] = useState<Marks>({});
  const params = { meetingId: meeting.meetingId };
  const seating = useMutation({ mutationFn: (personId: string) => call(seatPerson, { params, body: { personId } }), onSuccess: refresh });
  const leaving = useMutation({
    mutationFn: (personId: string) => call(unseatPerson, { params: { ...params, personId } }),
    onSuccess: refresh,
  });
  const marking = useMutation({
    mutationFn: ({ given, held }: { given: Marks; held: boolean }) => {
      const of = (mark: Mark): string[] => Object.keys(given).filter((personId) => given[personId] === mark);
      return call(markAttendance, { params, body: { attended: of('attended'), missed: of('missed'), held } });
    },
    onSuccess: async (_done, { given }) => {
      await refresh();
      // Whoever was marked meanwhile is still to be saved.
      setMarks(emptiedFields(given));
    },
  });
  const planned = meeting.state === 'planned';
  const columns: Column<Person>[] = [
    {
      key: 'name',
      header: 'Name',
      width: 'minmax(150px, 1.4fr)',
      sortBy: (one) => one.name,
      cell: (one) => <span className="truncate">{one.name}</span>,
    },
    { key: 'role', header: 'Job role', width: '130px', hiddenBelow: 640, cell: (one) => wordText(one.jobRole) },
    {
      key: 'unit',
      header: 'Unit',
      width: 'minmax(110px, 1fr)',
      hiddenBelow: 640,
      cell: (one) => <span className="truncate">{unitName(one.unitId)}</span>,
    },
    {
      key: 'state',
      header: 'Seat',
      width: '140px',
      sortBy: (one) => one.state,
      cell: (one) => seatText[one.state],
      // The choice beside it says the same on a phone.
      ...(planned && begun ? { hiddenBelow: 640 as const } : {}),
    },
    ...(planned
      ? [
          {
            key: 'act',
            header: '',
            width: begun ? '190px' : '110px',
            cell: (one: Person) =>
              begun ? (
                <SegmentedControl
                  size="xs"
                  aria-label={`Was ${one.name} there?`}
                  data={[
                    { value: 'attended', label: 'There' },
                    { value: 'missed', label: 'Not there' },
                  ]}
                  value={marks[one.personId] ?? (one.state === 'attended' || one.state === 'missed' ? one.state : '')}
                  onChange={(value) => setMarks((now) => ({ ...now, [one.personId]: value as Mark }))}
                />
              ) : (
                <Button size="compact-xs" variant="subtle" color="gray" onClick={() => leaving.mutate(one.personId)}>
                  Give up seat
                </Button>
              ),
          },
        ]
      : []),
  ];
  return (
    <Section
      title="Who sits here"
      note={
        meeting.state === 'held' ? 'The record of this class is written' : meeting.state === 'cancelled' ? 'This class was cancelled' : ''
      }
      flush
      actions={
        planned && (
          <Group gap="xs">
            <SearchSelect
              label="Give somebody a seat"
              kind="people"
              chosen={null}
              search={searchPeople}
              onChoose={(choice) => choice && seating.mutate(choice.value)}
            />
            {begun && (
              <>
                <Button variant="default" loading={marking.isPending} onClick={() => marking.mutate({ given: marks, held: false })}>
                  Save
                </Button>
                <Button loading={marking.isPending} onClick={() => marking.mutate({ given: marks, held: true })}>
                  The class is over
                </Button>
              </>
            )}
          </Group>
        )
      }
    >
      <ProblemAlert error={seating.error ?? leaving.error ?? marking.error} title="That could not be done" />
      <DataTable
        label="People of this class"
        columns={columns}
        rows={meeting.people}
        rowKey={(one) => one.personId}
        empty={<EmptyState title="Nobody has a seat yet">A timetable fills it, or give somebody a seat.</EmptyState>}
      />
    </Section>
  );
}
