import { looksAlike, nameText } from '../fhir/patient-words.ts';
import type { Patient } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';

export interface Asked {
  readonly name: string;
  /** YYYY-MM-DD, or ''. */
  readonly birthDate: string;
}

export interface FoundPerson {
  readonly patient: Patient;
  /** Others of the finds that may be the same person. */
  readonly alike: readonly Patient[];
}

const beginningMax = 4;

/**
 * Everybody whose name begins like one of the words, and everybody born on that day: another spelling is found too. Those
 * who fit both come first. `null`: nothing was asked yet.
 */
export function usePersonSearch(asked: Asked | null): { found: FoundPerson[]; isPending: boolean; error: Error | null } {
  const words = (asked?.name ?? '').split(/[\s,]+/).filter((word) => word.length > 1);
  const family = words.at(-1)?.slice(0, beginningMax) ?? '';
  const byName = useSearch<Patient>('Patient', family === '' ? null : { name: family, _count: 100 });
  const byBirth = useSearch<Patient>('Patient', asked?.birthDate ? { birthdate: asked.birthDate, _count: 100 } : null);
  const all = new Map([...byName.list, ...byBirth.list].map((one) => [one.id, one]));
  const people = [...all.values()];
  const fit = (patient: Patient): number =>
    (patient.birthDate === asked?.birthDate ? 2 : 0) +
    words.filter((word) => nameText(patient.name).toLowerCase().includes(word.toLowerCase().slice(0, beginningMax))).length;
  return {
    found: people
      .toSorted((a, b) => fit(b) - fit(a) || nameText(a.name).localeCompare(nameText(b.name)))
      .map((patient) => ({ patient, alike: people.filter((other) => mayBeSame(patient, other)) })),
    isPending: byName.isLoading || byBirth.isLoading,
    error: byName.error ?? byBirth.error,
  };
}

/** Born on the same day and of nearly the same name. */
export const mayBeSame = (a: Patient, b: Patient): boolean =>
  a.id !== b.id && a.birthDate !== undefined && a.birthDate === b.birthDate && a.gender === b.gender && looksAlike(a, b);
