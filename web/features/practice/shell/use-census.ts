import { useMemo } from 'react';
import { idOf } from '../fhir/codes.ts';
import type { Encounter, Patient } from '../fhir/resources.ts';
import type { Resource } from '../fhir/elements.ts';
import { useSearch } from '../fhir/use-fhir.ts';

export interface Stay {
  readonly encounter: Encounter;
  readonly patient: Patient;
  readonly bed: string;
  readonly unit: string;
}

/** Everybody who is in the house now, with their stay. */
export function useCensus(): { stays: Stay[]; patients: Patient[]; isPending: boolean; error: Error | null } {
  const query = useSearch<Encounter>('Encounter', { status: 'in-progress,arrived', _include: 'Encounter:patient', _count: 200 });
  return useMemo(() => {
    const all = query.list as readonly Resource[];
    const people = new Map(all.filter((one): one is Patient => one.resourceType === 'Patient').map((one) => [one.id, one]));
    const stays = all
      .filter((one): one is Encounter => one.resourceType === 'Encounter')
      .flatMap((encounter): Stay[] => {
        const patient = people.get(idOf(encounter.subject));
        if (!patient) return [];
        const bed = bedOf(encounter);
        return [{ encounter, patient, bed, unit: bed.includes('-') ? bed.slice(0, bed.lastIndexOf('-')) : bed }];
      })
      .toSorted((a, b) => a.bed.localeCompare(b.bed, 'en', { numeric: true }));
    return { stays, patients: [...people.values()], isPending: query.isPending, error: query.error };
  }, [query.list, query.isPending, query.error]);
}

/** `5N-03`: of the places of a stay the bed, which comes before its ward. */
export function bedOf(encounter: Encounter | null): string {
  const places = (encounter?.location ?? []).filter((one) => one.status !== 'completed').map((one) => one.location.display ?? '');
  return (places.find((one) => /\d$/.test(one)) ?? places[0] ?? '').replace(/^(Bed|Room) /, '');
}
