import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { hourMs } from '#kernel/time.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { timeText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import css from '../chart/chart.module.css';
import { hasCode, idOf } from '../fhir/codes.ts';
import { measuredAt } from '../fhir/observation-words.ts';
import type { MedicationAdministration, MedicationRequest, Observation, Task } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { useCensus, type Stay } from '../shell/use-census.ts';
import { WorkItems } from '../work/WorkItems.tsx';
import { followUpsOf } from './as-needed.ts';
import { responseCodes } from './AsNeededFollowUp.tsx';
import { doseSlots } from './due-times.ts';
import { WorklistRow, type Due } from './WorklistRow.tsx';

const aheadMs = 2 * hourMs;
/** In the table above, and in the in-basket. */
const onOtherScreens = ['acknowledge-order', 'verify-order', 'review-result', 'co-sign', 'refill-request'];

/** My patients and what is due for each in the next two hours: late first. */
export function WorklistScreen() {
  const { learner, now: clock, zone } = useAttempt();
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
  const responses = useSearch<Observation>('Observation', about && { ...about, code: responseCodes, date: `ge${since}` });
  const vitals = useSearch<Observation>('Observation', about && { ...about, code: '8867-4', _sort: '-date' });
  const window = useMemo(() => ({ from: now - 12 * hourMs, to: now + aheadMs, now, zone }), [now, zone]);
  const ordersOf = (stay: Stay) => orders.list.filter((order) => idOf(order.subject) === stay.patient.id);
  const dueOf = (stay: Stay): Due[] =>
    ordersOf(stay)
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
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside
        <div className={css.wide} ref={oneTabStop} onKeyDown={arrowWalk}>
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
                const pulse = vitals.list.find((one) => idOf(one.subject) === id);
                return (
                  <WorklistRow
                    key={stay.encounter.id}
                    stay={stay}
                    due={dueOf(stay)}
                    again={followUpsOf(ordersOf(stay), responses.data ? given.list : [], responses.list, now)}
                    newOrders={tasks.list.filter((task) => idOf(task.for) === id && hasCode(task.code, 'acknowledge-order')).length}
                    measuredAt={pulse ? Date.parse(measuredAt(pulse)) : null}
                  />
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <div style={{ marginTop: 16, maxWidth: 820 }}>
        <Section title="Tasks" flush>
          <WorkItems none="No task waits for you." without={onOtherScreens} />
        </Section>
      </div>
    </>
  );
}
