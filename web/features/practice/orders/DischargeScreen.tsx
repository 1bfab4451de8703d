import { Button, Group, Skeleton } from '@mantine/core';
import { useMemo, useState } from 'react';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import css from '../chart/chart.module.css';
import { useChartMedications } from '../chart/use-chart-medications.ts';
import { hasCode } from '../fhir/codes.ts';
import type { Encounter, ServiceRequest } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { PatientCheck, provesPatient, useWatch } from '../shell/PatientCheck.tsx';
import { usePatient } from '../shell/PatientProvider.tsx';
import { AlertList } from './AlertList.tsx';
import type { Decided } from './discharge.ts';
import { useDischargeDraft } from './discharge-draft.ts';
import { dischargeLines } from './discharge-lines.ts';
import { DischargeMedicines } from './DischargeMedicines.tsx';
import { DischargePlan } from './DischargePlan.tsx';
import { useDischarge } from './use-discharge.ts';

/** The way home: which medicines are taken from now on, what the patient must know, who sees them and their last results next. */
export function DischargeScreen() {
  const { encounter } = usePatient();
  if (!encounter || encounter.status === 'finished')
    return <EmptyState title="There is no stay to end">This patient has been discharged, or was never admitted.</EmptyState>;
  return <Discharge encounter={encounter} />;
}

function Discharge({ encounter }: { encounter: Encounter }) {
  const { patient, patientId } = usePatient();
  const { closed } = useAttempt();
  const { inpatient, statements, isPending, error } = useChartMedications();
  const { draft, change, answer, forget } = useDischargeDraft(patientId);
  const pending = usePendingTests();
  const watch = useWatch();
  const [typed, setTyped] = useState('');
  const lines = useMemo(() => dischargeLines(statements, inpatient), [statements, inpatient]);
  const medicines = lines.flatMap((line): Decided[] => {
    const given = draft.answers[line.key];
    return given ? [{ ...line, answer: given }] : [];
  });
  const { check, save } = useDischarge({
    encounter,
    medicines,
    isWhole: medicines.length === lines.length,
    pending: pending.tests,
    forget,
  });
  const missing = [
    ...(medicines.length < lines.length ? ['an answer for each medicine'] : []),
    ...(draft.instructions.trim() === '' ? ['instructions'] : []),
    ...(draft.followUp.trim() === '' ? ['who sees them next'] : []),
    ...(pending.tests.length > 0 && draft.follower === '' ? ['who looks at the results to come'] : []),
    ...(check.isClear ? [] : ['an answer to each alert']),
    ...(watch !== '' && !provesPatient(patient, typed) ? ['whose stay it is'] : []),
  ];
  const isReady = missing.length === 0 && !isPending && !pending.isPending && !closed;
  return (
    <form
      style={{ maxWidth: 1180 }}
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) save.mutate();
      }}
    >
      <h1 className="screen-reader">Discharge</h1>
      <ProblemAlert error={error ?? pending.error} />
      {isPending ? (
        <Skeleton height={160} aria-busy="true" />
      ) : (
        <DischargeMedicines lines={lines} answers={draft.answers} onAnswer={answer} />
      )}
      <DischargePlan draft={draft} pending={pending.tests} onChange={change} />
      <AlertList check={check} />
      <PatientCheck watch={watch} typed={typed} onType={setTyped} />
      <ProblemAlert error={save.error} title="Nothing was changed" />
      <Group gap="sm">
        <Button type="submit" disabled={!isReady} loading={save.isPending}>
          Discharge
        </Button>
        {missing.length > 0 && !closed && <span className={css.quiet}>Still missing: {missing.join(', ')}.</span>}
      </Group>
    </form>
  );
}

/** Tests that were ordered and have no result: whoever leaves them to chance loses them. */
function usePendingTests() {
  const { patientId } = usePatient();
  const services = usePatientList<ServiceRequest>('ServiceRequest', patientId);
  const tests = useMemo(
    () => services.list.filter((one) => one.status === 'active' && hasCode(one.category, 'laboratory', 'imaging')),
    [services.list],
  );
  return { tests, isPending: services.isPending, error: services.error };
}
