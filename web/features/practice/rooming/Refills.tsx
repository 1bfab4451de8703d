import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { dayText } from '../chart/chart-time.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { concept, idOf, referenceTo } from '../fhir/codes.ts';
import { dosageText, drugText } from '../fhir/dosage-text.ts';
import { ourSystems } from '../fhir/ours.ts';
import type { MedicationRequest, Task } from '../fhir/resources.ts';
import { useTransaction } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

/** A refill is prepared from the last prescription, drug and dose unchanged, and goes to its prescriber to be signed. */
export function Refills() {
  const { patient, encounter } = usePatient();
  const { learner, nowIso, zone, closed } = useAttempt();
  const { prescriptions, drafts, isPending, error } = useChartMedications();
  const save = useTransaction();
  const pend = (prior: MedicationRequest): void => {
    const { id: _id, meta: _meta, text: _text, priorPrescription: _before, statusReason: _why, ...same } = prior;
    const draft = `urn:uuid:${crypto.randomUUID()}`;
    const order: MedicationRequest = {
      ...same,
      resourceType: 'MedicationRequest',
      status: 'draft',
      authoredOn: nowIso(),
      ...(encounter ? { encounter: referenceTo(encounter) } : {}),
      priorPrescription: referenceTo(prior),
    };
    const ask: Task = {
      resourceType: 'Task',
      status: 'requested',
      intent: 'order',
      priority: 'routine',
      code: concept(ourSystems.task, 'refill-request', 'Refill request'),
      description: `Sign the refill of ${drugText(prior)}`,
      focus: { reference: draft },
      for: referenceTo(patient, `${patient.name?.[0]?.given?.[0] ?? ''} ${patient.name?.[0]?.family ?? ''}`.trim()),
      authoredOn: nowIso(),
      requester: learner,
      ...(prior.requester ? { owner: prior.requester } : {}),
    };
    save.mutate(
      [
        { method: 'POST', url: 'MedicationRequest', resource: order, fullUrl: draft },
        { method: 'POST', url: 'Task', resource: ask },
      ],
      { onSuccess: () => notifications.show({ message: `Pended for ${prior.requester?.display ?? 'the prescriber'}.` }) },
    );
  };
  return (
    <Section title="Refills" flush>
      <ProblemAlert error={error ?? save.error} title="The refill was not pended" />
      {!isPending && prescriptions.length === 0 && <p className={css.none}>No earlier prescription is on file.</p>}
      <ul className={css.list}>
        {prescriptions.map((one) => {
          const pended = drafts.some((draft) => idOf(draft.priorPrescription) === one.id);
          return (
            <li key={one.id}>
              <span className={css.main}>
                <strong>{drugText(one)}</strong> {dosageText(one.dosageInstruction?.[0])}{' '}
                <span className={css.quiet}>
                  {one.requester?.display}, {dayText(one.authoredOn, zone)}
                </span>
              </span>
              {pended ? (
                <span className={css.quiet}>pended, waits for a signature</span>
              ) : (
                !closed && (
                  <Button size="compact-xs" variant="light" loading={save.isPending} onClick={() => pend(one)}>
                    Pend a refill<span className="screen-reader"> of {drugText(one)}</span>
                  </Button>
                )
              )}
            </li>
          );
        })}
      </ul>
    </Section>
  );
}
