import { Button, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { ScrollRegion } from '#web/ui/ScrollRegion.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { referenceTo } from '../fhir/codes.ts';
import { drugText } from '../fhir/dosage-text.ts';
import type { MedicationStatement } from '../fhir/resources.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { usePlace } from '../shell/place.ts';
import { basketItem, useBasket } from './basket.ts';
import { MedicationForm } from './MedicationForm.tsx';
import { medicationOrder, type Sig } from './order-draft.ts';
import { ReconcileRow } from './ReconcileRow.tsx';
import { answerOf, orderableOf, sigOfHome } from './reconcile.ts';
import { useOrderables } from './use-order-lists.ts';

/** Home medication against this stay's orders: each is continued, changed, held or stopped; nothing is left open. */
export function ReconcileScreen() {
  const { patientId, patient, encounter } = usePatient();
  const { learner, nowIso } = useAttempt();
  const { statements, inpatient, isPending, error } = useChartMedications();
  const { all } = useOrderables();
  const { items, add } = useBasket(patientId);
  const place = usePlace();
  const [changing, setChanging] = useState<MedicationStatement | null>(null);
  const waiting = items.flatMap(({ order }) => (order.resourceType === 'MedicationRequest' ? [order] : []));
  const open = statements.filter((one) => answerOf(one, inpatient, waiting) === null);
  const toBasket = (one: MedicationStatement, changed: Sig | null): void => {
    const orderable = orderableOf(one, all);
    const order = medicationOrder(orderable.code, changed ?? sigOfHome(one, orderable), { patient, encounter, learner, nowIso: nowIso() });
    const dosage = one.dosage?.[0];
    const supportingInformation = [referenceTo(one, drugText(one)), ...(order.supportingInformation ?? [])];
    // As it is taken at home, word for word, unless it was changed here.
    const kept = changed === null && dosage ? { dosageInstruction: [dosage] } : {};
    add([basketItem('medication', { ...order, ...kept, supportingInformation })]);
    notifications.show({ message: `${drugText(one)} waits in the order basket to be signed.` });
    setChanging(null);
  };
  return (
    <>
      <h1 className="screen-reader">Medication reconciliation</h1>
      <ProblemAlert error={error} />
      {isPending && <Skeleton height={220} aria-busy="true" />}
      <Section
        title="Taken at home"
        note={isPending ? '' : open.length === 0 ? 'every one has its answer' : `${open.length} of ${statements.length} without an answer`}
        flush
        actions={
          items.length > 0 && (
            <Button size="compact-sm" onClick={() => place.go({ patient: patientId, screen: 'orders' })}>
              Sign {items.length} in the basket
            </Button>
          )
        }
      >
        {!isPending && statements.length === 0 && (
          <EmptyState title="No home medication is recorded">
            Ask the patient, the family or the pharmacy, and say so in your note.
          </EmptyState>
        )}
        {statements.length > 0 && (
          <ScrollRegion label="Home medication" className={css.scroll}>
            <table className={`${css.table} ${css.lines}`}>
              <caption className="screen-reader">Home medication and what becomes of it</caption>
              <thead>
                <tr>
                  <th scope="col">At home</th>
                  <th scope="col">Ordered here</th>
                  <th scope="col">Answer</th>
                </tr>
              </thead>
              <tbody>
                {statements.map((one) => (
                  <ReconcileRow
                    key={one.id}
                    statement={one}
                    inpatient={inpatient}
                    answer={answerOf(one, inpatient, waiting)}
                    onContinue={() => toBasket(one, null)}
                    onChange={() => setChanging(one)}
                  />
                ))}
              </tbody>
            </table>
          </ScrollRegion>
        )}
      </Section>
      {changing && (
        <MedicationForm
          orderable={orderableOf(changing, all)}
          begin={sigOfHome(changing, orderableOf(changing, all))}
          submit="Add to the basket"
          onDone={(sig) => toBasket(changing, sig)}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  );
}
