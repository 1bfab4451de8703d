import { useEffect, useMemo } from 'react';
import { holdMeasures } from '../fhir/holds.ts';
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
    code: ['85354-9', ...holdMeasures.map((one) => one.code)].join(','),
    _sort: '-date',
    _count: 100,
  });
  const found = useMemo(() => holdFindings(order, observations.list), [order, observations.list]);
  const targets = [...new Set(found.map((one) => one.target).filter(Boolean))].join(' ');
  useEffect(() => {
    for (const target of targets.split(' ').filter(Boolean)) note({ kind: 'viewed', patient: `Patient/${patientId}`, target });
  }, [targets, note, patientId]);
  return found;
}
