import { useMemo } from 'react';
import { codesOf } from '../fhir/codes.ts';
import type { Concept, Reference, Resource } from '../fhir/elements.ts';
import { useSearch } from '../fhir/use-fhir.ts';

interface PractitionerRole extends Resource {
  resourceType: 'PractitionerRole';
  practitioner?: Reference;
  code?: Concept[];
}

/** Whom the learner plays: the exercise says so, else the first of the hospital's staff with that job role. */
export function useLearner(role: string, wanted: string | null): Reference {
  const query = useSearch<PractitionerRole>('PractitionerRole', { _count: 200 });
  return useMemo(() => {
    const found = wanted
      ? query.list.find((one) => one.practitioner?.reference === wanted)
      : query.list.find((one) => one.code?.some((code) => codesOf(code).includes(role)));
    return found?.practitioner ?? (wanted ? { reference: wanted } : { display: 'Learner' });
  }, [query.list, role, wanted]);
}
