import { Autocomplete, Button } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { MedicationRequest, MedicationStatement } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { drugKey } from './catalogue.ts';
import { reconcileReasons } from './reconcile.ts';

interface Props {
  statement: MedicationStatement;
  inpatient: readonly MedicationRequest[];
  answer: string | null;
  onContinue: () => void;
  onChange: () => void;
}

/** One home medicine and the decision about it. Holding and stopping need a reason. */
export function ReconcileRow({ statement, inpatient, answer, onContinue, onChange }: Props) {
  const { patientId } = usePatient();
  const { zone, closed, note } = useAttempt();
  const save = useSave<MedicationStatement>();
  const [reason, setReason] = useState('');
  const name = drugText(statement);
  const key = drugKey(statement.medicationCodeableConcept);
  const here = inpatient.filter((order) => order.status === 'active' && drugKey(order.medicationCodeableConcept) === key);
  const decide = (status: string): void => save.mutate({ ...statement, status, statusReason: [{ text: reason.trim() }] });
  const look = (): void => note({ kind: 'viewed', patient: `Patient/${patientId}`, target: `MedicationStatement/${statement.id}` });
  return (
    <tr>
      <th scope="row">
        <button type="button" className={css.link} onClick={look}>
          {name}
        </button>
        <div className={css.quiet}>
          {dosageText(statement.dosage?.[0])} · asked {dayText(statement.dateAsserted, zone)}
        </div>
      </th>
      <td data-label="Ordered here">
        {here.map((order) => (
          <div key={order.id}>{dosageText(order.dosageInstruction?.[0])}</div>
        ))}
        {here.length === 0 && <span className={css.quiet}>not ordered</span>}
      </td>
      <td>
        {answer ? (
          <span>
            <strong>{answer}</strong> <span className={css.quiet}>{statement.statusReason?.map(textOf).join(', ')}</span>
          </span>
        ) : (
          <div className={css.answers}>
            <Button size="compact-xs" data-start disabled={closed} onClick={onContinue} aria-label={`Continue ${name}`}>
              Continue
            </Button>
            <Button size="compact-xs" variant="default" disabled={closed} onClick={onChange} aria-label={`Change ${name}`}>
              Change
            </Button>
            <Autocomplete
              size="xs"
              aria-label={`Why ${name} is held or stopped`}
              placeholder="Reason to hold or stop"
              data={reconcileReasons}
              value={reason}
              disabled={closed}
              onChange={setReason}
            />
            <Button
              size="compact-xs"
              variant="default"
              disabled={closed || reason.trim() === ''}
              loading={save.isPending}
              onClick={() => decide('on-hold')}
              aria-label={`Hold ${name}`}
            >
              Hold
            </Button>
            <Button
              size="compact-xs"
              variant="default"
              disabled={closed || reason.trim() === ''}
              loading={save.isPending}
              onClick={() => decide('stopped')}
              aria-label={`Stop ${name}`}
            >
              Stop
            </Button>
          </div>
        )}
        <ProblemAlert error={save.error} title="Nothing was changed" />
      </td>
    </tr>
  );
}
