import { Button, Select, Stack, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { addDays, shiftedInstant, toLocal, toOffsetIso } from '#kernel/time.ts';
import { emptied } from '#web/ui/emptied.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { concept, referenceTo, textOf } from '../fhir/codes.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Task } from '../fhir/resources.ts';
import { usePatientList, useSave } from '../fhir/use-fhir.ts';
import { useColleagues } from '../nurse/use-colleagues.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { WorkItems } from '../work/WorkItems.tsx';

const kinds = [
  { value: 'follow-up-call', label: 'Follow-up call' },
  { value: 'peer-to-peer', label: 'Talk between physicians' },
  { value: 'home-visit', label: 'Home visit' },
  { value: 'records', label: 'Send records' },
];

/** What others, or the learner later, are to do for this patient. */
export function FollowUpScreen() {
  const { patientId } = usePatient();
  const { now, zone, closed } = useAttempt();
  const tasks = usePatientList<Task>('Task', patientId);
  const asked = tasks.list.filter((task) => !['completed', 'cancelled', 'rejected', 'failed', 'entered-in-error'].includes(task.status));
  return (
    <>
      <h1 className="screen-reader">Tasks</h1>
      <div className={css.grid}>
        {!closed && <TaskForm />}
        <div>
          <Section title="Waits for you" flush>
            <WorkItems patientId={patientId} none="Nothing waits for you." />
          </Section>
          <Section title="Open for this patient" flush>
            <ProblemAlert error={tasks.error} />
            {tasks.data && asked.length === 0 && <p className={css.none}>Nothing.</p>}
            <ul className={css.list}>
              {asked.map((task) => (
                <li key={task.id}>
                  <span className={css.main}>
                    {task.description ?? textOf(task.code)}{' '}
                    <span className={css.quiet}>{[task.owner?.display, task.status].filter(Boolean).join(' · ')}</span>
                  </span>
                  <span className={css.when}>
                    {task.restriction?.period?.end ? `until ${nearText(task.restriction.period.end, now(), zone)}` : ''}
                  </span>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      </div>
    </>
  );
}

function TaskForm() {
  const { patient, encounter } = usePatient();
  const { learner, now, nowIso, zone } = useAttempt();
  const colleagues = useColleagues(['physician', 'nurse', 'pharmacist', 'case-manager', 'ma', 'front-desk']);
  const save = useSave<Task>();
  const [kind, setKind] = useState<string | null>(null);
  const [owner, setOwner] = useState<string | null>(null);
  const [until, setUntil] = useState('');
  const [words, setWords] = useState('');
  const people = [
    ...(learner.reference ? [{ value: learner.reference, label: `${learner.display ?? 'Myself'} (myself)` }] : []),
    ...colleagues,
  ];
  const chosen = kinds.find((one) => one.value === kind);
  const person = people.find((one) => one.value === owner);
  const today = toLocal(now(), zone).date;
  const ready = chosen !== undefined && person !== undefined && until !== '' && until >= today;
  const ask = (): void => {
    if (!ready) return;
    save.mutate(
      {
        resourceType: 'Task',
        status: 'requested',
        intent: 'order',
        priority: until <= addDays(today, 1) ? 'urgent' : 'routine',
        code: concept(ourSystems.task, chosen.value, chosen.label),
        description: [chosen.label, words.trim()].filter(Boolean).join(': '),
        for: referenceTo(patient, nameText(patient.name)),
        ...(encounter ? { encounter: referenceTo(encounter) } : {}),
        authoredOn: nowIso(),
        requester: learner,
        owner: person.value === learner.reference ? learner : { reference: person.value, display: person.label },
        restriction: { period: { end: toOffsetIso(shiftedInstant(until, '16:00', zone), zone) } },
      },
      {
        onSuccess: () => {
          notifications.show({ message: `${person.label} is asked.` });
          setKind(null);
          setWords(emptied(words));
        },
      },
    );
  };
  return (
    <Section title="New task">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          ask();
        }}
      >
        <Stack gap="sm">
          <Select label="What" required data={kinds} value={kind} onChange={setKind} />
          <Select label="Who" required searchable data={people} value={owner} onChange={setOwner} />
          <TextInput
            type="date"
            label="Until"
            required
            min={today}
            value={until}
            onChange={(event) => setUntil(event.currentTarget.value)}
          />
          <TextInput label="In words" value={words} onChange={(event) => setWords(event.currentTarget.value)} />
          <ProblemAlert error={save.error} title="Nobody was asked" />
          <Button type="submit" disabled={!ready} loading={save.isPending}>
            Ask
          </Button>
        </Stack>
      </form>
    </Section>
  );
}
