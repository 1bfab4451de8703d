import { Button, Group, Loader, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { noteText } from '../notes/note-text.ts';
import { hasCode, idOf, pathOf, textOf } from '../fhir/codes.ts';
import type { DocumentReference } from '../fhir/documents.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import type { Resource } from '../fhir/elements.ts';
import { rangeText, unitOf } from '../fhir/observation-words.ts';
import { ageText, birthText, nameText } from '../fhir/patient-words.ts';
import type { DiagnosticReport, MedicationRequest, Observation, Patient, Task } from '../fhir/resources.ts';
import { putEntry, useRead, useSearch, useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePlace } from '../shell/place.ts';
import css from './chart.module.css';
import { momentText } from './chart-time.ts';
import { ValueFlag } from './ValueFlag.tsx';

/** One thing that waits, and its answer. What was done goes with the acknowledgement. */
export function InBasketItem({ task, patient }: { task: Task; patient: Patient | undefined }) {
  const { learner, now, nowIso, closed } = useAttempt();
  const place = usePlace();
  const save = useTransaction();
  const [words, setWords] = useState('');
  const [type = '', id = ''] = pathOf(task.focus).split('/');
  const critical = task.priority === 'stat';
  const whom = idOf(task.for);
  const answer = (status: string, more: readonly Resource[], message: string): void =>
    save.mutate(
      [
        putEntry({
          ...task,
          status,
          owner: learner,
          lastModified: nowIso(),
          ...(words.trim() ? { note: [...(task.note ?? []), { text: words.trim(), time: nowIso() }] } : {}),
        }),
        ...more.map(putEntry),
      ],
      { onSuccess: () => notifications.show({ message }) },
    );
  return (
    <article>
      <h2 style={{ margin: '0 0 2px', fontSize: '1rem' }}>{task.description ?? textOf(task.code)}</h2>
      <p className={css.quiet} style={{ marginTop: 0 }}>
        {nameText(patient?.name)}, born {birthText(patient?.birthDate)} ({ageText(patient?.birthDate, now())})
      </p>
      {type === 'DiagnosticReport' && <Report id={id} patientId={whom} />}
      {type === 'Observation' && <OneResult id={id} />}
      {type === 'DocumentReference' && (
        <Note
          id={id}
          onSign={(note) => answer('completed', [{ ...note, docStatus: 'final', authenticator: learner } as Resource], 'Co-signed.')}
          disabled={closed}
        />
      )}
      {type === 'MedicationRequest' && (
        <Refill
          id={id}
          disabled={closed}
          onApprove={(order) =>
            answer('completed', [{ ...order, status: 'active', requester: learner, authoredOn: nowIso() } as Resource], 'Refilled.')
          }
          onRefuse={(order) =>
            answer(
              'rejected',
              [{ ...order, status: 'cancelled', statusReason: { text: words.trim() || 'Refused by prescriber' } } as Resource],
              'Refused.',
            )
          }
        />
      )}
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
        {hasCode(task.code, 'review-result') && (
          <Button
            loading={save.isPending}
            disabled={closed || (critical && words.trim() === '')}
            onClick={() => answer('completed', [], 'Acknowledged.')}
          >
            Acknowledge
          </Button>
        )}
        {!hasCode(task.code, 'review-result', 'co-sign', 'refill-request') && (
          <Button loading={save.isPending} disabled={closed} onClick={() => answer('completed', [], 'Done.')}>
            Done
          </Button>
        )}
        <Button variant="default" onClick={() => place.go({ patient: whom, screen: 'chart' })}>
          Open the chart
        </Button>
        <Button variant="default" onClick={() => place.go({ patient: whom, screen: 'orders' })}>
          Write orders
        </Button>
      </Group>
    </article>
  );
}

function Report({ id, patientId }: { id: string; patientId: string }) {
  const { zone } = useAttempt();
  const report = useRead<DiagnosticReport>('DiagnosticReport', id);
  const ids = report.data?.result?.map((one) => pathOf(one).split('/')[1] ?? '') ?? [];
  const results = useSearch<Observation>('Observation', ids.length > 0 ? { _id: ids.join(','), patient: patientId, _count: 100 } : null);
  if (report.isPending) return <Loader size="xs" />;
  return (
    <>
      <ProblemAlert error={report.error ?? results.error} />
      <p>
        {textOf(report.data?.code)}, {momentText(report.data?.effectiveDateTime, zone)}
      </p>
      {report.data?.conclusion && <p className={css.note}>{report.data.conclusion}</p>}
      <table className={css.table}>
        <caption className="screen-reader">Values</caption>
        <tbody>
          {results.list.map((one) => (
            <tr key={one.id}>
              <th scope="row">{textOf(one.code)}</th>
              <td className={css.num}>
                <ValueFlag observation={one} /> <span className={css.quiet}>{unitOf(one)}</span>
              </td>
              <td className={css.quiet}>{rangeText(one)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

function OneResult({ id }: { id: string }) {
  const result = useRead<Observation>('Observation', id);
  return (
    <>
      <ProblemAlert error={result.error} />
      {result.data && (
        <p>
          {textOf(result.data.code)}: <ValueFlag observation={result.data} /> {unitOf(result.data)}{' '}
          <span className={css.quiet}>({rangeText(result.data)})</span>
        </p>
      )}
    </>
  );
}

function Note({ id, disabled, onSign }: { id: string; disabled: boolean; onSign: (note: DocumentReference) => void }) {
  const note = useRead<DocumentReference>('DocumentReference', id);
  const { data } = note;
  return (
    <>
      <ProblemAlert error={note.error} />
      {data && (
        <>
          <p className={css.quiet}>{data.author?.[0]?.display}</p>
          <div className={css.note}>{noteText(data)}</div>
          <Button mt="sm" disabled={disabled} onClick={() => onSign(data)}>
            Co-sign
          </Button>
        </>
      )}
    </>
  );
}

function Refill({
  id,
  disabled,
  onApprove,
  onRefuse,
}: {
  id: string;
  disabled: boolean;
  onApprove: (order: MedicationRequest) => void;
  onRefuse: (order: MedicationRequest) => void;
}) {
  const order = useRead<MedicationRequest>('MedicationRequest', id);
  const { data } = order;
  return (
    <>
      <ProblemAlert error={order.error} />
      {data && (
        <>
          <p>
            <strong>{drugText(data)}</strong> {dosageText(data.dosageInstruction?.[0])}
            {data.dispenseRequest?.numberOfRepeatsAllowed !== undefined && `, ${data.dispenseRequest.numberOfRepeatsAllowed} refills`}
          </p>
          <Group gap="xs">
            <Button disabled={disabled} onClick={() => onApprove(data)}>
              Approve
            </Button>
            <Button variant="default" disabled={disabled} onClick={() => onRefuse(data)}>
              Refuse
            </Button>
          </Group>
        </>
      )}
    </>
  );
}
