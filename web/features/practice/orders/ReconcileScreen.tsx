import { Button, Select, Skeleton } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { pathOf, referenceTo, textOf } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { MedicationRequest, MedicationStatement } from '../fhir/resources.ts';
import { useSave } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { usePlace } from '../shell/place.ts';
import { basketItem, useBasket } from './basket.ts';
import { drugKey, type Orderable } from './catalogue.ts';
import { MedicationForm } from './MedicationForm.tsx';
import { medicationOrder, sigOfDosage, type Sig } from './order-draft.ts';
import { useOrderables } from './use-order-lists.ts';

const reasons = [
  'Interacts with treatment here',
  'Kidney function',
  'Blood pressure too low',
  'Bleeding risk',
  'Allergy or intolerance',
  'Not needed now',
  'Patient does not take it',
  'Replaced by another drug',
];

/** Home medication against this stay's orders: each is continued, changed, held or stopped; nothing is left open. */
export function ReconcileScreen() {
  const { patientId, patient, encounter } = usePatient();
  const { learner, nowIso, zone, closed } = useAttempt();
  const { statements, inpatient, isPending, error } = useChartMedications();
  const { all } = useOrderables();
  const { items, add } = useBasket(patientId);
  const place = usePlace();
  const save = useSave<MedicationStatement>();
  const [changing, setChanging] = useState<MedicationStatement | null>(null);
  const [why, setWhy] = useState<Readonly<Record<string, string>>>({});
  const answered = (one: MedicationStatement): string | null =>
    answerOf(
      one,
      inpatient,
      items.flatMap(({ order }) => (order.resourceType === 'MedicationRequest' ? [order] : [])),
    );
  const open = statements.filter((one) => answered(one) === null);
  const orderableOf = (one: MedicationStatement): Orderable => {
    const code = one.medicationCodeableConcept ?? { text: one.medicationReference?.display ?? '' };
    return (
      all.find((other) => other.kind === 'medication' && drugKey(other.code) === drugKey(code)) ?? {
        key: drugKey(code),
        kind: 'medication',
        name: textOf(code),
        words: '',
        code,
        products: [],
      }
    );
  };
  const beginOf = (one: MedicationStatement): Sig => {
    const sig = sigOfDosage(one.dosage?.[0]);
    const products = orderableOf(one).products;
    return {
      ...sig,
      product: (products.find((product) => sig.dose !== null && sig.dose % product.strength === 0) ?? products[0])?.reference ?? null,
    };
  };
  const toBasket = (one: MedicationStatement, sig: Sig): void => {
    const order = medicationOrder(orderableOf(one).code, sig, { patient, encounter, learner, nowIso: nowIso() });
    const dosage = one.dosage?.[0];
    const same = dosage && JSON.stringify(sig) === JSON.stringify(beginOf(one));
    add([
      basketItem('medication', {
        ...order,
        ...(same ? { dosageInstruction: [dosage] } : {}),
        supportingInformation: [referenceTo(one, drugText(one)), ...(order.supportingInformation ?? [])],
      }),
    ]);
    notifications.show({ message: `${drugText(one)} waits in the order basket to be signed.` });
    setChanging(null);
  };
  return (
    <>
      <h1 className="screen-reader">Medication reconciliation</h1>
      <ProblemAlert error={error ?? save.error} />
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
          <div style={{ overflowX: 'auto' }}>
            <table className={css.table}>
              <caption className="screen-reader">Home medication and what becomes of it</caption>
              <thead>
                <tr>
                  <th scope="col">At home</th>
                  <th scope="col">Ordered here</th>
                  <th scope="col">Answer</th>
                </tr>
              </thead>
              <tbody>
                {statements.map((one) => {
                  const answer = answered(one);
                  const here = inpatient.filter(
                    (order) =>
                      order.status === 'active' && drugKey(order.medicationCodeableConcept) === drugKey(one.medicationCodeableConcept),
                  );
                  const reason = why[one.id ?? ''] ?? '';
                  const put = (status: string): void =>
                    save.mutate({ ...one, status, statusReason: [{ text: reason }] } as MedicationStatement);
                  return (
                    <tr key={one.id}>
                      <th scope="row">
                        <strong>{drugText(one)}</strong>
                        <div className={css.quiet}>
                          {dosageText(one.dosage?.[0])} · asked {dayText(one.dateAsserted, zone)}
                        </div>
                      </th>
                      <td>
                        {here.map((order) => (
                          <div key={order.id}>{dosageText(order.dosageInstruction?.[0])}</div>
                        ))}
                        {here.length === 0 && <span className={css.quiet}>not ordered</span>}
                      </td>
                      <td>
                        {answer ? (
                          <span>
                            <strong>{answer}</strong>
                            {one.statusReason?.map((text) => (
                              <span key={textOf(text)} className={css.quiet}>
                                {' '}
                                {textOf(text)}
                              </span>
                            ))}
                          </span>
                        ) : (
                          <div className={css.row} style={{ alignItems: 'center' }}>
                            <Button
                              size="compact-xs"
                              disabled={closed}
                              onClick={() => toBasket(one, beginOf(one))}
                              aria-label={`Continue ${drugText(one)}`}
                            >
                              Continue
                            </Button>
                            <Button
                              size="compact-xs"
                              variant="default"
                              disabled={closed}
                              onClick={() => setChanging(one)}
                              aria-label={`Change ${drugText(one)}`}
                            >
                              Change
                            </Button>
                            <Select
                              size="xs"
                              aria-label={`Why ${drugText(one)} is held or stopped`}
                              placeholder="Reason"
                              data={reasons}
                              value={reason || null}
                              disabled={closed}
                              onChange={(value) => setWhy({ ...why, [one.id ?? '']: value ?? '' })}
                            />
                            <Button
                              size="compact-xs"
                              variant="default"
                              disabled={closed || reason === ''}
                              loading={save.isPending}
                              onClick={() => put('on-hold')}
                              aria-label={`Hold ${drugText(one)}`}
                            >
                              Hold
                            </Button>
                            <Button
                              size="compact-xs"
                              variant="default"
                              disabled={closed || reason === ''}
                              loading={save.isPending}
                              onClick={() => put('stopped')}
                              aria-label={`Stop ${drugText(one)}`}
                            >
                              Stop
                            </Button>
                          </div>
                        )}
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
          </div>
        )}
      </Section>
      {changing && (
        <MedicationForm
          orderable={orderableOf(changing)}
          begin={beginOf(changing)}
          submit="Add to the basket"
          onDone={(sig) => toBasket(changing, sig)}
          onClose={() => setChanging(null)}
        />
      )}
    </>
  );
}

/** Continued: an order of this stay names the statement as what it continues, signed or still in the basket. */
function answerOf(one: MedicationStatement, orders: readonly MedicationRequest[], basket: readonly MedicationRequest[]): string | null {
  if (one.status === 'on-hold') return 'Held';
  if (one.status === 'stopped' || one.status === 'not-taken') return 'Stopped';
  const names = (order: MedicationRequest): boolean =>
    order.supportingInformation?.some((reference) => pathOf(reference) === `MedicationStatement/${one.id}`) ?? false;
  if (orders.some((order) => names(order) && order.status !== 'cancelled')) return 'Continued';
  return basket.some((order) => names(order)) ? 'In the basket' : null;
}
