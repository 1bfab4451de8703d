import { Button, Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { hasCode, pathOf } from '../fhir/codes.ts';
import type { Task } from '../fhir/resources.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { detailOf, titleOf, type Order } from '../orders/order-draft.ts';
import { useOrders } from '../orders/use-order-lists.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

/** New orders that a nurse has seen and takes on. */
export function AcknowledgeScreen() {
  const { patientId } = usePatient();
  const { learner, now, nowIso, zone, closed } = useAttempt();
  const tasks = usePatientList<Task>('Task', patientId);
  const { active, past, isPending, error } = useOrders();
  const save = useTransaction();
  const rows = useMemo(
    () =>
      tasks.list
        .filter((task) => hasCode(task.code, 'acknowledge-order') && task.status === 'requested')
        .map((task) => ({ task, order: [...active, ...past].find((one) => pathOf(task.focus) === `${one.resourceType}/${one.id}`) })),
    [tasks.list, active, past],
  );
  const accept = (accepted: readonly Task[]): void =>
    save.mutate(accepted.map((task) => putEntry({ ...task, status: 'accepted', owner: learner, lastModified: nowIso() })));
  const words = (order: Order | undefined, task: Task): string =>
    order ? titleOf(order) : (task.description ?? task.focus?.display ?? 'An order');
  return (
    <>
      <h1 className="screen-reader">New orders</h1>
      <ProblemAlert error={error ?? tasks.error ?? save.error} />
      {(isPending || tasks.isPending) && <Skeleton height={140} aria-busy="true" />}
      {tasks.data && rows.length === 0 && (
        <EmptyState title="No new order waits to be acknowledged">They appear here when a prescriber signs.</EmptyState>
      )}
      {rows.length > 0 && (
        <Section
          title="To acknowledge"
          flush
          actions={
            <Button
              size="compact-sm"
              data-start
              disabled={closed}
              loading={save.isPending}
              onClick={() => accept(rows.map((row) => row.task))}
            >
              Acknowledge all
            </Button>
          }
        >
          <ul className={css.list}>
            {rows.map(({ task, order }) => (
              <li key={task.id}>
                <span className={css.main}>
                  <strong>{words(order, task)}</strong> <span className={css.quiet}>{order ? detailOf(order) : ''}</span>
                </span>
                <span className={css.when}>
                  {order?.requester?.display} {nearText(task.authoredOn, now(), zone)}
                </span>
                <Button
                  size="compact-xs"
                  variant="light"
                  disabled={closed}
                  aria-label={`Acknowledge ${words(order, task)}`}
                  onClick={() => accept([task])}
                >
                  Acknowledge
                </Button>
              </li>
            ))}
          </ul>
        </Section>
      )}
    </>
  );
}
