import { Loader, SegmentedControl, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { getReadiness, readinessStates, type ReadinessLine } from '#training/contract.ts';
import { DeliveryAlert } from './DeliveryAlert.tsx';
import { GlassAlert } from './GlassAlert.tsx';
import { readinessKey } from './query-keys.ts';
import { ReadinessGroups } from './ReadinessGroups.tsx';
import { PassRateSection } from './PassRateSection.tsx';
import { missingText, readinessText, readinessTone } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';

const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

/** Who is certified, who is on the way, who is kept out and by what: to plan seats, help and calls with. */
export function ReadinessPage() {
  const navigate = useNavigate();
  const [search, change] = useSearchState();
  const { unitName } = usePlaces();
  const { data, error, refetch } = useQuery({ queryKey: readinessKey, queryFn: () => call(getReadiness, {}) });
  useNews(['training.gate-changed', 'training.matrix-changed'], () => void refetch());
  const columns = useMemo(() => readinessColumns(unitName), [unitName]);
  const fitting = useMemo(() => (data?.people ?? []).filter((line) => fits(line, search)), [data, search]);
  const units = (data?.byUnit ?? []).map((group) => ({ value: group.key, label: unitName(group.key) }));
  const roles = (data?.byRole ?? []).map((group) => ({ value: group.key, label: wordText(group.key) }));
  const states = readinessStates.filter((state) => data?.people.some((line) => line.state === state));
  return (
    <>
      <PageHeader
        title="Readiness"
        note="Who can work in the EHR, and what would help the others. Seen by leads only, and each look is logged."
      />
      <ProblemAlert error={error} title="Readiness could not be read" onRetry={() => void refetch()} />
      {!data && !error && <Loader size="sm" />}
      {data && data.people.length === 0 && (
        <EmptyState title="Nothing is asked of anybody yet" action={<LinkButton to="/training/matrix">Set requirements</LinkButton>}>
          Begin with the shipped matrix: what twelve job roles must be able to do, each with its reason.
        </EmptyState>
      )}
      {data && data.people.length > 0 && (
        <>
          <GlassAlert />
          <DeliveryAlert />
          <ReadinessGroups readiness={data} unitName={unitName} />
          <Section title="People" flush>
            <div style={{ padding: '12px 16px 0' }}>
              <Toolbar end={`${fitting.length.toLocaleString('en')} shown`}>
                <TextInput
                  aria-label="Search people"
                  placeholder="Name"
                  leftSection={<IconSearch size={16} stroke={1.6} />}
                  w={180}
                  defaultValue={search.q ?? ''}
                  onChange={(event) => change({ q: event.currentTarget.value })}
                />
                <Select
                  aria-label="Unit"
                  placeholder="All units"
                  clearable
                  searchable
                  w={190}
                  data={units}
                  value={search.unit ?? null}
                  onChange={(value) => change({ unit: value ?? '' })}
                />
                <Select
                  aria-label="Job role"
                  placeholder="All job roles"
                  clearable
                  w={170}
                  data={roles}
                  value={search.role ?? null}
                  onChange={(value) => change({ role: value ?? '' })}
                />
                <SegmentedControl
                  size="xs"
                  aria-label="State"
                  value={search.state ?? ''}
                  onChange={(value) => change({ state: value })}
                  data={[{ value: '', label: 'All' }, ...states.map((state) => ({ value: state, label: readinessText[state] }))]}
                />
              </Toolbar>
            </div>
            <DataTable
              label="People and how ready they are"
              columns={columns}
              rows={fitting}
              rowKey={(line) => line.personId}
              height={520}
              onOpen={(line) => void navigate({ to: `/training/people/${encodeURIComponent(line.personId)}` })}
              empty={<EmptyState title="Nobody fits">Take a filter away.</EmptyState>}
            />
          </Section>
          <PassRateSection rates={data.passRates} smallGroupPeople={data.smallGroupPeople} />
        </>
      )}
    </>
  );
}

const fits = (line: ReadinessLine, search: Readonly<Record<string, string>>): boolean =>
  (!search.q || line.name.toLowerCase().includes(search.q.toLowerCase())) &&
  (!search.unit || line.unitId === search.unit) &&
  (!search.role || line.jobRole === search.role) &&
  (!search.state || line.state === search.state) &&
  (!search.missing || line.missing.some((one) => one.id === search.missing));

const readinessColumns = (unitName: (unitId: string | null) => string): Column<ReadinessLine>[] => [
  { key: 'name', header: 'Name', width: 'minmax(150px, 1.2fr)', sortBy: (line) => line.name, cell: (line) => cut(line.name) },
  {
    key: 'role',
    header: 'Job role',
    width: '130px',
    hiddenBelow: 640,
    sortBy: (line) => line.jobRole,
    cell: (line) => cut(wordText(line.jobRole)),
  },
  {
    key: 'unit',
    header: 'Unit',
    width: 'minmax(110px, 1fr)',
    hiddenBelow: 960,
    sortBy: (line) => unitName(line.unitId),
    cell: (line) => cut(unitName(line.unitId)),
  },
  {
    key: 'state',
    header: 'State',
    width: '176px',
    sortBy: (line) => readinessStates.indexOf(line.state),
    cell: (line) => <StatusDot tone={readinessTone[line.state]}>{readinessText[line.state]}</StatusDot>,
  },
  {
    key: 'done',
    header: 'Done',
    width: '72px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (line) => line.done / Math.max(1, line.mandatory),
    cell: (line) => `${line.done}/${line.mandatory}`,
  },
  {
    key: 'due',
    header: 'Due',
    width: '150px',
    hiddenBelow: 640,
    sortBy: (line) => line.due ?? '9',
    cell: (line) =>
      line.due === null ? '–' : line.overdue ? <StatusDot tone="look">{localDateText(line.due)}</StatusDot> : localDateText(line.due),
  },
  {
    key: 'missing',
    header: 'Kept out by',
    width: 'minmax(180px, 2.2fr)',
    hiddenBelow: 960,
    cell: (line) => cut(line.missing.map((one) => missingText(one)).join('; ')),
  },
];
