import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { clinicianSorts, exposureStates, listClinicians, type ClinicianLine } from '#coverage/contract.ts';
import { states, stateText, stateTone } from './clinician-words.ts';
import css from './clinician.module.css';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column, type Sort } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { usePages } from '#web/ui/use-pages.ts';
import { useSearchState } from '#web/ui/use-search-state.ts';
import { wordText } from '#web/ui/word-text.ts';

type Places = ReturnType<typeof usePlaces>;

const cut = (text: string) => (
  <span className="truncate" title={text}>
    {text}
  </span>
);

/** Everybody who rounds, with their own day-one clock; those who want help soonest first. */
export function CliniciansPage() {
  const navigate = useNavigate();
  const [search, change] = useSearchState();
  const state = exposureStates.find((one) => one === search.state);
  const [typed] = useDebouncedValue(search.q ?? '', 150);
  const places = usePlaces();
  const client = useQueryClient();
  const [sort, onSort] = useState<Sort | null>(null);
  const by = clinicianSorts.find((one) => one === sort?.key);
  const asked = {
    ...(state ? { state } : {}),
    ...(typed ? { search: typed } : {}),
    ...(by ? { sort: by, descending: sort?.down ? 'true' : 'false' } : {}),
  };
  const {
    whole: data,
    rows,
    paging,
    error,
  } = usePages({
    queryKey: ['clinicians', JSON.stringify(asked)],
    load: (place) => call(listClinicians, { query: { ...asked, ...place } }),
    rowsOf: ({ clinicians }) => clinicians,
    totalOf: ({ fitting }) => fitting,
    sort,
    onSort,
  });
  const refetch = () => void client.invalidateQueries({ queryKey: ['clinicians'] });
  useNews(['coverage.plan-published', 'coverage.clinician-changed'], refetch);
  const columns = useMemo(() => clinicianColumns(places), [places]);
  const counts = data?.counts ?? {};
  const all = states.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  return (
    <>
      <PageHeader title="Clinicians" note="Help follows each one’s own live rounds, not the calendar." />
      {(all > 0 || typed !== '' || state) && (
        <Toolbar end={data && `${data.fitting.toLocaleString('en')} shown`}>
          <TextInput
            aria-label="Search clinicians"
            placeholder="Name, specialty or group"
            leftSection={<IconSearch size={16} stroke={1.6} />}
            w={240}
            defaultValue={search.q ?? ''}
            onChange={(event) => change({ q: event.currentTarget.value })}
          />
          <div className={css.states}>
            <SegmentedControl
              size="xs"
              aria-label="State"
              value={state ?? ''}
              onChange={(value) => change({ state: value })}
              data={[
                { value: '', label: `All ${all}` },
                ...states
                  .filter((one) => (counts[one] ?? 0) > 0 || one === state)
                  .map((one) => ({ value: one, label: `${stateText[one]} ${counts[one] ?? 0}` })),
              ]}
            />
          </div>
        </Toolbar>
      )}
      <ProblemAlert error={error} title="The clinicians could not be read" onRetry={refetch} />
      {data && (
        <DataTable
          label="Clinicians"
          columns={columns}
          rows={rows}
          paging={paging}
          rowKey={(line) => line.personId}
          onOpen={(line) => void navigate({ to: '/clinicians/$personId', params: { personId: line.personId } })}
          empty={
            state || typed ? (
              <EmptyState title="Nobody fits">Choose “All”, or search for a part of the name.</EmptyState>
            ) : (
              <EmptyState title="Nobody rounds yet" action={<LinkButton to="/imports">Import rounds.ics</LinkButton>}>
                Clinicians appear with their rounds: from a calendar (.ics), Amion, QGenda, a surgical schedule or exposure.csv.
              </EmptyState>
            )
          }
        />
      )}
    </>
  );
}

const clinicianColumns = ({ unitName, zoneOf }: Places): Column<ClinicianLine>[] => [
  { key: 'name', header: 'Name', width: 'minmax(170px, 1.4fr)', sorts: true, cell: (line) => cut(line.name) },
  {
    key: 'specialty',
    header: 'Specialty',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 640,
    sorts: true,
    cell: (line) => cut(wordText(line.specialty || line.jobRole)),
  },
  {
    key: 'state',
    header: 'Day-one clock',
    width: '172px',
    sorts: true,
    cell: (line) => <StatusDot tone={stateTone[line.clock.state]}>{stateText[line.clock.state]}</StatusDot>,
  },
  {
    key: 'rounds',
    header: 'Live rounds',
    width: '120px',
    align: 'right',
    hiddenBelow: 640,
    sorts: true,
    cell: (line) => (line.clock.liveRounds === 0 ? '0' : `${line.clock.liveRounds}, ${line.clock.supportedRounds} with help`),
  },
  {
    key: 'next',
    header: 'Next',
    width: '196px',
    hiddenBelow: 640,
    sorts: true,
    cell: ({ next }) =>
      next ? `${dateText(next.start, zoneOf(next.unitId))} ${spanText(next.start, next.end, zoneOf(next.unitId))}` : '–',
  },
  {
    key: 'where',
    header: 'Where',
    width: 'minmax(110px, 1.1fr)',
    hiddenBelow: 960,
    sorts: true,
    cell: ({ next }) => cut(unitName(next?.unitId ?? null)),
  },
  {
    key: 'support',
    header: 'Beside them',
    width: '120px',
    hiddenBelow: 960,
    sorts: true,
    cell: ({ next }) => next && <StatusDot tone={next.supported ? 'good' : 'quiet'}>{next.supported ? 'Somebody' : 'Nobody'}</StatusDot>,
  },
];
