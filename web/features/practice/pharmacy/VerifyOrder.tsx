import { Button, Group, Loader, Textarea } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import css from '../chart/chart.module.css';
import { momentText, nearText } from '../chart/chart-time.ts';
import { ValueFlag } from '../chart/ValueFlag.tsx';
import { concept, referenceTo } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { measuredAt, seriesOf, unitOf } from '../fhir/observation-words.ts';
import { ourSystems } from '../fhir/ours.ts';
import { nameText } from '../fhir/patient-words.ts';
import type { Communication, MedicationRequest, Observation, Task } from '../fhir/resources.ts';
import { putEntry, usePatientList, useTransaction } from '../fhir/use-fhir.ts';
import { draftOrders, useCds } from '../orders/cds.ts';
import orderCss from '../orders/orders.module.css';
import { codeOf } from '../orders/SignDialog.tsx';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { SubstituteDrawer } from './SubstituteDrawer.tsx';

/** What a pharmacist looks at with dose and kidneys: creatinine, filtration, potassium, platelets, hemoglobin, INR, liver, drug levels. */
const usefulLabs = ['2160-0', '98979-8', '2823-3', '777-3', '718-7', '6301-6', '1742-6', '4092-3', '10535-3', '19123-9'];

/** One order: what it says, what speaks against it, and the pharmacist's answer. */
export function VerifyOrder({ task, order }: { task: Task; order: MedicationRequest }) {
  const { patientId, patient, encounter, weight } = usePatient();
  const { learner, note, now, nowIso, zone, closed } = useAttempt();
  const { inpatient } = useChartMedications();
  const labs = usePatientList<Observation>('Observation', patientId, { category: 'laboratory', _sort: '-date' });
  const save = useTransaction();
  const cds = useCds();
  const [words, setWords] = useState('');
  const [substituting, setSubstituting] = useState(false);
  const checks = useQuery({
    queryKey: ['cds-verify', patientId, order],
    queryFn: () =>
      cds.call('order-sign', {
        userId: learner.reference ?? 'Practitioner/learner',
        patientId,
        ...(encounter ? { encounterId: encounter.id } : {}),
        draftOrders: draftOrders([order]),
      }),
    staleTime: Infinity,
  });
  const told = useRef(false);
  useEffect(() => {
    note({ kind: 'viewed', patient: `Patient/${patientId}`, target: `MedicationRequest/${order.id}` });
  }, [note, order.id, patientId]);
  useEffect(() => {
    if (!checks.data || told.current) return;
    told.current = true;
    for (const card of checks.data)
      note({
        kind: 'alert-shown',
        patient: `Patient/${patientId}`,
        category: codeOf(card),
        target: `MedicationRequest/${order.id}`,
        text: card.summary,
      });
  }, [checks.data, note, order.id, patientId]);
  const others = inpatient.filter((one) => one.id !== order.id && (one.status === 'active' || one.status === 'on-hold'));
  const series = seriesOf(labs.list).filter((one) => usefulLabs.includes(one.key));
  const answered = (status: string): Task => ({
    ...task,
    status,
    owner: learner,
    lastModified: nowIso(),
    ...(words.trim()
      ? {
          statusReason: { text: words.trim() },
          note: [...(task.note ?? []), { text: words.trim(), time: nowIso(), authorReference: learner }],
        }
      : {}),
  });
  const done = (message: string) => ({
    onSuccess: () => {
      notifications.show({ message });
      setWords('');
    },
  });
  const message = (): Communication => ({
    resourceType: 'Communication',
    status: 'completed',
    category: [concept(ourSystems.task, 'clarify-order', 'Question about an order')],
    subject: referenceTo(patient, nameText(patient.name)),
    about: [referenceTo(order, drugText(order))],
    sent: nowIso(),
    sender: learner,
    ...(order.requester ? { recipient: [order.requester] } : {}),
    payload: [{ contentString: words.trim() }],
  });
  const overridden = (checks.data ?? []).filter((card) => card.indicator !== 'info');
  const verify = (): void => {
    for (const card of overridden)
      note({
        kind: 'alert-overridden',
        patient: `Patient/${patientId}`,
        category: codeOf(card),
        target: `MedicationRequest/${order.id}`,
        reason: words.trim(),
      });
    save.mutate([putEntry(answered('completed'))], done(`${drugText(order)} is verified.`));
  };
  return (
    <div>
      <div className={css.pane} style={{ marginBottom: 16 }}>
        <strong style={{ fontSize: '1rem' }}>{drugText(order)}</strong>
        <div>{dosageText(order.dosageInstruction?.[0])}</div>
        <div className={css.quiet}>
          {order.supportingInformation?.map((one) => one.display).join(', ')} · {order.requester?.display},{' '}
          {momentText(order.authoredOn, zone)}
          {weight && ` · weight ${weight.kg} kg`}
        </div>
        {task.status === 'on-hold' && <div className={css.quiet}>Waiting for the prescriber: {task.note?.at(-1)?.text}</div>}
        <h2 className="screen-reader">Checks</h2>
        <ProblemAlert error={checks.error} title="The order could not be checked" onRetry={() => void checks.refetch()} />
        {checks.isPending && <Loader size="xs" mt="sm" aria-label="Checking" />}
        <ul className={orderCss.alerts} style={{ marginTop: 12 }}>
          {checks.data?.map((card) => (
            <li key={card.uuid ?? card.summary} className={orderCss.alert} data-indicator={card.indicator}>
              <div className={orderCss.alertHead}>{card.summary}</div>
              {card.detail && <p>{card.detail}</p>}
            </li>
          ))}
          {checks.data?.length === 0 && (
            <li className={css.quiet}>Interaction, dose, kidney, allergy and duplicate checks found nothing.</li>
          )}
        </ul>
        <Textarea
          label={overridden.length > 0 ? 'What you say to the findings, or ask the prescriber' : 'Question or remark'}
          autosize
          minRows={2}
          value={words}
          disabled={closed}
          onChange={(event) => setWords(event.currentTarget.value)}
        />
        <ProblemAlert error={save.error} title="Nothing was changed" />
        <Group mt="sm" gap="xs">
          <Button
            loading={save.isPending}
            disabled={closed || checks.isPending || (overridden.length > 0 && words.trim() === '')}
            onClick={verify}
          >
            Verify
          </Button>
          <Button
            variant="default"
            loading={save.isPending}
            disabled={closed || words.trim() === ''}
            onClick={() =>
              save.mutate(
                [putEntry(answered('on-hold')), putEntry(message())],
                done('Your question is with the prescriber; the order waits.'),
              )
            }
          >
            Clarify
          </Button>
          <Button variant="default" disabled={closed} onClick={() => setSubstituting(true)}>
            Substitute …
          </Button>
          <Button
            variant="default"
            color="red"
            loading={save.isPending}
            disabled={closed || words.trim() === ''}
            title={words.trim() === '' ? 'Say why first' : undefined}
            onClick={() =>
              save.mutate([putEntry(answered('rejected')), putEntry(message())], done('Rejected; the prescriber is told why.'))
            }
          >
            Reject
          </Button>
        </Group>
      </div>
      <div className={css.grid}>
        <Section title="Other active medication" flush>
          <ul className={css.list}>
            {others.map((one) => (
              <li key={one.id}>
                <span className={css.main}>
                  <strong>{drugText(one)}</strong> <span className={css.quiet}>{dosageText(one.dosageInstruction?.[0])}</span>
                </span>
              </li>
            ))}
            {others.length === 0 && <li className={css.quiet}>None.</li>}
          </ul>
        </Section>
        <Section title="Laboratory that matters for doses" flush>
          <table className={css.table}>
            <caption className="screen-reader">Newest values</caption>
            <tbody>
              {series.map(({ key, name, observations }) => {
                const newest = observations[0];
                return newest ? (
                  <tr key={key}>
                    <th scope="row">{name}</th>
                    <td className={css.num}>
                      <ValueFlag observation={newest} /> <span className={css.quiet}>{unitOf(newest)}</span>
                    </td>
                    <td className={css.when}>{nearText(measuredAt(newest), now(), zone)}</td>
                  </tr>
                ) : null;
              })}
            </tbody>
          </table>
          {labs.data && series.length === 0 && <p className={css.none}>None known.</p>}
        </Section>
      </div>
      {substituting && (
        <SubstituteDrawer
          order={order}
          onDone={(replacement, reason) => {
            save.mutate(
              [
                putEntry(replacement),
                putEntry({ ...order, status: 'stopped', statusReason: { text: `Substituted by pharmacy: ${reason}` } }),
                putEntry({ ...answered('completed'), statusReason: { text: `Substituted: ${reason}` } }),
              ],
              {
                onSuccess: () => {
                  setSubstituting(false);
                  notifications.show({ message: 'Substituted. The prescriber’s order is stopped and the new one is active.' });
                },
              },
            );
          }}
          busy={save.isPending}
          error={save.error}
          onClose={() => setSubstituting(false)}
        />
      )}
    </div>
  );
}
