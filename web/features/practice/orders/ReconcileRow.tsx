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
import { HomeMedicineAnswers } from './HomeMedicineAnswers.tsx';

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
  const name = drugText(statement);
  const key = drugKey(statement.medicationCodeableConcept);
  const here = inpatient.filter((order) => order.status === 'active' && drugKey(order.medicationCodeableConcept) === key);
  const decide = (status: string, reason: string): void => save.mutate({ ...statement, status, statusReason: [{ text: reason }] });
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
          <HomeMedicineAnswers
            name={name}
            disabled={closed}
            busy={save.isPending}
            reasoned={['Hold', 'Stop']}
            reasonedWords="held or stopped"
            onContinue={onContinue}
            onChange={onChange}
            onReasoned={(word, reason) => decide(word === 'Hold' ? 'on-hold' : 'stopped', reason)}
          />
        )}
        <ProblemAlert error={save.error} title="Nothing was changed" />
      </td>
    </tr>
  );
}
