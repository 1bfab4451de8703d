import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { MedicationRequest } from '../fhir/resources.ts';
import { drugKey } from '../orders/catalogue.ts';
import { MedicationForm } from '../orders/MedicationForm.tsx';
import { medicationOrder, sigOfOrder } from '../orders/order-draft.ts';
import { useOrderables } from '../orders/use-order-lists.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

interface Props {
  order: MedicationRequest;
  busy: boolean;
  error: unknown;
  onDone: (replacement: MedicationRequest, reason: string) => void;
  onClose: () => void;
}

/** Another product, dose or drug in place of what was ordered, with its reason. */
export function SubstituteDrawer({ order, busy, error, onDone, onClose }: Props) {
  const { all } = useOrderables();
  const { patient, encounter } = usePatient();
  const { nowIso } = useAttempt();
  const drugs = all.filter((one) => one.kind === 'medication');
  const [key, setKey] = useState(drugs.find((one) => drugKey(one.code) === drugKey(order.medicationCodeableConcept))?.key ?? '');
  const [reason, setReason] = useState('');
  const chosen = drugs.find((one) => one.key === key) ?? drugs[0];
  const same = chosen && drugKey(chosen.code) === drugKey(order.medicationCodeableConcept);
  if (!chosen) return null;
  return (
    <MedicationForm
      key={key}
      orderable={chosen}
      {...(same ? { begin: sigOfOrder(order) } : {})}
      submit="Substitute"
      busy={busy}
      error={error}
      above={
        <>
          <Select
            label="Drug"
            searchable
            data={drugs.map((one) => ({ value: one.key, label: one.name }))}
            value={chosen.key}
            onChange={(value) => setKey(value ?? key)}
          />
          <TextInput label="Reason" required value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        </>
      }
      blocked={reason.trim() === ''}
      onDone={(sig) =>
        onDone(
          medicationOrder(
            chosen.code,
            sig,
            { patient, encounter, learner: order.requester ?? {}, nowIso: nowIso() },
            {
              status: 'active',
              priorPrescription: { reference: `MedicationRequest/${order.id}` },
              substitution: { allowedBoolean: true, reason: { text: reason.trim() } },
            },
          ),
          reason.trim(),
        )
      }
      onClose={onClose}
    />
  );
}
