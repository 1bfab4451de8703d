import { Button, Group, Loader, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { endSuperUser, getSuperUsers, proposeSuperUser, thankSuperUser, type CoverRow, type SuperUserView } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { searchPeople } from '#web/app/search-people.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { FormDrawer } from '#web/ui/FormDrawer.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { SearchSelect, type Choice } from '#web/ui/SearchSelect.tsx';
import { Section } from '#web/ui/Section.tsx';
import { wordText } from '#web/ui/word-text.ts';
import { stateText } from './super-user-words.ts';

const key = ['training', 'super-users'] as const;
const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

/** The super-user programme: who helps on which unit and shift, where somebody is missing, and thanks. */
export function SuperUsersPage() {
  const { data, error, refetch } = useQuery({ queryKey: key, queryFn: () => call(getSuperUsers, {}) });
  useNews('training.super-users-changed', () => void refetch());
  const { unitName } = usePlaces();
  const [open, setOpen] = useState<{ person: SuperUserView | null } | null>(null);
  const short = data?.cover.filter(({ datesShort }) => datesShort > 0).length ?? 0;
  return (
    <>
      <PageHeader
        title="Super-users"
        note={data && `One for every ${data.peoplePerSuperUser} at work, on each shift; volunteers first`}
        actions={<Button onClick={() => setOpen({ person: null })}>Propose somebody</Button>}
      />
      <ProblemAlert error={error} title="The programme could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && (
        <>
          <Section
            title="Units and shifts"
            note={short === 0 ? 'Nobody is missing in the next four weeks' : `${short} short in the next four weeks`}
            flush
          >
            <DataTable
              label="Super-users by unit and shift"
              columns={coverColumns(unitName)}
              rows={data.cover.toSorted((a, b) => b.datesShort / b.dates - a.datesShort / a.dates)}
              rowKey={(row) => `${row.unitId} ${row.part}`}
              height={360}
              empty={<EmptyState title="No unit has people yet">People and units come from your files.</EmptyState>}
            />
          </Section>
          <Section title="People" flush>
            <DataTable
              label="Super-users"
              columns={peopleColumns(unitName)}
              rows={data.superUsers}
              rowKey={(one) => one.personId}
              onOpen={(person) => setOpen({ person })}
              height={420}
              empty={<EmptyState title="Nobody yet">People volunteer from their own page, or you propose them and they answer.</EmptyState>}
            />
          </Section>
        </>
      )}
      {open &&
        (open.person ? (
          <PersonDrawer person={open.person} onClose={() => setOpen(null)} />
        ) : (
          <ProposeDrawer onClose={() => setOpen(null)} />
        ))}
    </>
  );
}

const coverColumns = (unitName: (unitId: string) => string): Column<CoverRow>[] => [
  {
    key: 'unit',
    header: 'Unit',
    width: 'minmax(140px, 1.5fr)',
    sortBy: (row) => unitName(row.unitId),
    cell: (row) => cut(unitName(row.unitId)),
  },
  { key: 'part', header: 'Shift', width: '130px', cell: (row) => (row.part === null ? 'shifts unknown' : wordText(row.part)) },
  {
    key: 'people',
    header: 'People at work',
    width: '130px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (row) => row.people,
    cell: (row) => row.people.toFixed(1),
  },
  {
    key: 'own',
    header: 'Super-users',
    width: '110px',
    align: 'right',
    sortBy: (row) => row.superUsers,
    cell: (row) => row.superUsers.toFixed(1),
  },
  {
    key: 'short',
    header: 'Short on',
    width: '130px',
    align: 'right',
    sortBy: (row) => row.datesShort / row.dates,
    cell: (row) => (row.datesShort === 0 ? '' : row.part === null ? 'short' : `${row.datesShort} of ${row.dates} dates`),
  },
];

const peopleColumns = (unitName: (unitId: string | null) => string): Column<SuperUserView>[] => [
  { key: 'name', header: 'Name', width: 'minmax(150px, 1.4fr)', sortBy: (one) => one.name, cell: (one) => cut(one.name) },
  {
    key: 'unit',
    header: 'Unit',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 640,
    sortBy: (one) => unitName(one.unitId),
    cell: (one) => cut(unitName(one.unitId)),
  },
  { key: 'state', header: 'State', width: '130px', sortBy: (one) => one.state, cell: (one) => stateText(one) },
  {
    key: 'modules',
    header: 'Curriculum',
    width: '110px',
    align: 'right',
    hiddenBelow: 640,
    cell: (one) => `${one.modulesPassed} of ${one.modulesAsked}`,
  },
  {
    key: 'taught',
    header: 'Taught, 28 days',
    width: '140px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (one) => one.taught,
    cell: (one) => one.taught || '',
  },
  {
    key: 'thanks',
    header: 'Thanks',
    width: '90px',
    align: 'right',
    hiddenBelow: 960,
    sortBy: (one) => one.thanks.length,
    cell: (one) => one.thanks.length || '',
  },
  { key: 'against', header: 'Speaks against', width: 'minmax(160px, 1.5fr)', hiddenBelow: 960, cell: (one) => cut(one.against.join(' ')) },
];

function ProposeDrawer({ onClose }: { onClose: () => void }) {
  const client = useQueryClient();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [reason, setReason] = useState('');
  const proposing = useMutation({
    mutationFn: () => call(proposeSuperUser, { params: { personId: chosen?.value ?? '' }, body: { reason } }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: key });
      onClose();
    },
  });
  return (
    <FormDrawer
      title="Propose somebody"
      submit="Ask them"
      busy={proposing.isPending}
      error={proposing.error}
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen) proposing.mutate();
      }}
      onClose={onClose}
    >
      <SearchSelect label="Who" kind="people" required chosen={chosen} search={searchPeople} onChoose={setChosen} />
      <Textarea
        label="Why them?"
        description="They read it"
        autosize
        minRows={2}
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
      />
    </FormDrawer>
  );
}

function PersonDrawer({ person, onClose }: { person: SuperUserView; onClose: () => void }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const done = async (): Promise<void> => {
    await client.invalidateQueries({ queryKey: key });
    onClose();
  };
  const params = { personId: person.personId };
  const thanking = useMutation({ mutationFn: () => call(thankSuperUser, { params, body: { text } }), onSuccess: done });
  const ending = useMutation({ mutationFn: () => call(endSuperUser, { params }), onSuccess: done });
  return (
    <FormDrawer
      title={person.name}
      submit="Thank them"
      busy={thanking.isPending}
      error={thanking.error ?? ending.error}
      onSubmit={(event) => {
        event.preventDefault();
        if (text.trim().length >= 3) thanking.mutate();
      }}
      onClose={onClose}
      aside={
        person.state === 'accepted' && (
          <Button variant="subtle" color="gray" loading={ending.isPending} onClick={() => ending.mutate()}>
            No longer a super-user
          </Button>
        )
      }
    >
      <Group gap="xs">
        {stateText(person)}
        {person.reason !== '' && `: ${person.reason}`}
      </Group>
      {person.against.map((line) => (
        <div key={line}>{line}</div>
      ))}
      {person.thanks.map((one) => (
        <div key={`${one.at}`}>
          “{one.text}” {one.byName}
        </div>
      ))}
      <Textarea
        label="Thanks"
        description="They read it, and so does the programme"
        autosize
        minRows={2}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
      />
    </FormDrawer>
  );
}
