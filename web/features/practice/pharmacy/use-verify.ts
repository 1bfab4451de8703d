import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { TransactionEntry } from '../fhir/client.ts';
import { concept, referenceTo } from '../fhir/codes.ts';
import { drugText } from '../fhir/dosage-text.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication, MedicationRequest, Task } from '../fhir/resources.ts';
import { putEntry, useTransaction } from '../fhir/use-fhir.ts';
import { draftOrders, overriddenFor, useCds } from '../orders/cds.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

/** The pharmacist's checks of one order and the four answers to it. */
export function useVerify(task: Task, order: MedicationRequest) {
  const { patientId, patient, encounter } = usePatient();
  const { learner, note, nowIso } = useAttempt();
  const save = useTransaction();
  const cds = useCds();
  const [words, setWords] = useState('');
  const checks = useQuery({
    queryKey: ['cds-verify', patientId, order],
    queryFn: () =>
      cds.call('order-sign', {
        userId: learner.reference ?? 'Practitioner/learner',
        patientId,
        ...(encounter ? { encounterId: encounter.id } : {}),
        draftOrders: draftOrders([order]),
      }),
    staleTime: Infinity,
  });
  useEffect(() => {
    note({ kind: 'viewed', patient: `Patient/${patientId}`, target: `MedicationRequest/${order.id}` });
  }, [note, order.id, patientId]);
  const findings = (checks.data ?? []).filter((card) => card.indicator !== 'info');
  const said = words.trim();
  const answered = (status: string, reason: string): Task => ({
    ...task,
    status,
    owner: learner,
    lastModified: nowIso(),
    ...(reason
      ? { statusReason: { text: reason }, note: [...(task.note ?? []), { text: reason, time: nowIso(), authorReference: learner }] }
      : {}),
  });
  const message = (): Communication => ({
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(ourSystems.task, 'clarify-order', 'Question about an order')],
    subject: referenceTo(patient, nameText(patient.name)),
    about: [referenceTo(order, drugText(order))],
    sent: nowIso(),
    sender: learner,
    ...(order.requester ? { recipient: [order.requester] } : {}),
    payload: [{ contentString: said }],
  });
  const write = (entries: readonly TransactionEntry[], told: string, then?: () => void): void =>
    save.mutate(entries, {
      onSuccess: () => {
        notifications.show({ message: told });
        setWords('');
        then?.();
      },
    });
  const heed = (): void => {
    for (const card of findings) cds.feedback(card, { outcome: 'accepted' }).catch(() => undefined);
  };
  return {
    checks,
    findings,
    words,
    setWords,
    save,
    verify: () => {
      for (const card of findings) cds.feedback(card, overriddenFor(card, '', said)).catch(() => undefined);
      write([putEntry(answered('completed', said))], `${drugText(order)} is verified.`);
    },
    clarify: () =>
      write([putEntry(answered('on-hold', said)), putEntry(message())], 'Your question is with the prescriber; the order waits.'),
    reject: () => {
      heed();
      write([putEntry(answered('rejected', said)), putEntry(message())], 'Rejected; the prescriber is told why.');
    },
    substitute: (replacement: MedicationRequest, reason: string, then: () => void) => {
      heed();
      write(
        [
          putEntry(replacement),
          putEntry({ ...order, status: 'stopped', statusReason: { text: `Substituted by pharmacy: ${reason}` } }),
          putEntry(answered('completed', `Substituted: ${reason}`)),
        ],
        'Substituted. The prescriber’s order is stopped and the new one is active.',
        then,
      );
    },
  };
}
