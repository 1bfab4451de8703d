import { Button, Skeleton } from '@mantine/core';
import { addDays, shiftedInstant, toLocal, toOffsetIso } from '#kernel/time.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { idOf, textOf } from '../fhir/codes.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { isVideo, patientOf, providerOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';

/** Today's clinic patients: those who are here first. */
export function RoomingListScreen() {
  const { now, zone } = useAttempt();
  const { go } = usePlace();
  const today = toLocal(now(), zone).date;
  const edge = (date: string): string => toOffsetIso(shiftedInstant(date, '00:00', zone), zone);
  const query = useSearch<Appointment>('Appointment', { date: [`ge${edge(today)}`, `lt${edge(addDays(today, 1))}`], _count: 300 });
  const rows = query.list
    .filter((one) => ['booked', 'arrived', 'checked-in'].includes(one.status) && one.start !== undefined)
    .toSorted((a, b) => Number(b.status !== 'booked') - Number(a.status !== 'booked') || (a.start ?? '').localeCompare(b.start ?? ''));
  return (
    <>
      <h1 className="screen-reader">Rooming list</h1>
      <ProblemAlert error={query.error} title="The list could not be read" />
      {query.isPending && <Skeleton height={220} aria-busy="true" />}
      {query.data && rows.length === 0 && <EmptyState title="Nobody is expected today" />}
      {rows.length > 0 && (
        <div className={css.wide}>
          <table className={css.table}>
            <caption className="screen-reader">Clinic patients of today</caption>
            <thead>
              <tr>
                <th scope="col">Time</th>
                <th scope="col">Patient</th>
                <th scope="col">Reason</th>
                <th scope="col">With</th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="screen-reader">Room</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((one) => (
                <tr key={one.id}>
                  <td>{nearText(one.start, now(), zone)}</td>
                  <th scope="row">{patientOf(one)?.display}</th>
                  <td>{one.description ?? textOf(one.reasonCode?.[0])}</td>
                  <td>{providerOf(one)?.display}</td>
                  <td>{one.status === 'booked' ? (isVideo(one) ? 'expected, video' : 'expected') : 'here'}</td>
                  <td>
                    <Button
                      size="compact-xs"
                      variant={one.status === 'booked' ? 'default' : 'light'}
                      onClick={() => go({ patient: idOf(patientOf(one)), screen: 'rooming' })}
                    >
                      Room<span className="screen-reader"> {patientOf(one)?.display}</span>
                    </Button>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
