import { Loader } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { Args } from '#platform/http/route.ts';
import { getReadiness, readinessSorts, readinessStates, type ReadinessLine } from '#training/contract.ts';
import { DeliveryAlert } from './DeliveryAlert.tsx';
import { GlassAlert } from './GlassAlert.tsx';
import { readinessKey } from './query-keys.ts';
import { ReadinessFilters } from './ReadinessFilters.tsx';
import { ReadinessGroups } from './ReadinessGroups.tsx';
import { PassRateSection } from './PassRateSection.tsx';
import { missingText, readinessText, readinessTone } from './training-words.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column, type Sort } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { localDateText } from '#web/ui/local-date-text.ts';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { usePages } from '#web/ui/use-pages.ts';
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
  const client = useQueryClient();
  const [search, change] = useSearchState();
  const [sort, onSort] = useState<Sort | null>(null);
  const { unitName } = usePlaces();
  const [asked] = useDebouncedValue(JSON.stringify(questionOf(search, sort)), 120, { leading: false });
  const { whole, rows, total, paging, error } = usePages({
    queryKey: [...readinessKey, asked],
    load: (place) => call(getReadiness, { query: { ...(JSON.parse(asked) as Question), ...place } }),
    rowsOf: ({ people }) => people,
    totalOf: ({ fitting }) => fitting,
    sort,
    onSort,
  });
  const refetch = () => void client.invalidateQueries({ queryKey: readinessKey });
  useNews(['training.gate-changed', 'training.matrix-changed'], refetch);
  const columns = useMemo(() => readinessColumns(unitName), [unitName]);
  return (
    <>
      <PageHeader
        title="Readiness"
        note="Who can work in the EHR, and what would help the others. Seen by leads only, and each look is logged."
      />
      <ProblemAlert error={error} title="Readiness could not be read" onRetry={refetch} />
      {!whole && !error && <Loader size="sm" />}
      {whole?.everybody.people === 0 && (
        <EmptyState title="Nothing is asked of anybody yet" action={<LinkButton to="/training/matrix">Set requirements</LinkButton>}>
          Begin with the shipped matrix: what twelve job roles must be able to do, each with its reason.
        </EmptyState>
      )}
      {whole && whole.everybody.people > 0 && (
        <>
          <GlassAlert />
          <DeliveryAlert />
          <ReadinessGroups readiness={whole} unitName={unitName} />
          <Section title="People" flush>
            <div style={{ padding: '12px 16px 0' }}>
              <ReadinessFilters readiness={whole} search={search} unitName={unitName} onChange={change} />
            </div>
            <DataTable
              label="People and how ready they are"
              columns={columns}
              rows={rows}
              rowKey={(line) => line.personId}
              height={520}
              paging={paging}
              onOpen={(line) => void navigate({ to: `/training/people/${encodeURIComponent(line.personId)}` })}
              empty={total === 0 && <EmptyState title="Nobody fits">Take a filter away.</EmptyState>}
            />
          </Section>
          <PassRateSection rates={whole.passRates} smallGroupPeople={whole.smallGroupPeople} />
        </>
      )}
    </>
  );
}

type Question = Args<typeof getReadiness, 'in'>['query'];

function questionOf({ q, unit, role, state, missing }: Readonly<Record<string, string>>, sort: Sort | null): Question {
  const known = readinessStates.find((one) => one === state);
  const by = readinessSorts.find((one) => one === sort?.key);
  return {
    ...(q ? { q } : {}),
    ...(unit ? { unitId: unit } : {}),
    ...(role ? { jobRole: role } : {}),
    ...(known ? { state: known } : {}),
    ...(missing ? { missing } : {}),
    ...(by ? { sort: by, descending: sort?.down ? 'true' : 'false' } : {}),
  };
}

const readinessColumns = (unitName: (unitId: string | null) => string): Column<ReadinessLine>[] => [
  { key: 'name', header: 'Name', width: 'minmax(150px, 1.2fr)', sorts: true, cell: (line) => cut(line.name) },
  {
    key: 'role',
    header: 'Job role',
    width: '130px',
    hiddenBelow: 640,
    sorts: true,
    cell: (line) => cut(wordText(line.jobRole)),
  },
  {
    key: 'unit',
    header: 'Unit',
    width: 'minmax(110px, 1fr)',
    hiddenBelow: 960,
    sorts: true,
    cell: (line) => cut(unitName(line.unitId)),
  },
  {
    key: 'state',
    header: 'State',
    width: '176px',
    sorts: true,
    cell: (line) => <StatusDot tone={readinessTone[line.state]}>{readinessText[line.state]}</StatusDot>,
  },
  {
    key: 'done',
    header: 'Done',
    width: '72px',
    align: 'right',
    hiddenBelow: 640,
    sorts: true,
    cell: (line) => `${line.done}/${line.mandatory}`,
  },
  {
    key: 'due',
    header: 'Due',
    width: '150px',
    hiddenBelow: 640,
    sorts: true,
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
