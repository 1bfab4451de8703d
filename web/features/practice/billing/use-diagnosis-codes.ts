import { useMemo } from 'react';
import { systems, textOf } from '../fhir/codes.ts';
import type { Coding, Concept } from '../fhir/elements.ts';
import type { Condition, Encounter } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';

/** ICD-10-CM codes that this hospital's charts use, to choose from; a code that isn't among them can be typed. */
export function useDiagnosisCodes(): Coding[] {
  const conditions = useSearch<Condition>('Condition', { _count: 500 });
  const visits = useSearch<Encounter>('Encounter', { _count: 500 });
  return useMemo(() => {
    const found = new Map<string, Coding>();
    const add = (one: Concept | undefined): void => {
      for (const coding of one?.coding ?? [])
        if (coding.system === systems.icd10 && coding.code) found.set(coding.code, { ...coding, display: coding.display ?? textOf(one) });
    };
    for (const condition of conditions.list) add(condition.code);
    for (const visit of visits.list) visit.reasonCode?.forEach(add);
    return [...found.values()].toSorted((a, b) => (a.code ?? '').localeCompare(b.code ?? ''));
  }, [conditions.list, visits.list]);
}

/** The shape of an ICD-10-CM code: a letter, two characters, and up to four more after a full stop. */
export const isDiagnosisCode = (text: string): boolean => /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(text);
