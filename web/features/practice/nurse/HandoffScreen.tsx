import { Skeleton } from '@mantine/core';
import { useMemo } from 'react';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import css from '../chart/chart.module.css';
import { nearText } from '../chart/chart-time.ts';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { hasCode } from '../fhir/codes.ts';
import type { Communication, MedicationAdministration, ServiceRequest, Task } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import type { PhraseFacts } from '../notes/phrases.ts';
import { usePhraseFacts } from '../notes/use-phrase-facts.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { dueLines, type DueLine, type SbarPart } from './handoff.ts';
import { HandoffForm } from './HandoffForm.tsx';
import parts from './handoff.module.css';
import { ReadBack } from './ReadBack.tsx';

/** Handing over: situation, background, assessment, recommendation and what is due, to a colleague by name, who reads it back. */
export function HandoffScreen() {
  const { patientId, codeStatus } = usePatient();
  const { now, zone, closed } = useAttempt();
  const facts = usePhraseFacts();
  const earlier = usePatientList<Communication>('Communication', patientId, { _sort: '-sent' });
  const { due, isPending, error } = useDueLines();
  const handoffs = earlier.list.filter((one) => hasCode(one.category, 'handoff'));
  return (
    <>
      <h1 className="screen-reader">Handoff</h1>
      <div className={css.grid}>
        {!closed && (
          <Section title="Hand over (SBAR)">
            <ProblemAlert error={error} title="What is due could not be read" />
            {earlier.isPending || isPending || facts === null ? (
              <Skeleton height={240} aria-busy="true" />
            ) : (
              <HandoffForm begin={beginOf(facts, codeStatus)} due={due} />
            )}
          </Section>
        )}
        <Section title="Handed over" flush>
          <ProblemAlert error={earlier.error} />
          {earlier.data && handoffs.length === 0 && <p className={css.none}>Nothing was handed over in this chart yet.</p>}
          <ul className={css.list}>
            {handoffs.map((one) => (
              <li key={one.id}>
                <div className={css.main}>
                  {one.payload?.map((payload) => (
                    <p key={payload.contentString} className={parts.part}>
                      {payload.contentString}
                    </p>
                  ))}
                  <span className={css.quiet}>
                    {one.sender?.display} to {one.recipient?.map((other) => other.display).join(', ')}
                  </span>
                  <ReadBack handoff={one} all={earlier.list} />
                </div>
                <span className={css.when}>{nearText(one.sent, now(), zone)}</span>
              </li>
            ))}
          </ul>
        </Section>
      </div>
    </>
  );
}

function useDueLines(): { due: DueLine[]; isPending: boolean; error: Error | null } {
  const { patientId } = usePatient();
  const { now: clock, zone } = useAttempt();
  const medications = useChartMedications();
  const administrations = usePatientList<MedicationAdministration>('MedicationAdministration', patientId);
  const services = usePatientList<ServiceRequest>('ServiceRequest', patientId);
  const tasks = usePatientList<Task>('Task', patientId);
  // By the minute: what was ticked keeps its line.
  const now = Math.floor(clock() / 60_000) * 60_000;
  const due = useMemo(
    () =>
      dueLines(
        { orders: medications.inpatient, administrations: administrations.list, services: services.list, tasks: tasks.list },
        now,
        zone,
      ),
    [medications.inpatient, administrations.list, services.list, tasks.list, now, zone],
  );
  return {
    due,
    isPending: medications.isPending || administrations.isPending || services.isPending || tasks.isPending,
    error: medications.error ?? administrations.error ?? services.error ?? tasks.error,
  };
}

const beginOf = (facts: PhraseFacts, codeStatus: string): Record<SbarPart, string> => ({
  Situation: `${facts.name}, ${facts.age}, ${facts.sex}. ${facts.reason}. ${codeStatus}.`,
  Background: `Problems: ${facts.problems.join('; ')}. Allergies: ${facts.allergies.join(', ') || 'none recorded'}.`,
  Assessment: facts.vitals.length === 0 ? '' : `${facts.vitals.join(', ')}.`,
  Recommendation: '',
});
