import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import { dayMs, toOffsetIso } from '#kernel/time.ts';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { referenceTo, textOf } from '../fhir/codes.ts';
import { nameText, spokenName } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useRead, useSave, useSearch } from '../fhir/use-fhir.ts';
import { patientOf, providerOf, type Appointment, type Schedule } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';

interface Props {
  /** Chosen to be booked: can be put on the list instead. */
  patient: Patient | null;
  provider: { label: string } | null;
  scheduleId: string;
  onPlace: (appointment: Appointment) => void;
}

const waitDays = 7;

/** Those who would come at any time: the first to ask when a slot becomes free. */
export function WaitingList({ patient, provider, scheduleId, onPlace }: Props) {
  const { zone, now, nowIso, closed } = useAttempt();
  const query = useSearch<Appointment>('Appointment', { status: 'waitlist', _count: 100 });
  const schedule = useRead<Schedule>('Schedule', scheduleId);
  const save = useSave<Appointment>();
  const [reason, setReason] = useState('');
  const waiting = query.list.filter((one) => one.status === 'waitlist');
  const add = (): void => {
    const actor = schedule.data?.actor.find((one) => one.reference?.startsWith('Practitioner/'));
    if (!patient || !actor || reason.trim() === '') return;
    save.mutate(
      {
        resourceType: 'Appointment',
        status: 'waitlist',
        description: reason.trim(),
        reasonCode: [{ text: reason.trim() }],
        created: nowIso(),
        requestedPeriod: [{ start: nowIso(), end: toOffsetIso(Math.floor((now() + waitDays * dayMs) / 1000) * 1000, zone) }],
        participant: [
          { actor: referenceTo(patient, spokenName(patient.name)), status: 'accepted' },
          { actor, status: 'accepted' },
        ],
      },
      { onSuccess: () => setReason(emptied(reason)) },
    );
  };
  return (
    <div style={{ marginTop: 16 }}>
      <Section title="Waiting list" note={String(waiting.length)} flush>
        <ProblemAlert error={query.error ?? save.error} />
        {query.data && waiting.length === 0 && <p className={css.none}>Nobody waits.</p>}
        <ul className={css.list}>
          {waiting.map((one) => (
            <li key={one.id}>
              <span className={css.main}>
                {patientOf(one)?.display}{' '}
                <span className={css.quiet}>
                  {one.description ?? textOf(one.reasonCode?.[0])} · {providerOf(one)?.display} · from{' '}
                  {dayText(one.requestedPeriod?.[0]?.start, zone)} to {dayText(one.requestedPeriod?.[0]?.end, zone)}
                </span>
              </span>
              {!closed && (
                <Button size="compact-xs" variant="light" onClick={() => onPlace(one)}>
                  Find a slot<span className="screen-reader"> for {patientOf(one)?.display}</span>
                </Button>
              )}
            </li>
          ))}
        </ul>
        {patient && provider && !closed && (
          <form
            className={css.row}
            style={{ padding: 12 }}
            onSubmit={(event) => {
              event.preventDefault();
              add();
            }}
          >
            <TextInput
              label={`Put ${nameText(patient.name)} on the list of ${provider.label}, because of`}
              style={{ flex: '1 1 240px' }}
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
            />
            <Button type="submit" variant="default" disabled={reason.trim() === ''} loading={save.isPending}>
              Put on the list
            </Button>
          </form>
        )}
      </Section>
    </div>
  );
}
