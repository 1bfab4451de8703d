import { Button, Select, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { employments, listPeopleWords, type PersonLine } from '#directory/contract.ts';
import { employmentText, listName } from './directory-words.ts';
import { PersonDrawer } from './PersonDrawer.tsx';
import { usePeople } from './use-people.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { call } from '#web/app/call.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';

const cut = (text: string) => <span className="truncate">{text}</span>;

export function PeoplePage() {
  const navigate = useNavigate();
  const mayOpen = useCan('directory.person');
  const mayChange = useCan('directory.change');
  const [search, change] = useSearchState();
  const [adding, setAdding] = useState(false);
  const filter = {
    q: search.q ?? '',
    jobRole: search.role ?? '',
    unitId: search.unit ?? '',
    employment: search.employment ?? '',
    who: search.who ?? 'current',
  };
  const [asked] = useDebouncedValue(filter, 120, { leading: false });
  const { people, total, error, isPending, retry } = usePeople(asked);
  const words = useQuery({ queryKey: ['people-words'], queryFn: () => call(listPeopleWords, {}), staleTime: 300_000 });
  const { units, unitName } = usePlaces();
  const columns = useMemo((): Column<PersonLine>[] => peopleColumns(unitName), [unitName]);
  const narrowed = filter.q !== '' || filter.jobRole !== '' || filter.unitId !== '' || filter.employment !== '' || filter.who !== 'current';
  return (
    <>
      <PageHeader title="People" actions={mayChange && <Button onClick={() => setAdding(true)}>Add a person</Button>} />
      <Toolbar
        end={
          total > 0 &&
          (people.length < total && people.length >= 5000
            ? `First 5,000 of ${total.toLocaleString('en')}: search to narrow`
            : `${total.toLocaleString('en')} people`)
        }
      >
        <TextInput
          aria-label="Search people"
          placeholder="Name, id, role, specialty, group or unit"
          leftSection={<IconSearch size={16} stroke={1.6} />}
          w={300}
          defaultValue={filter.q}
          onChange={(event) => change({ q: event.currentTarget.value })}
        />
        <Select
          aria-label="Job role"
          placeholder="Any role"
          clearable
          searchable
          w={170}
          value={filter.jobRole || null}
          data={(words.data?.jobRoles ?? []).map(({ word, people: count }) => ({ value: word, label: `${wordText(word)} (${count})` }))}
          onChange={(role) => change({ role: role ?? '' })}
        />
        <Select
          aria-label="Home unit"
          placeholder="Any unit"
          clearable
          searchable
          w={180}
          value={filter.unitId || null}
          data={units.map(({ unitId, name }) => ({ value: unitId, label: name }))}
          onChange={(unit) => change({ unit: unit ?? '' })}
        />
        <Select
          aria-label="Employment"
          placeholder="Any employment"
          clearable
          w={160}
          value={filter.employment || null}
          data={employments.map((value) => ({ value, label: employmentText[value] }))}
          onChange={(employment) => change({ employment: employment ?? '' })}
        />
        <Select
          aria-label="Who"
          w={130}
          allowDeselect={false}
          value={filter.who}
          data={[
            { value: 'current', label: 'Here now' },
            { value: 'left', label: 'Have left' },
            { value: 'all', label: 'Everybody' },
          ]}
          onChange={(who) => change({ who: who === 'current' || who === null ? '' : who })}
        />
      </Toolbar>
      <ProblemAlert error={error} title="The people could not be read" onRetry={() => void retry()} />
      {!isPending && !error && (
        <DataTable
          label="People"
          columns={columns}
          rows={people}
          rowKey={(person) => person.personId}
          {...(mayOpen
            ? { onOpen: (person: PersonLine) => void navigate({ to: '/people/$personId', params: { personId: person.personId } }) }
            : {})}
          empty={
            narrowed ? (
              <EmptyState
                title="Nobody fits"
                action={
                  <Button variant="default" onClick={() => change({ role: '', unit: '', employment: '', who: '' })}>
                    Clear the filters
                  </Button>
                }
              >
                Every word that you type must begin a word of the name, role, specialty, group or unit.
              </EmptyState>
            ) : (
              <EmptyState title="Nobody is here yet" action={<LinkButton to="/imports">Import people.csv</LinkButton>}>
                The directory fills from people.csv, from your identity system, or by hand.
              </EmptyState>
            )
          }
        />
      )}
      {adding && <PersonDrawer person={null} onClose={() => setAdding(false)} />}
    </>
  );
}

const peopleColumns = (unitName: (unitId: string | null) => string): Column<PersonLine>[] => [
  { key: 'name', header: 'Name', width: 'minmax(180px, 1.6fr)', sortBy: listName, cell: (person) => cut(listName(person)) },
  {
    key: 'role',
    header: 'Job role',
    width: 'minmax(110px, 0.8fr)',
    sortBy: (person) => person.jobRole,
    cell: (person) => cut(wordText(person.jobRole)),
  },
  {
    key: 'specialty',
    header: 'Specialty',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 640,
    sortBy: (person) => person.specialty,
    cell: (person) => cut(wordText(person.specialty)),
  },
  {
    key: 'group',
    header: 'Practice group',
    width: 'minmax(130px, 1.2fr)',
    hiddenBelow: 960,
    sortBy: (person) => person.practiceGroup,
    cell: (person) => cut(person.practiceGroup),
  },
  {
    key: 'unit',
    header: 'Home unit',
    width: 'minmax(110px, 1fr)',
    hiddenBelow: 640,
    sortBy: (person) => unitName(person.homeUnit),
    cell: (person) => cut(unitName(person.homeUnit)),
  },
  {
    key: 'employment',
    header: 'Employment',
    width: '112px',
    hiddenBelow: 960,
    sortBy: (person) => person.employment,
    cell: (person) => employmentText[person.employment],
  },
  {
    key: 'id',
    header: 'Id',
    width: '100px',
    hiddenBelow: 640,
    sortBy: (person) => person.personId,
    cell: (person) => cut(person.personId),
  },
];
