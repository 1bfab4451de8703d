import { Button } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { PersonLine } from '#directory/contract.ts';
import { employmentText, listName } from './directory-words.ts';
import { PeopleFilters } from './PeopleFilters.tsx';
import { PersonDrawer } from './PersonDrawer.tsx';
import { usePeople } from './use-people.ts';
import { usePlaces } from '#web/app/use-places.ts';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
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
  const { units, unitName } = usePlaces();
  const columns = useMemo((): Column<PersonLine>[] => peopleColumns(unitName), [unitName]);
  const narrowed = filter.q !== '' || filter.jobRole !== '' || filter.unitId !== '' || filter.employment !== '' || filter.who !== 'current';
  return (
    <>
      <PageHeader title="People" actions={mayChange && <Button onClick={() => setAdding(true)}>Add a person</Button>} />
      <PeopleFilters filter={filter} units={units} shown={people.length} total={total} onChange={change} />
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
