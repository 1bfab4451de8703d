import { useEffect, useMemo } from 'react';
import type { MedicationRequest, Observation } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';
import { usePatient } from '../shell/PatientProvider.tsx';
import { holdFindings, type HoldFinding } from './five-rights.ts';

/** An order's hold parameters against the newest measurements. Whoever is shown one has looked at it: the trail is told. */
export function useHolds(order: MedicationRequest): HoldFinding[] {
  const { patientId } = usePatient();
  const { note } = useAttempt();
  const observations = usePatientList<Observation>('Observation', patientId, {
    code: '8867-4,85354-9,8480-6,9279-1,41653-7',
    _sort: '-date',
    _count: 60,
  });
  const found = useMemo(() => holdFindings(order, observations.list), [order, observations.list]);
  const targets = [...new Set(found.map((one) => one.target).filter(Boolean))].join(' ');
  useEffect(() => {
    for (const target of targets.split(' ').filter(Boolean)) note({ kind: 'viewed', patient: `Patient/${patientId}`, target });
  }, [targets, note, patientId]);
  return found;
}
