import { Button, Skeleton, Switch } from '@mantine/core';
import { useMemo, useState } from 'react';
import { hourMs, toLocal } from '#kernel/time.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { dateText } from '#web/ui/time-text.ts';
import { useNow } from '#web/ui/use-now.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { useIsCatchingUp } from '../downtime/downtime.ts';
import { isAsNeeded } from '../fhir/dosage-text.ts';
import { timingText } from '../fhir/frequency.ts';
import type { MedicationAdministration, MedicationRequest, Observation, Task } from '../fhir/resources.ts';
import { idOf } from '../fhir/codes.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { oneTabStop } from '../shell/one-tab-stop.ts';
import { arrowWalk } from '../shell/use-arrow-walk.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { AdministrationDrawer } from './AdministrationDrawer.tsx';
import { followUpsOf } from './as-needed.ts';
import { responseCodes } from './AsNeededFollowUp.tsx';
import { doseSlots, type DoseSlot } from './due-times.ts';
import css from './mar.module.css';
import { MarRow } from './MarRow.tsx';

const columnHours = 2;
const columns = 8;

/** Where the window is narrower than the grid it shows the present column and the one after it, not the night before. */
function fromNow(area: HTMLElement | null): (() => void) | undefined {
  const present = area?.querySelector<HTMLElement>('thead [data-now]');
  if (area && present) area.scrollLeft = Math.max(0, present.offsetLeft + 2 * present.offsetWidth - area.clientWidth);
  return oneTabStop(area);
}

interface Opened {
  readonly order: MedicationRequest;
  readonly slot: DoseSlot;
}

/** The medication administration record: what is due when, what was given, and giving it. */
export function MarScreen() {
  const { patientId } = usePatient();
  const { attemptId, now: virtualNow, zone } = useAttempt();
  useNow(30_000);
  const now = virtualNow();
  const { inpatient, isPending, error } = useChartMedications();
  const administrations = usePatientList<MedicationAdministration>('MedicationAdministration', patientId);
  const tasks = usePatientList<Task>('Task', patientId);
  const [shift, setShift] = useState(0);
  const [withStopped, setWithStopped] = useState(false);
  const [opened, setOpened] = useState<Opened | null>(null);
  const isCatchingUp = useIsCatchingUp(attemptId);
  const [backEntry, setBackEntry] = useState(isCatchingUp);

  const hour = Number(toLocal(now, zone).time.slice(0, 2));
  const minute = Number(toLocal(now, zone).time.slice(3, 5));
  const from = now - (minute * 60_000 + (now % 60_000)) - ((hour % columnHours) + 3 * columnHours) * hourMs + shift * hourMs;
  const to = from + columns * columnHours * hourMs;
  const starts = Array.from({ length: columns }, (_, index) => from + index * columnHours * hourMs);
  const shown = inpatient.filter(
    (order) => order.status === 'active' || order.status === 'on-hold' || (withStopped && order.status !== 'cancelled'),
  );
  const groups = useMemo(() => groupsOf(shown), [shown]);
  const unverified = useMemo(
    () =>
      new Set(
        tasks.list
          .filter((task) => task.code?.coding?.some((coding) => coding.code === 'verify-order') && task.status === 'requested')
          .map((task) => idOf(task.focus)),
      ),
    [tasks.list],
  );
  const responses = usePatientList<Observation>('Observation', patientId, { code: responseCodes, _sort: '-date', _count: 50 });
  const followUps = responses.data ? followUpsOf(shown, administrations.list, responses.list, now) : [];
  const failure = error ?? administrations.error;
  return (
    <>
      <h1 className="screen-reader">Medication administration record</h1>
      <div className={`${css.toolbar} no-print`}>
        <Button.Group>
          <Button size="compact-sm" variant="default" onClick={() => setShift(shift - 8)}>
            ← 8 h
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setShift(0)} disabled={shift === 0}>
            Now
          </Button>
          <Button size="compact-sm" variant="default" onClick={() => setShift(shift + 8)}>
            8 h →
          </Button>
        </Button.Group>
        <Switch size="xs" label="Stopped too" checked={withStopped} onChange={(event) => setWithStopped(event.currentTarget.checked)} />
        <Switch
          size="xs"
          label="Back-entry from paper"
          checked={backEntry}
          onChange={(event) => setBackEntry(event.currentTarget.checked)}
        />
        <span>
          {dateText(from, zone)} {toLocal(from, zone).time} – {dateText(to, zone)} {toLocal(to, zone).time}
        </span>
      </div>
      <ProblemAlert error={failure} title="The record could not be read" />
      {(isPending || administrations.isPending) && <Skeleton height={260} aria-busy="true" />}
      {!isPending && shown.length === 0 && <EmptyState title="No medication is ordered for this stay" />}
      {shown.length > 0 && !administrations.isPending && (
        // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the arrow keys move between the buttons inside
        <div className={css.wide} ref={fromNow} onKeyDown={arrowWalk}>
          {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-element-to-interactive-role -- a table may be an ARIA grid */}
          <table className={css.grid} role="grid">
            <caption className="screen-reader">Doses by time; arrow keys move, Enter opens a dose</caption>
            <thead>
              <tr>
                <th scope="col">Medication</th>
                {starts.map((start) => (
                  <th key={start} scope="col" data-now={isNow(start, now) || undefined}>
                    {toLocal(start, zone).time}
                  </th>
                ))}
              </tr>
            </thead>
            {groups.map(({ title, orders }) => (
              <tbody key={title}>
                <tr className={css.group}>
                  <th scope="colgroup">{title}</th>
                  <td colSpan={columns}>{'\u00a0'}</td>
                </tr>
                {orders.map((order) => (
                  <MarRow
                    key={order.id}
                    order={order}
                    slots={doseSlots(order, administrations.list, { from, to, now, zone })}
                    administrations={administrations.list.filter((one) => idOf(one.request) === order.id)}
                    starts={starts}
                    columnMs={columnHours * hourMs}
                    isUnverified={unverified.has(order.id ?? '')}
                    followUpAt={followUps.find((one) => one.order.id === order.id)?.dueAt ?? null}
                    onOpen={(slot) => setOpened({ order, slot })}
                  />
                ))}
              </tbody>
            ))}
          </table>
        </div>
      )}
      {opened && (
        <AdministrationDrawer
          key={`${opened.order.id} ${opened.slot.dueAt}`}
          order={opened.order}
          slot={opened.slot}
          isUnverified={unverified.has(opened.order.id ?? '')}
          isBackEntry={backEntry}
          onClose={() => setOpened(null)}
        />
      )}
    </>
  );
}

const isNow = (start: number, now: number): boolean => now >= start && now < start + columnHours * hourMs;

const isContinuous = (order: MedicationRequest): boolean => /continu/i.test(timingText(order.dosageInstruction?.[0]?.timing));

function groupsOf(orders: readonly MedicationRequest[]): { title: string; orders: MedicationRequest[] }[] {
  const scheduled = orders.filter((order) => !isAsNeeded(order.dosageInstruction?.[0]) && !isContinuous(order));
  return [
    { title: 'Scheduled', orders: scheduled },
    { title: 'Continuous', orders: orders.filter((order) => isContinuous(order)) },
    { title: 'As needed', orders: orders.filter((order) => isAsNeeded(order.dosageInstruction?.[0])) },
  ].filter((group) => group.orders.length > 0);
}
