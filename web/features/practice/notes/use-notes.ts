import { useMemo } from 'react';
import type { DocumentReference } from '../fhir/documents.ts';
import { usePatientList } from '../fhir/use-fhir.ts';
import { usePatient } from '../shell/PatientProvider.tsx';

export function useNotes(): { notes: DocumentReference[]; isPending: boolean; error: Error | null } {
  const { patientId } = usePatient();
  const query = usePatientList<DocumentReference>('DocumentReference', patientId);
  return useMemo(
    () => ({
      notes: query.list.filter((note) => note.status !== 'entered-in-error').toSorted((a, b) => (b.date ?? '').localeCompare(a.date ?? '')),
      isPending: query.isPending,
      error: query.error,
    }),
    [query.list, query.isPending, query.error],
  );
}
