import { Button, Select, Skeleton, TextInput } from '@mantine/core';
import { useState } from 'react';
import { addDays, toLocal } from '#kernel/time.ts';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { plural } from '#web/ui/time-text.ts';
import css from '../chart/chart.module.css';
import { idOf } from '../fhir/codes.ts';
import type { Patient } from '../fhir/resources.ts';
import { useRead } from '../fhir/use-fhir.ts';
import { patientOf, type Appointment, type Slot } from '../fhir/visits.ts';
import { nameText } from '../fhir/patient-words.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { PatientPicker } from '../work/PatientPicker.tsx';
import { CancelDialog } from './AppointmentActions.tsx';
import { BookDialog } from './BookDialog.tsx';
import { DayTable } from './DayTable.tsx';
import { useCalendars, useDay } from './use-day.ts';
import { WaitingList } from './WaitingList.tsx';

/** What a free slot is looked for: somebody new, an appointment that moves, or somebody of the waiting list. */
interface Wanted {
  readonly moving: Appointment | null;
  readonly waiting: Appointment | null;
}
const nothing: Wanted = { moving: null, waiting: null };

/** A provider's day, slot by slot. */
export function ScheduleScreen() {
  const { now, zone } = useAttempt();
  const place = usePlace();
  const calendars = useCalendars();
  const [chosen, setSchedule] = useState<string | null>(null);
  const scheduleId = chosen ?? calendars[0]?.value ?? '';
  const today = toLocal(now(), zone).date;
  const [date, setDate] = useState(today);
  const { lines, isPending, error } = useDay(scheduleId, date);
  const [wanted, setWanted] = useState<Wanted>(nothing);
  const [slot, setSlot] = useState<Slot | null>(null);
  const [leaving, setLeaving] = useState<Appointment | null>(null);
  const from = wanted.moving ?? wanted.waiting;
  const patientId = from ? idOf(patientOf(from)) : place.item;
  const patient = useRead<Patient>('Patient', patientId);
  const free = lines.filter((one) => one.slot.status === 'free' && Date.parse(one.slot.start) > now()).length;
  const choose = (id: string): void => {
    setWanted(nothing);
    place.go({ screen: 'schedule', item: id });
  };
  const provider = calendars.find((one) => one.value === scheduleId);
  const looks = patient.data ? nameText(patient.data.name) : '';
  return (
    <>
      <h1 className="screen-reader">Schedule</h1>
      <div className={css.row} style={{ marginBottom: 12 }}>
        <Select label="Calendar" w={190} data={calendars} value={scheduleId || null} allowDeselect={false} onChange={setSchedule} />
        <Button.Group>
          <Button variant="default" onClick={() => setDate(addDays(date, -1))}>
            Day before
          </Button>
          <Button variant="default" onClick={() => setDate(today)}>
            Today
          </Button>
          <Button variant="default" onClick={() => setDate(addDays(date, 1))}>
            Day after
          </Button>
        </Button.Group>
        <TextInput
          type="date"
          label="Day"
          value={date}
          onChange={(event) => /^\d{4}-\d\d-\d\d$/.test(event.currentTarget.value) && setDate(event.currentTarget.value)}
        />
        <PatientPicker label="Book for" value={patientId} onChange={choose} />
        <span className={css.quiet} role="status">
          {plural(free, 'free slot')}
        </span>
      </div>
      {from && (
        <div className={css.row} style={{ marginBottom: 12 }} role="note">
          <strong>
            {wanted.moving ? 'Choose the new time for' : 'Choose a time for'} {looks}
          </strong>
          <Button size="compact-xs" variant="default" onClick={() => setWanted(nothing)}>
            Leave it
          </Button>
        </div>
      )}
      <ProblemAlert error={error} title="The schedule could not be read" />
      {isPending && <Skeleton height={320} aria-busy="true" />}
      {!isPending && lines.length === 0 && <EmptyState title="Nobody has hours on this day">Choose another day.</EmptyState>}
      {lines.length > 0 && (
        <DayTable
          lines={lines}
          bookable={patientId !== ''}
          onBook={setSlot}
          onMove={(appointment) => setWanted({ moving: appointment, waiting: null })}
        />
      )}
      <WaitingList
        onPlace={(appointment) => setWanted({ moving: null, waiting: appointment })}
        patient={from ? null : (patient.data ?? null)}
        provider={provider ?? null}
        scheduleId={scheduleId}
      />
      {slot && patient.data && (
        <BookDialog
          slot={slot}
          patient={patient.data}
          scheduleId={scheduleId}
          from={from}
          waiting={wanted.waiting}
          onClose={() => setSlot(null)}
          onDone={() => {
            setSlot(null);
            setLeaving(wanted.moving);
            setWanted(nothing);
          }}
        />
      )}
      {leaving && (
        <CancelDialog appointment={leaving} title="The new time is booked. Cancel the old one" onClose={() => setLeaving(null)} />
      )}
    </>
  );
}
