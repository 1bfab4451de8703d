import { Button, Group, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { hasCode, idOf, pathOf, textOf } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { ageText, birthText, nameText } from '../fhir/patient-words.ts';
import type { AllergyIntolerance, Patient, Task } from '../fhir/resources.ts';
import { putEntry, usePatientList, useRead, useTransaction } from '../fhir/use-fhir.ts';
import { CoSignForm } from '../notes/CoSignForm.tsx';
import { noteText } from '../notes/note-text.ts';
import { PendedOrder } from '../orders/PendedOrder.tsx';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import css from './chart.module.css';
import { momentText } from './chart-time.ts';
import { ReportResult, SingleResult } from './InBasketResult.tsx';

/** One thing that waits, and its answer. What was done goes with the acknowledgement. */
export function InBasketItem({ task, patient }: { task: Task; patient: Patient | undefined }) {
  const { now } = useAttempt();
  const place = usePlace();
  const [type = '', id = ''] = pathOf(task.focus).split('/');
  const whom = idOf(task.for);
  const openChart = (
    <Button variant="default" onClick={() => place.go({ patient: whom, screen: 'chart' })}>
      Open the chart
    </Button>
  );
  return (
    <article>
      <h2 style={{ margin: '0 0 2px', fontSize: '1rem' }}>{task.description ?? textOf(task.code)}</h2>
      <p className={css.quiet} style={{ margin: 0 }}>
        {nameText(patient?.name)}, born {birthText(patient?.birthDate)} ({ageText(patient?.birthDate, now())})
      </p>
      <Allergies patientId={whom} />
      {type === 'DiagnosticReport' && <ReportResult id={id} patientId={whom} />}
      {type === 'Observation' && <SingleResult id={id} />}
      {type === 'DocumentReference' && <NoteToRead id={id} task={task} more={openChart} />}
      {type === 'MedicationRequest' && hasCode(task.code, 'refill-request', 'co-sign') && (
        <PendedOrder id={id} task={task} more={openChart} />
      )}
      {!isSignedHere(type, task) && <Acknowledge task={task} more={openChart} />}
    </article>
  );
}

/** Has an answer of its own: a note to co-sign, an order that waits for a signature. */
const isSignedHere = (type: string, task: Task): boolean =>
  (type === 'DocumentReference' && hasCode(task.code, 'co-sign')) ||
  (type === 'MedicationRequest' && hasCode(task.code, 'refill-request', 'co-sign'));

/** The banner of a chart is not here, what must stand beside each decision is. */
function Allergies({ patientId }: { patientId: string }) {
  const allergies = usePatientList<AllergyIntolerance>('AllergyIntolerance', patientId);
  const real = allergies.list.filter((one) => !hasCode(one.code, 'none-known') && !hasCode(one.verificationStatus, 'entered-in-error'));
  if (!allergies.data) return <p className={css.quiet}>{allergies.error ? 'Allergies could not be read.' : ' '}</p>;
  return (
    <p className={css.quiet}>
      Allergies:{' '}
      {real.length === 0
        ? allergies.list.length === 0
          ? 'not asked'
          : 'none known'
        : real.map((one) => (
            <span key={one.id} className={css.flag} data-flag="HH" style={{ margin: '0 4px 0 0' }}>
              {[textOf(one.code), one.reaction?.flatMap((reaction) => reaction.manifestation?.map(textOf) ?? []).join(', ')]
                .filter(Boolean)
                .join(': ')}
            </span>
          ))}
    </p>
  );
}

function NoteToRead({ id, task, more }: { id: string; task: Task; more: React.ReactNode }) {
  const { zone } = useAttempt();
  const note = useRead<DocumentReference>('DocumentReference', id);
  const { data } = note;
  return (
    <>
      <ProblemAlert error={note.error} />
      {data && (
        <>
          <p className={css.quiet}>
            {data.author?.[0]?.display}, {momentText(data.date, zone)}
          </p>
          <div className={css.note}>{noteText(data)}</div>
          {hasCode(task.code, 'co-sign') && <CoSignForm key={data.meta?.versionId} note={data} task={task} more={more} />}
        </>
      )}
    </>
  );
}

function Acknowledge({ task, more }: { task: Task; more: React.ReactNode }) {
  const { learner, nowIso, closed } = useAttempt();
  const save = useTransaction();
  const [words, setWords] = useState('');
  const critical = task.priority === 'stat';
  const isResult = hasCode(task.code, 'review-result');
  const answer = (): void =>
    save.mutate(
      [
        putEntry({
          ...task,
          status: 'completed',
          owner: learner,
          lastModified: nowIso(),
          ...(words.trim() ? { note: [...(task.note ?? []), { text: words.trim(), time: nowIso() }] } : {}),
        }),
      ],
      { onSuccess: () => notifications.show({ message: isResult ? 'Acknowledged.' : 'Done.' }) },
    );
  return (
    <>
      {task.note?.map((one) => (
        <p key={one.text} className={css.note}>
          {one.text}
        </p>
      ))}
      <Textarea
        mt="sm"
        label={critical ? 'What you do about it' : 'Remark'}
        required={critical}
        autosize
        minRows={1}
        value={words}
        disabled={closed}
        onChange={(event) => setWords(event.currentTarget.value)}
      />
      <ProblemAlert error={save.error} title="It was not acknowledged" />
      <Group mt="sm" gap="xs">
        <Button loading={save.isPending} disabled={closed || (critical && words.trim() === '')} onClick={answer}>
          {isResult ? 'Acknowledge' : 'Done'}
        </Button>
        {more}
      </Group>
    </>
  );
}
