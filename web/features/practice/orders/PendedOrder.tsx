import { Button, Group, Stack, Textarea } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { notifications } from '@mantine/notifications';
import { useMemo, useState, type ReactNode } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { hasCode, idOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { MedicationRequest, Task } from '../fhir/resources.ts';
import { putEntry, useRead, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { AlertList } from './AlertList.tsx';
import { useSigningCheck } from './use-signing-check.ts';

/** An order that somebody prepared and the prescriber answers for: a refill, or a trainee's. Checked like every order before it is signed. */
export function PendedOrder({ id, task, more }: { id: string; task: Task; more: ReactNode }) {
  const order = useRead<MedicationRequest>('MedicationRequest', id);
  return (
    <>
      <ProblemAlert error={order.error} />
      {order.data && <Decision key={order.data.meta?.versionId} order={order.data} task={task} more={more} />}
    </>
  );
}

function Decision({ order, task, more }: { order: MedicationRequest; task: Task; more: ReactNode }) {
  const { learner, nowIso, closed, zone } = useAttempt();
  const save = useTransaction();
  const [words, setWords] = useState('');
  const isRefill = hasCode(task.code, 'refill-request');
  const patientId = idOf(task.for);
  const isOpen = order.status === 'draft' && !closed;
  const orders = useMemo(() => (isOpen ? [order] : []), [order, isOpen]);
  const check = useSigningCheck({ patientId, encounterId: idOf(order.encounter) || undefined, orders });
  const prior = useRead<MedicationRequest>('MedicationRequest', idOf(order.priorPrescription));
  const said = words.trim() ? { note: [...(task.note ?? []), { text: words.trim(), time: nowIso() }] } : {};
  const decide = useMutation({
    mutationFn: async (isSigned: boolean) => {
      if (isSigned) await check.tellOverridden();
      else check.tellHeeded();
      const at = nowIso();
      await save.mutateAsync([
        putEntry<Task>({ ...task, ...said, status: isSigned ? 'completed' : 'rejected', owner: learner, lastModified: at }),
        putEntry<MedicationRequest>(
          isSigned
            ? { ...order, status: 'active', requester: learner, authoredOn: at }
            : { ...order, status: 'cancelled', statusReason: { text: words.trim() } },
        ),
      ]);
    },
    onSuccess: (_done, isSigned) => notifications.show({ message: isSigned ? (isRefill ? 'Refilled.' : 'Signed.') : 'Refused.' }),
  });
  return (
    <Stack gap="sm">
      <div>
        <strong>{drugText(order)}</strong> {dosageText(order.dosageInstruction?.[0])}
        {order.dispenseRequest?.quantity?.value !== undefined &&
          `, ${order.dispenseRequest.quantity.value} ${order.dispenseRequest.quantity.unit ?? ''}`}
        {order.dispenseRequest?.numberOfRepeatsAllowed !== undefined &&
          `, ${plural(order.dispenseRequest.numberOfRepeatsAllowed, 'refill')}`}
        <div className={css.quiet}>
          Prepared by {task.requester?.display ?? order.requester?.display ?? 'staff'}
          {prior.data && `; last prescribed ${dayText(prior.data.authoredOn, zone)}: ${dosageText(prior.data.dosageInstruction?.[0])}`}
        </div>
      </div>
      <AlertList check={check} />
      <Textarea
        label="Remark"
        description="Needed when you refuse: why, and what instead."
        autosize
        minRows={1}
        value={words}
        disabled={!isOpen}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ProblemAlert error={decide.error} title="Nothing was changed" />
      <Group gap="xs">
        <Button disabled={!isOpen || !check.isClear} loading={decide.isPending} onClick={() => decide.mutate(true)}>
          {isRefill ? 'Approve' : 'Sign the order'}
        </Button>
        <Button variant="default" disabled={!isOpen || words.trim() === ''} loading={decide.isPending} onClick={() => decide.mutate(false)}>
          Refuse
        </Button>
        {more}
      </Group>
    </Stack>
  );
}
