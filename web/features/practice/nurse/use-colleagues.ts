import { useMemo } from 'react';
import { codesOf } from '../fhir/codes.ts';
import type { Concept, Reference, Resource } from '../fhir/elements.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';

interface PractitionerRole extends Resource {
  resourceType: 'PractitionerRole';
  practitioner?: Reference;
  code?: Concept[];
}

/** Licensed staff who can stand beside the learner: never the learner. */
export function useColleagues(roles: readonly string[] = ['nurse', 'physician', 'pharmacist']): { value: string; label: string }[] {
  const { learner } = useAttempt();
  const query = useSearch<PractitionerRole>('PractitionerRole', { _count: 200 });
  const wanted = roles.join(' ');
  return useMemo(
    () =>
      query.list
        .filter((one) => one.code?.some((code) => codesOf(code).some((role) => wanted.split(' ').includes(role))))
        .flatMap((one) =>
          one.practitioner?.reference && one.practitioner.reference !== learner.reference
            ? [{ value: one.practitioner.reference, label: one.practitioner.display ?? one.practitioner.reference }]
            : [],
        )
        .filter((one, index, all) => all.findIndex((other) => other.value === one.value) === index),
    [query.list, learner.reference, wanted],
  );
}
