import { useMemo } from 'react';
import { hasCode } from '../fhir/codes.ts';
import type { MedicationRequest, MedicationStatement } from '../fhir/resources.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

export interface ChartMedications {
  /** Orders of this stay, newest first; drafts are not among them. */
  readonly inpatient: readonly MedicationRequest[];
  /** Prescriptions from outside this stay that are in force. */
  readonly prescriptions: readonly MedicationRequest[];
  /** What the patient says that they take at home. */
  readonly statements: readonly MedicationStatement[];
  readonly drafts: readonly MedicationRequest[];
  readonly all: readonly MedicationRequest[];
  readonly isPending: boolean;
  readonly error: Error | null;
}

/** A patient's medications: what was ordered for this stay, and what they take at home. */
export function useChartMedications(): ChartMedications {
  const { patientId, encounter } = usePatient();
  const requests = usePatientList<MedicationRequest>('MedicationRequest', patientId);
  const statements = usePatientList<MedicationStatement>('MedicationStatement', patientId);
  return useMemo(() => {
    const sorted = requests.list
      .filter((one) => one.status !== 'entered-in-error')
      .toSorted((a, b) => (b.authoredOn ?? '').localeCompare(a.authoredOn ?? ''));
    const inpatient = (one: MedicationRequest): boolean =>
      hasCode(one.category, 'inpatient') ||
      (!hasCode(one.category, 'outpatient', 'community', 'discharge') && one.encounter?.reference === `Encounter/${encounter?.id}`);
    return {
      all: sorted,
      drafts: sorted.filter((one) => one.status === 'draft'),
      inpatient: sorted.filter((one) => one.status !== 'draft' && inpatient(one)),
      prescriptions: sorted.filter((one) => one.status !== 'draft' && !inpatient(one)),
      statements: statements.list.filter((one) => one.status !== 'entered-in-error'),
      isPending: requests.isPending || statements.isPending,
      error: requests.error ?? statements.error,
    };
  }, [requests.list, requests.isPending, requests.error, statements.list, statements.isPending, statements.error, encounter?.id]);
}
