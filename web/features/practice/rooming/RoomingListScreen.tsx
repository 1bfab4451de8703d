import { Skeleton } from '@mantine/core';
import { addDays, shiftedInstant, toLocal, toOffsetIso } from '#kernel/time.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { idOf, textOf } from '../fhir/codes.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { isVideo, patientOf, providerOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { useWorkItems } from '../work/use-work-items.ts';

/** Today's clinic patients: those who are here first. Enter rooms. */
export function RoomingListScreen() {
  const { now, zone } = useAttempt();
  const { go } = usePlace();
  const work = useWorkItems();
  const today = toLocal(now(), zone).date;
  const edge = (date: string): string => toOffsetIso(shiftedInstant(date, '00:00', zone), zone);
  const query = useSearch<Appointment>('Appointment', { date: [`ge${edge(today)}`, `lt${edge(addDays(today, 1))}`], _count: 500 });
  const rows = query.list
    .filter((one) => ['booked', 'arrived', 'checked-in'].includes(one.status) && one.start !== undefined)
    .toSorted((a, b) => Number(b.status !== 'booked') - Number(a.status !== 'booked') || (a.start ?? '').localeCompare(b.start ?? ''));
  const workOf = (one: Appointment): string =>
    work.tasks
      .filter((task) => idOf(task.for) === idOf(patientOf(one)))
      .map((task) => task.description ?? textOf(task.code))
      .join('; ');
  const here = rows.filter((one) => one.status !== 'booked').length;
  const columns: Column<Appointment>[] = [
    { key: 'time', header: 'Time', width: '72px', cell: (one) => nearText(one.start, now(), zone), sortBy: (one) => one.start ?? '' },
    {
      key: 'patient',
      header: 'Patient',
      width: 'minmax(140px, 1.2fr)',
      cell: (one) => <strong className="truncate">{patientOf(one)?.display}</strong>,
      sortBy: (one) => patientOf(one)?.display ?? '',
    },
    {
      key: 'state',
      header: 'State',
      width: '128px',
      cell: (one) =>
        one.status === 'booked' ? (
          <span className={css.quiet}>{isVideo(one) ? 'expected, video' : 'expected'}</span>
        ) : (
          <span className={css.flag}>{isVideo(one) ? 'here, video' : 'here'}</span>
        ),
      sortBy: (one) => one.status,
    },
    {
      key: 'reason',
      header: 'Here for',
      width: 'minmax(140px, 1.4fr)',
      cell: (one) => <span className="truncate">{one.description ?? textOf(one.reasonCode?.[0])}</span>,
      hiddenBelow: 640,
    },
    {
      key: 'with',
      header: 'With',
      width: 'minmax(120px, 1fr)',
      cell: (one) => <span className="truncate">{providerOf(one)?.display}</span>,
      sortBy: (one) => providerOf(one)?.display ?? '',
      hiddenBelow: 640,
    },
    {
      key: 'work',
      header: 'Your work',
      width: 'minmax(160px, 1.6fr)',
      cell: (one) => <span className="truncate">{workOf(one)}</span>,
      hiddenBelow: 960,
    },
  ];
  return (
    <>
      <h1 className="screen-reader">Rooming list</h1>
      <Toolbar end={`${here} here, ${plural(rows.length, 'patient')} today`}>{null}</Toolbar>
      <ProblemAlert error={query.error ?? work.error} title="The list could not be read" />
      {query.isPending ? (
        <Skeleton height={220} aria-busy="true" />
      ) : (
        <DataTable
          label="Clinic patients of today"
          columns={columns}
          rows={rows}
          rowKey={(one) => one.id ?? ''}
          onOpen={(one) => go({ patient: idOf(patientOf(one)), screen: 'rooming' })}
          empty={<EmptyState title="Nobody is expected today">Patients appear as the front desk books them.</EmptyState>}
        />
      )}
    </>
  );
}
