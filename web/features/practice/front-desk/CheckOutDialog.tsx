import { Button, Modal } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { dayText, momentText } from '../chart/chart-time.ts';
import { dollars, type Invoice } from '../fhir/claims.ts';
import { idOf } from '../fhir/codes.ts';
import type { Encounter } from '../fhir/resources.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { patientOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { checkOutEntries } from './booking.ts';
import desk from './desk.module.css';
import { PaymentFields } from './PaymentFields.tsx';
import { isCopay, isSettled, noPayment, paidNow, type Payment } from './payments.ts';

/** Gone: what is still to be paid is asked for, and when they come again. */
export function CheckOutDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const { now, nowIso, zone } = useAttempt();
  const { go } = usePlace();
  const whom = patientOf(appointment);
  const patientId = idOf(whom);
  const visits = usePatientList<Encounter>('Encounter', patientId);
  const invoices = usePatientList<Invoice>('Invoice', patientId);
  const booked = usePatientList<Appointment>('Appointment', patientId);
  const save = useTransaction();
  const owed = invoices.list.find((one) => one.status === 'issued' && isCopay(one));
  const paid = invoices.list.find((one) => one.status === 'balanced' && isCopay(one));
  const [typed, setPayment] = useState<Payment | null>(null);
  const payment = typed ?? { ...noPayment, amount: owed?.totalNet?.value ?? null };
  const visit = visits.list.find((one) =>
    (one as { appointment?: { reference?: string }[] }).appointment?.some((other) => idOf(other) === appointment.id),
  );
  const next = booked.list
    .filter((one) => one.status === 'booked' && Date.parse(one.start ?? '') > now())
    .toSorted((a, b) => (a.start ?? '').localeCompare(b.start ?? ''))[0];
  const ready = !visits.isPending && !invoices.isPending && (!owed || isSettled(payment));
  const checkOut = (then?: () => void): void => {
    if (!ready) return;
    const settled = owed && payment.way !== null && payment.way !== 'Not paid' ? [putEntry(paidNow(owed, payment.way))] : [];
    save.mutate([...checkOutEntries(appointment, visit, nowIso()), ...settled], {
      onSuccess: () => {
        onClose();
        then?.();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} size={520} title={`Check out: ${whom?.display ?? ''}`} closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        className={desk.steps}
        onSubmit={(event) => {
          event.preventDefault();
          checkOut();
        }}
      >
        <section>
          <h3>Copay</h3>
          {owed ? (
            <>
              <p className={css.quiet} style={{ margin: '0 0 6px' }}>
                {dollars(owed.totalNet)} was not paid: {owed.note?.[0]?.text ?? 'no reason was written'}.
              </p>
              <PaymentFields label="Copay, dollars" payment={payment} onChange={setPayment} />
            </>
          ) : (
            <span>{paid ? `${dollars(paid.totalNet)}, ${dayText(paid.date, zone)}. ${paid.paymentTerms ?? ''}` : 'None is open.'}</span>
          )}
        </section>
        <section>
          <h3>Next visit</h3>
          <span>{next ? momentText(next.start, zone) : 'None is booked.'}</span>
        </section>
        <ProblemAlert error={save.error ?? visits.error ?? invoices.error} title="Nobody was checked out" />
        <div className={css.row}>
          <Button type="submit" disabled={!ready} loading={save.isPending} data-autofocus>
            Check out
          </Button>
          <Button
            variant="default"
            disabled={!ready || save.isPending}
            onClick={() => checkOut(() => go({ screen: 'schedule', item: patientId }))}
          >
            Check out and book the next visit
          </Button>
          <Button variant="subtle" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
