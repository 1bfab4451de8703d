import { Button, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { hourMs } from '#kernel/time.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural, timeText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import css from '../chart/chart.module.css';
import { hasCode, idOf, textOf } from '../fhir/codes.ts';
import { drugText } from '../fhir/dosage-text.ts';
import { measuredAt } from '../fhir/observation-words.ts';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { MedicationAdministration, MedicationRequest, Observation, Task } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { useCensus, type Stay } from '../shell/use-census.ts';
import { doseSlots, type DoseSlot } from './due-times.ts';

interface Due {
  readonly order: MedicationRequest;
  readonly slot: DoseSlot;
}
const aheadMs = 2 * hourMs;

/** My patients and what is due for each in the next two hours: late first. */
export function WorklistScreen() {
  const { learner, now: clock, zone } = useAttempt();
  const place = usePlace();
  useNow(30_000);
  const now = clock();
  const census = useCensus();
  const mine = census.stays.filter((stay) => stay.encounter.participant?.some((one) => one.individual?.reference === learner.reference));
  const ids = mine.map((stay) => stay.patient.id ?? '').join(',');
  const about = ids === '' ? null : { patient: ids, _count: 500 };
  const orders = useSearch<MedicationRequest>('MedicationRequest', about && { ...about, status: 'active,on-hold' });
  const since = new Date(Math.floor((now - 14 * hourMs) / hourMs) * hourMs).toISOString();
  const given = useSearch<MedicationAdministration>('MedicationAdministration', about && { ...about, 'effective-time': `ge${since}` });
  const tasks = useSearch<Task>('Task', about && { ...about, status: 'requested' });
  const vitals = useSearch<Observation>('Observation', about && { ...about, code: '8867-4', _sort: '-date' });
  const window = useMemo(() => ({ from: now - 12 * hourMs, to: now + aheadMs, now, zone }), [now, zone]);
  const dueOf = (stay: Stay): Due[] =>
    orders.list
      .filter((order) => idOf(order.subject) === stay.patient.id)
      .flatMap((order) =>
        doseSlots(order, given.list, window).flatMap((slot) =>
          slot.dueAt !== null && slot.administration === null && slot.state !== 'held' ? [{ order, slot }] : [],
        ),
      )
      .toSorted((a, b) => (a.slot.dueAt ?? 0) - (b.slot.dueAt ?? 0));
  const failure = census.error ?? orders.error ?? given.error ?? tasks.error;
  return (
    <>
      <h1 className="screen-reader">My patients’ work</h1>
      <ProblemAlert error={failure} title="The worklist could not be read" />
      {(census.isPending || orders.isLoading) && <Skeleton height={220} aria-busy="true" />}
      {!census.isPending && mine.length === 0 && <EmptyState title="No patient is assigned to you">Look among all patients.</EmptyState>}
      {mine.length > 0 && (
        <div className={css.wide}>
          <table className={css.table}>
            <caption className="screen-reader">Work by patient</caption>
            <thead>
              <tr>
                <th scope="col">Bed</th>
                <th scope="col">Patient</th>
                <th scope="col">Medication due until {timeText(now + aheadMs, zone)}</th>
                <th scope="col">New orders</th>
                <th scope="col">Last vital signs</th>
              </tr>
            </thead>
            <tbody>
              {mine.map((stay) => {
                const id = stay.patient.id ?? '';
                const due = dueOf(stay);
                const fresh = tasks.list.filter((task) => idOf(task.for) === id && hasCode(task.code, 'acknowledge-order'));
                const pulse = vitals.list.find((one) => idOf(one.subject) === id);
                return (
                  <tr key={stay.encounter.id}>
                    <td>{stay.bed}</td>
                    <th scope="row">
                      <button type="button" className={css.link} onClick={() => place.go({ patient: id, screen: 'chart' })}>
                        {nameText(stay.patient.name)}
                      </button>
                      <div className={css.quiet}>
                        {birthText(stay.patient.birthDate)} · {textOf(stay.encounter.reasonCode?.[0])}
                      </div>
                    </th>
                    <td>
                      {due.slice(0, 5).map(({ order, slot }) => (
                        <div key={`${order.id} ${slot.dueAt}`}>
                          <span className={css.flag} data-flag={slot.state === 'late' ? 'HH' : ''}>
                            {timeText(slot.dueAt ?? 0, zone)} {slot.state === 'late' ? 'late' : ''}
                          </span>{' '}
                          {drugText(order)}
                        </div>
                      ))}
                      {due.length > 5 && <div className={css.quiet}>and {due.length - 5} more</div>}
                      {due.length === 0 && <span className={css.quiet}>nothing</span>}
                      {due.length > 0 && (
                        <Button
                          size="compact-xs"
                          variant="light"
                          mt={4}
                          onClick={() => place.go({ patient: id, screen: 'mar' })}
                          aria-label={`MAR of ${nameText(stay.patient.name)}`}
                        >
                          MAR
                        </Button>
                      )}
                    </td>
                    <td>
                      {fresh.length > 0 ? (
                        <Button size="compact-xs" variant="light" onClick={() => place.go({ patient: id, screen: 'acknowledge' })}>
                          {plural(fresh.length, 'order')}
                          <span className="screen-reader"> of {nameText(stay.patient.name)} to acknowledge</span>
                        </Button>
                      ) : (
                        <span className={css.quiet}>none</span>
                      )}
                    </td>
                    <td>
                      {pulse ? timeText(new Date(measuredAt(pulse)), zone) : '–'}{' '}
                      <Button
                        size="compact-xs"
                        variant="subtle"
                        onClick={() => place.go({ patient: id, screen: 'flowsheet' })}
                        aria-label={`Flowsheet of ${nameText(stay.patient.name)}`}
                      >
                        Flowsheet
                      </Button>
                    </td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
    </>
  );
}
