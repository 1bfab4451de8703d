import { Button, Checkbox, Modal, TextInput } from '@mantine/core';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { house } from '../billing/claim-draft.ts';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { dollars, type Coverage } from '../fhir/claims.ts';
import { idOf } from '../fhir/codes.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { isVideo, patientOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { checkInEntries, placeOfVideo } from './booking.ts';
import { consentOf, consentsFor, signedConsent, type Consent } from './consents.ts';
import desk from './desk.module.css';
import { PaymentFields } from './PaymentFields.tsx';
import { copayInvoice, copayOf, isSettled, noPayment, type Payment } from './payments.ts';

/** Here: insurance looked at, what is to be signed is signed, the copay taken; then the visit begins, all in one. */
export function CheckInDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const { learner, now, nowIso, zone } = useAttempt();
  const whom = patientOf(appointment);
  const patientId = idOf(whom);
  const coverage = usePatientList<Coverage>('Coverage', patientId);
  const consents = usePatientList<Consent>('Consent', patientId);
  const save = useTransaction();
  const video = isVideo(appointment);
  const own = coverage.list.find((one) => one.status === 'active');
  const copay = copayOf(own, video);
  const [typed, setPayment] = useState<Payment | null>(null);
  const [signs, setSigns] = useState<readonly string[]>([]);
  const [place, setPlace] = useState('');
  const payment = typed ?? { ...noPayment, amount: copay };
  const kinds = consentsFor(video);
  const ready =
    !coverage.isPending && !consents.isPending && (payment.amount === null || isSettled(payment)) && (!video || place.trim() !== '');
  const checkIn = (): void => {
    if (!ready || !whom) return;
    const at = nowIso();
    save.mutate(
      [
        ...checkInEntries(appointment, at),
        ...kinds.filter((kind) => signs.includes(kind.name)).map((kind) => putEntry(consentOf(kind, whom, house, at))),
        ...((payment.amount ?? 0) > 0 ? [putEntry(copayInvoice(payment, whom, learner, at))] : []),
        ...(video ? [putEntry(placeOfVideo(whom, place.trim(), learner, at))] : []),
      ],
      { onSuccess: onClose },
    );
  };
  return (
    <Modal
      opened
      onClose={onClose}
      size={520}
      title={`${video ? 'Video visit' : 'Check in'}: ${whom?.display ?? ''}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <form
        className={desk.steps}
        onSubmit={(event) => {
          event.preventDefault();
          checkIn();
        }}
      >
        {video && (
          <TextInput
            data-autofocus
            label="Where the patient is now, should help be needed"
            required
            value={place}
            onChange={(event) => setPlace(event.currentTarget.value)}
          />
        )}
        <section>
          <h3>Insurance</h3>
          {own ? (
            <span>
              {own.payor[0]?.display} <span className={css.quiet}>member {own.subscriberId ?? '–'}</span>
            </span>
          ) : (
            <span className={css.flag} data-flag="H">
              {coverage.isPending ? 'Reading …' : 'None on file: add it in Registration, or the patient pays'}
            </span>
          )}
        </section>
        <section>
          <h3>To sign, once a year</h3>
          <ul className={desk.signed}>
            {kinds.map((kind) => {
              const signed = signedConsent(kind, consents.list, now());
              return (
                <li key={kind.name}>
                  {signed ? (
                    <span>
                      {kind.name} <span className={css.quiet}>signed {dayText(signed.dateTime, zone)}</span>
                    </span>
                  ) : (
                    <Checkbox
                      label={`${kind.name}: signed now`}
                      checked={signs.includes(kind.name)}
                      onChange={(event) =>
                        setSigns(event.currentTarget.checked ? [...signs, kind.name] : signs.filter((one) => one !== kind.name))
                      }
                    />
                  )}
                </li>
              );
            })}
          </ul>
        </section>
        <section>
          <h3>Copay</h3>
          <p className={css.quiet} style={{ margin: '0 0 6px' }}>
            {copay === null
              ? 'The plan on file does not say: ask the payer, or leave it open.'
              : `The plan says ${dollars({ value: copay })}.`}
          </p>
          <PaymentFields label="Copay, dollars" payment={payment} onChange={setPayment} />
        </section>
        <ProblemAlert error={save.error ?? coverage.error ?? consents.error} title="Nobody was checked in" />
        <div className={css.row}>
          <Button type="submit" disabled={!ready} loading={save.isPending}>
            {video ? 'Begin the video visit' : 'Check in'}
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
