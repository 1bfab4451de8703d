import { Button, Skeleton } from '@mantine/core';
import { useState } from 'react';
import { notifications } from '@mantine/notifications';
import { Facts } from '#web/ui/Facts.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { momentText } from '../chart/chart-time.ts';
import { concept, referenceTo, textOf } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { birthText, mrnOf, nameText } from '../fhir/patient-words.ts';
import type { Patient, Task } from '../fhir/resources.ts';
import { usePatientList, useRead, useSave, useSearch } from '../fhir/use-fhir.ts';
import { isVideo, providerOf, type Appointment } from '../fhir/visits.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import { IdentifyPerson } from '../work/IdentifyPerson.tsx';
import { AppointmentActions } from './AppointmentActions.tsx';
import { CoveragePanel } from './CoveragePanel.tsx';
import { mayBeSame } from './use-person-search.ts';

/** One person at the desk: who they are, their insurance, their appointments. */
export function PersonPanel({ patientId }: { patientId: string }) {
  const patient = useRead<Patient>('Patient', patientId);
  if (!patient.data)
    return patient.error ? (
      <ProblemAlert error={patient.error} title="This person cannot be shown" />
    ) : (
      <Skeleton height={200} aria-busy="true" />
    );
  const person = patient.data;
  return (
    <>
      <Section title={nameText(person.name)} note={mrnOf(person)}>
        <Facts
          facts={[
            ['Born', birthText(person.birthDate)],
            ['Sex', person.gender ?? ''],
            ['Telephone', person.telecom?.map((one) => one.value).join(', ') ?? ''],
            [
              'Address',
              person.address?.map((one) => one.text ?? [...(one.line ?? []), one.city].filter(Boolean).join(', ')).join('; ') ?? '',
            ],
            ['Language', person.communication?.map((one) => textOf(one.language)).join(', ') ?? ''],
          ]}
        />
        <h3 style={{ margin: '12px 0 6px', fontSize: '0.8125rem' }}>Identify</h3>
        <IdentifyPerson patient={person} />
      </Section>
      <Duplicates patient={person} />
      <CoveragePanel patient={person} />
      <Appointments patient={person} />
    </>
  );
}

/** Records that may be the same person: reported to medical records, never merged at the desk. */
function Duplicates({ patient }: { patient: Patient }) {
  const { learner, nowIso, closed } = useAttempt();
  const sameDay = useSearch<Patient>('Patient', patient.birthDate ? { birthdate: patient.birthDate, _count: 100 } : null);
  const tasks = useSearch<Task>('Task', { code: 'merge-records', _count: 100 });
  const save = useSave<Task>();
  const alike = sameDay.list.filter((other) => mayBeSame(patient, other));
  const [reported, setReported] = useState<string[]>([]);
  if (alike.length === 0) return null;
  const known = (other: Patient): boolean =>
    reported.includes(other.id ?? '') ||
    tasks.list.some((task) => [patient.id, other.id].some((id) => task.focus?.reference === `Patient/${id}`));
  const report = (other: Patient): void =>
    save.mutate(
      {
        resourceType: 'Task',
        status: 'requested',
        intent: 'order',
        code: concept(ourSystems.task, 'merge-records', 'Merge records'),
        description: `Same person? ${nameText(patient.name)} (${mrnOf(patient)}) and ${nameText(other.name)} (${mrnOf(other)})`,
        focus: referenceTo(other, nameText(other.name)),
        for: referenceTo(patient, nameText(patient.name)),
        authoredOn: nowIso(),
        requester: learner,
        performerType: [{ text: 'Medical records' }],
      },
      {
        onSuccess: () => {
          setReported([...reported, other.id ?? '']);
          notifications.show({ message: 'Medical records knows of it.' });
        },
      },
    );
  return (
    <Section title="May be the same person" flush>
      <ul className={css.list}>
        {alike.map((other) => (
          <li key={other.id}>
            <span className={css.main}>
              {nameText(other.name)}{' '}
              <span className={css.quiet}>
                born {birthText(other.birthDate)} · {mrnOf(other)}
              </span>
            </span>
            {known(other) ? (
              <span className={css.quiet}>reported to medical records</span>
            ) : (
              !closed && (
                <Button size="compact-xs" variant="light" loading={save.isPending} onClick={() => report(other)}>
                  Report duplicate<span className="screen-reader"> {nameText(other.name)}</span>
                </Button>
              )
            )}
          </li>
        ))}
      </ul>
      <ProblemAlert error={save.error} title="It was not reported" />
    </Section>
  );
}

function Appointments({ patient }: { patient: Patient }) {
  const { zone, closed } = useAttempt();
  const place = usePlace();
  const query = usePatientList<Appointment>('Appointment', patient.id ?? '');
  const sorted = query.list.toSorted((a, b) => (b.start ?? '').localeCompare(a.start ?? ''));
  return (
    <Section
      title="Appointments"
      flush
      actions={
        !closed && (
          <Button size="compact-xs" variant="light" onClick={() => place.go({ screen: 'schedule', item: patient.id ?? '' })}>
            Book a visit
          </Button>
        )
      }
    >
      <ProblemAlert error={query.error} />
      {query.data && sorted.length === 0 && <p className={css.none}>None.</p>}
      <ul className={css.list}>
        {sorted.map((one) => (
          <li key={one.id}>
            <span className={css.when}>{one.start ? momentText(one.start, zone) : 'waiting list'}</span>
            <span className={css.main}>
              {one.description ?? one.reasonCode?.map(textOf).join(', ')}{' '}
              <span className={css.quiet}>
                {providerOf(one)?.display} · {isVideo(one) ? 'video · ' : ''}
                {one.status}
              </span>
            </span>
            <AppointmentActions appointment={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}
