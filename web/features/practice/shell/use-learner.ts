import { useMemo } from 'react';
import { codesOf } from '../fhir/codes.ts';
import type { Concept, Reference, Resource } from '../fhir/elements.ts';
import { useSearch } from '../fhir/use-fhir.ts';

interface PractitionerRole extends Resource {
  resourceType: 'PractitionerRole';
  practitioner?: Reference;
  code?: Concept[];
}

/** Whom somebody of this job role plays in the hospital: the first of its staff with that role. */
export function useLearner(role: string): Reference {
  const query = useSearch<PractitionerRole>('PractitionerRole', { _count: 200 });
  return useMemo(
    () => query.list.find((one) => one.code?.some((code) => codesOf(code).includes(role)))?.practitioner ?? { display: 'Learner' },
    [query.list, role],
  );
}
