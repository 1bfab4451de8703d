import { useMemo } from 'react';
import { looksAlike } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useCensus } from './use-census.ts';

/** Patients of this hospital's present stays whose names a hurried eye takes for this one's. */
export function useLookAlikes(patient: Patient): Patient[] {
  const census = useCensus();
  return useMemo(() => census.patients.filter((other) => looksAlike(patient, other)).slice(0, 3), [census.patients, patient]);
}
