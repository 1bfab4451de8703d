import { Button, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { useShown } from '#web/ui/use-shown.ts';
import css from '../chart/chart.module.css';
import { hasCode, idOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { Task } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { usePlace } from '../shell/place.ts';
import { VerifyOrder } from './VerifyOrder.tsx';

/** A patient's orders as the pharmacist judges them, one at a time beside the rest of the list. */
export function VerifyScreen() {
  const { patientId } = usePatient();
  const place = usePlace();
  const { all, isPending, error } = useChartMedications();
  const tasks = usePatientList<Task>('Task', patientId);
  const waiting = useMemo(
    () => tasks.list.filter((task) => hasCode(task.code, 'verify-order') && !['completed', 'rejected', 'cancelled'].includes(task.status)),
    [tasks.list],
  );
  const rows = waiting.flatMap((task) => {
    const order = all.find((one) => one.id === idOf(task.focus));
    return order ? [{ task, order }] : [];
  });
  // An order that comes meanwhile does not take the place of the one that is being judged.
  const chosen = useShown(rows, (row) => row.task.id ?? '', place.item);
  return (
    <>
      <h1 className="screen-reader">Verify orders</h1>
      <ProblemAlert error={error ?? tasks.error} />
      {(isPending || tasks.isPending) && <Skeleton height={200} aria-busy="true" />}
      {!isPending && tasks.data && rows.length === 0 && (
        <EmptyState
          title="No order of this patient waits"
          action={
            <Button variant="default" onClick={() => place.go({ screen: 'pharmacy' })}>
              Back to the queue
            </Button>
          }
        />
      )}
      {chosen && (
        <div className={css.two}>
          <nav className={css.pane} aria-label="Orders that wait" style={{ padding: 0 }}>
            <ul className={css.list}>
              {rows.map(({ task, order }) => (
                <li key={task.id} className={task.id === chosen.task.id ? css.chosen : undefined}>
                  <span className={css.main}>
                    <button
                      type="button"
                      className={css.link}
                      aria-current={task.id === chosen.task.id || undefined}
                      onClick={() => place.go({ patient: patientId, screen: 'verify', item: task.id ?? '' })}
                    >
                      {drugText(order)}
                    </button>
                    <div className={css.quiet}>{dosageText(order.dosageInstruction?.[0])}</div>
                  </span>
                </li>
              ))}
            </ul>
          </nav>
          <VerifyOrder key={chosen.task.id} task={chosen.task} order={chosen.order} />
        </div>
      )}
    </>
  );
}
