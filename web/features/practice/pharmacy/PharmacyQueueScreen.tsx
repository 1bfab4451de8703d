import { Button, SegmentedControl, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Toolbar } from '#web/ui/Toolbar.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { idOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { birthText, nameText } from '../fhir/patient-words.ts';
import type { Resource } from '../fhir/elements.ts';
import type { MedicationRequest, Patient, Task } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { bedOf, useCensus } from '../shell/use-census.ts';

interface Waiting {
  readonly task: Task;
  readonly order: MedicationRequest;
  readonly patient: Patient | undefined;
  readonly bed: string;
}

/** Orders that wait for a pharmacist's look: urgent first, then oldest. Enter opens the patient's chart at the order. */
export function PharmacyQueueScreen() {
  const { now, zone, learner } = useAttempt();
  const place = usePlace();
  const [whose, setWhose] = useState<'all' | 'mine'>('all');
  const query = useSearch<Task>('Task', {
    code: 'verify-order',
    status: 'requested,received,accepted,on-hold',
    _count: 200,
    _include: ['Task:focus', 'Task:patient'],
  });
  const census = useCensus();
  const rows = useMemo(() => waitingOf(query.list as readonly Resource[], census.stays), [query.list, census.stays]);
  const shown = rows.filter((row) => whose === 'all' || row.task.owner?.reference === learner.reference);
  return (
    <>
      <h1 className="screen-reader">Verification queue</h1>
      <Toolbar end={plural(shown.length, 'order')}>
        <SegmentedControl
          size="xs"
          aria-label="Whose orders"
          value={whose}
          onChange={(value) => setWhose(value === 'mine' ? 'mine' : 'all')}
          data={[
            { value: 'all', label: 'All' },
            { value: 'mine', label: 'Assigned to me' },
          ]}
        />
      </Toolbar>
      <ProblemAlert error={query.error} title="The queue could not be read" />
      {query.isPending && <Skeleton height={200} aria-busy="true" />}
      {query.data && shown.length === 0 && (
        <EmptyState title="No order waits">New medication orders appear here when they are signed.</EmptyState>
      )}
      {shown.length > 0 && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside
        <div className={css.wide} ref={oneTabStop} onKeyDown={arrowWalk}>
          <table className={`${css.table} ${css.lines}`}>
            <caption className="screen-reader">Orders to verify</caption>
            <thead>
              <tr>
                <th scope="col">Bed</th>
                <th scope="col">Patient</th>
                <th scope="col">Order</th>
                <th scope="col" className={css.roomy}>
                  Prescriber
                </th>
                <th scope="col" className={css.roomy}>
                  Signed
                </th>
                <th scope="col">State</th>
                <th scope="col">
                  <span className="screen-reader">Check</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {shown.map(({ task, order, patient, bed }) => (
                <tr key={task.id}>
                  <td className={css.bed}>{bed || '–'}</td>
                  <td>
                    <strong>{patient ? nameText(patient.name) : '–'}</strong>
                    <div className={css.quiet}>{birthText(patient?.birthDate)}</div>
                  </td>
                  <td>
                    <strong>{drugText(order)}</strong>
                    <div className={css.quiet}>{dosageText(order.dosageInstruction?.[0])}</div>
                  </td>
                  <td className={css.roomy}>{order.requester?.display}</td>
                  <td className={`${css.when} ${css.roomy}`}>{nearText(order.authoredOn, now(), zone)}</td>
                  <td>
                    {isUrgent(task, order) && (
                      <span className={css.flag} data-flag="HH">
                        STAT
                      </span>
                    )}{' '}
                    {task.status === 'on-hold' ? 'clarifying' : ''}
                  </td>
                  <td>
                    <Button
                      size="compact-xs"
                      data-walk
                      data-start
                      onClick={() => place.go({ screen: 'verify', patient: patient?.id ?? '', item: task.id ?? '' })}
                    >
                      Check
                      <span className="screen-reader">
                        {' '}
                        {drugText(order)} of {patient ? nameText(patient.name) : ''}
                      </span>
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

const isUrgent = (task: Task, order: MedicationRequest): boolean =>
  [task.priority, order.priority].some((one) => one === 'stat' || one === 'asap');

function waitingOf(all: readonly Resource[], stays: ReturnType<typeof useCensus>['stays']): Waiting[] {
  const find = <R extends Resource>(type: string, id: string): R | undefined =>
    all.find((one) => one.resourceType === type && one.id === id) as R | undefined;
  return all
    .filter((one): one is Task => one.resourceType === 'Task')
    .flatMap((task): Waiting[] => {
      const order = find<MedicationRequest>('MedicationRequest', idOf(task.focus));
      const whom = idOf(task.for);
      const stay = stays.find((one) => one.patient.id === whom);
      return order ? [{ task, order, patient: find<Patient>('Patient', whom) ?? stay?.patient, bed: bedOf(stay?.encounter ?? null) }] : [];
    })
    .toSorted(
      (a, b) =>
        Number(isUrgent(b.task, b.order)) - Number(isUrgent(a.task, a.order)) ||
        (a.order.authoredOn ?? '').localeCompare(b.order.authoredOn ?? ''),
    );
}
