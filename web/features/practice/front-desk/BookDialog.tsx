import { Button, Modal, SegmentedControl, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import { referenceTo } from '../fhir/codes.ts';
import { birthText, nameText, spokenName } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useRead, useTransaction } from '../fhir/use-fhir.ts';
import { isVideo, visitKinds, type Appointment, type Schedule, type Slot } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { bookEntries } from './booking.ts';

interface Props {
  slot: Slot;
  patient: Patient;
  scheduleId: string;
  /** The appointment that moves or waits: its reason and kind are kept. */
  from: Appointment | null;
  waiting: Appointment | null;
  onDone: () => void;
  onClose: () => void;
}

/** Kind and reason of a visit; the slot is taken with it. */
export function BookDialog({ slot, patient, scheduleId, from, waiting, onDone, onClose }: Props) {
  const { nowIso, zone } = useAttempt();
  const schedule = useRead<Schedule>('Schedule', scheduleId);
  const save = useTransaction();
  const [kind, setKind] = useState<string>(from && isVideo(from) ? visitKinds[1] : visitKinds[0]);
  const [reason, setReason] = useState(from?.description ?? from?.reasonCode?.[0]?.text ?? '');
  const provider = schedule.data?.actor.find((one) => one.reference?.startsWith('Practitioner/'));
  const book = (): void => {
    if (!provider) return;
    const whom = referenceTo(patient, spokenName(patient.name));
    const entries = bookEntries({ patient: whom, provider, slot, kind, reason: reason.trim(), ...(waiting ? { waiting } : {}) }, nowIso());
    save.mutate(entries, {
      onSuccess: () => {
        notifications.show({ message: 'Booked.' });
        onDone();
      },
    });
  };
  return (
    <Modal opened onClose={onClose} title="Book a visit" closeButtonProps={{ 'aria-label': 'Close' }}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          book();
        }}
      >
        <p style={{ marginTop: 0 }}>
          <strong>{nameText(patient.name)}</strong>, born {birthText(patient.birthDate)}
          <br />
          {momentText(slot.start, zone)} with {provider?.display ?? '…'}
        </p>
        <SegmentedControl aria-label="Kind of visit" value={kind} onChange={setKind} data={[...visitKinds]} />
        <TextInput
          mt="sm"
          label="Reason"
          required
          data-autofocus
          value={reason}
          onChange={(event) => setReason(event.currentTarget.value)}
        />
        <ProblemAlert error={save.error ?? schedule.error} title="It was not booked" />
        <div className={css.row} style={{ marginTop: 16 }}>
          <Button type="submit" disabled={!provider || reason.trim() === ''} loading={save.isPending}>
            Book
          </Button>
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
        </div>
      </form>
    </Modal>
  );
}
