import { SegmentedControl, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo } from 'react';
import { exposureStates, listClinicians, type ClinicianLine } from '#coverage/contract.ts';
import { states, stateText, stateTone } from './clinician-words.ts';
import css from './clinician.module.css';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { usePlaces } from '#web/app/use-places.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { dateText, spanText } from '#web/ui/time-text.ts';
import { Toolbar } from '#web/ui/Toolbar.tsx';
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
  const { data, error, refetch } = useQuery({
    queryKey: ['clinicians', state, typed],
    queryFn: () => call(listClinicians, { query: { ...(state ? { state } : {}), ...(typed ? { search: typed } : {}) } }),
    placeholderData: keepPreviousData,
  });
  useNews(['coverage.plan-published', 'coverage.clinician-changed'], () => void refetch());
  const columns = useMemo(() => clinicianColumns(places), [places]);
  const counts = data?.counts ?? {};
  const all = states.reduce((sum, one) => sum + (counts[one] ?? 0), 0);
  return (
    <>
      <PageHeader title="Clinicians" note="Help follows each one’s own live rounds, not the calendar." />
      {(all > 0 || typed !== '' || state) && (
        <Toolbar end={data && `${data.clinicians.length.toLocaleString('en')} shown`}>
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
      <ProblemAlert error={error} title="The clinicians could not be read" onRetry={() => void refetch()} />
      {data && (
        <DataTable
          label="Clinicians"
          columns={columns}
          rows={data.clinicians}
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
  { key: 'name', header: 'Name', width: 'minmax(170px, 1.4fr)', sortBy: (line) => line.name, cell: (line) => cut(line.name) },
  {
    key: 'specialty',
    header: 'Specialty',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 640,
    sortBy: (line) => line.specialty,
    cell: (line) => cut(wordText(line.specialty || line.jobRole)),
  },
  {
    key: 'state',
    header: 'Day-one clock',
    width: '172px',
    sortBy: (line) => states.indexOf(line.clock.state),
    cell: (line) => <StatusDot tone={stateTone[line.clock.state]}>{stateText[line.clock.state]}</StatusDot>,
  },
  {
    key: 'rounds',
    header: 'Live rounds',
    width: '120px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: (line) => line.clock.liveRounds,
    cell: (line) => (line.clock.liveRounds === 0 ? '0' : `${line.clock.liveRounds}, ${line.clock.supportedRounds} with help`),
  },
  {
    key: 'next',
    header: 'Next',
    width: '180px',
    hiddenBelow: 640,
    sortBy: (line) => line.next?.start ?? Infinity,
    cell: ({ next }) =>
      next ? `${dateText(next.start, zoneOf(next.unitId))} ${spanText(next.start, next.end, zoneOf(next.unitId))}` : '–',
  },
  {
    key: 'where',
    header: 'Where',
    width: 'minmax(110px, 1.1fr)',
    hiddenBelow: 960,
    sortBy: (line) => unitName(line.next?.unitId ?? null),
    cell: ({ next }) => cut(unitName(next?.unitId ?? null)),
  },
  {
    key: 'support',
    header: 'Beside them',
    width: '120px',
    hiddenBelow: 960,
    sortBy: (line) => (line.next === null ? 2 : line.next.supported ? 1 : 0),
    cell: ({ next }) => next && <StatusDot tone={next.supported ? 'good' : 'quiet'}>{next.supported ? 'Somebody' : 'Nobody'}</StatusDot>,
  },
];
