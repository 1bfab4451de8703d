import { Button, Modal, Select, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import { idOf } from '../fhir/codes.ts';
import type { Communication } from '../fhir/resources.ts';
import { putEntry, useRead, useTransaction } from '../fhir/use-fhir.ts';
import { isVideo, patientOf, providerOf, type Appointment, type Slot } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { cancelEntries, cancelReasons, reminderOf, reminderText } from './booking.ts';
import { CheckInDialog } from './CheckInDialog.tsx';
import { CheckOutDialog } from './CheckOutDialog.tsx';

interface Props {
  appointment: Appointment;
  /** Offered on the day's schedule, where another time can be chosen. */
  onMove?: () => void;
}

/** What the desk does with an appointment: here, gone, reminded, moved, cancelled, did not come. */
export function AppointmentActions({ appointment, onMove }: Props) {
  const { now, closed } = useAttempt();
  const save = useTransaction();
  const [open, setOpen] = useState<'cancel' | 'remind' | 'check-in' | 'check-out' | null>(null);
  if (closed) return null;
  const whom = patientOf(appointment)?.display ?? '';
  const past = appointment.start !== undefined && Date.parse(appointment.start) < now();
  const button = (label: string, onClick: () => void, variant: string = 'default') => (
    <Button key={label} size="compact-xs" variant={variant} disabled={save.isPending} onClick={onClick}>
      {label}
      <span className="screen-reader"> {whom}</span>
    </Button>
  );
  return (
    <span className={css.answers}>
      {appointment.status === 'booked' && [
        button(isVideo(appointment) ? 'Begin video visit' : 'Check in', () => setOpen('check-in'), 'light'),
        button('Remind', () => setOpen('remind')),
        ...(onMove ? [button('Move', onMove)] : []),
        button('Cancel', () => setOpen('cancel')),
        ...(past ? [button('Did not come', () => save.mutate([putEntry({ ...appointment, status: 'noshow' })]))] : []),
      ]}
      {appointment.status === 'arrived' && button('Check out', () => setOpen('check-out'), 'light')}
      <ProblemAlert error={open ? null : save.error} title="Nothing was changed" />
      {open === 'check-in' && <CheckInDialog appointment={appointment} onClose={() => setOpen(null)} />}
      {open === 'check-out' && <CheckOutDialog appointment={appointment} onClose={() => setOpen(null)} />}
      {open === 'cancel' && <CancelDialog appointment={appointment} title="Cancel the appointment" onClose={() => setOpen(null)} />}
      {open === 'remind' && <RemindDialog appointment={appointment} onClose={() => setOpen(null)} />}
    </span>
  );
}

/** Cancelling always has a reason and frees the slot. */
export function CancelDialog({ appointment, title, onClose }: { appointment: Appointment; title: string; onClose: () => void }) {
  const { zone } = useAttempt();
  const slot = useRead<Slot>('Slot', idOf(appointment.slot?.[0]));
  const save = useTransaction();
  const [reason, setReason] = useState<string | null>(null);
  const waits = appointment.slot !== undefined && slot.isPending;
  return (
    <Modal opened onClose={onClose} title={title} closeButtonProps={{ 'aria-label': 'Close' }}>
      <p style={{ marginTop: 0 }}>
        {patientOf(appointment)?.display}, {momentText(appointment.start, zone)} with {providerOf(appointment)?.display}. The slot becomes
        free.
      </p>
      <Select label="Reason" required data={cancelReasons} value={reason} onChange={setReason} data-autofocus />
      <ProblemAlert error={save.error} title="It was not cancelled" />
      <div className={css.row} style={{ marginTop: 16 }}>
        <Button
          disabled={reason === null || waits}
          loading={save.isPending}
          onClick={() => reason && save.mutate(cancelEntries(appointment, slot.data, reason), { onSuccess: onClose })}
        >
          Cancel the appointment
        </Button>
        <Button variant="default" onClick={onClose}>
          Keep it
        </Button>
      </div>
    </Modal>
  );
}

function RemindDialog({ appointment, onClose }: { appointment: Appointment; onClose: () => void }) {
  const { learner, nowIso, zone } = useAttempt();
  const save = useTransaction();
  const [words, setWords] = useState(() => reminderText(appointment, momentText(appointment.start, zone)));
  return (
    <Modal
      opened
      onClose={onClose}
      title={`Reminder to ${patientOf(appointment)?.display ?? ''}`}
      closeButtonProps={{ 'aria-label': 'Close' }}
    >
      <Textarea
        label="Message"
        required
        autosize
        minRows={2}
        data-autofocus
        value={words}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ProblemAlert error={save.error} title="It was not sent" />
      <div className={css.row} style={{ marginTop: 16 }}>
        <Button
          disabled={words.trim() === ''}
          loading={save.isPending}
          onClick={() =>
            save.mutate([putEntry<Communication>(reminderOf(appointment, words.trim(), learner, nowIso()))], {
              onSuccess: () => {
                notifications.show({ message: 'The reminder is sent.' });
                onClose();
              },
            })
          }
        >
          Send the reminder
        </Button>
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
      </div>
    </Modal>
  );
}
