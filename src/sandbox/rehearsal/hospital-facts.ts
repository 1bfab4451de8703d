import { screens, trailKinds } from '../core/exercise/model.ts';
import { isFields, many, textOf, type Resource } from '../core/fhir/resource.ts';
import type { Base } from '../core/store/base.ts';
import { changeForms } from '../exercise-files/change-forms.ts';
import type { HospitalFacts } from './jobs.ts';

/** Whom and what an exercise can name. */
export function hospitalFacts(base: Base): HospitalFacts {
  const named = (type: string) =>
    base.versionsOf(type).flatMap(({ json }) => {
      if (json === null) return [];
      const one = JSON.parse(json) as Resource;
      return [{ one, reference: `${type}/${one.id}`, name: nameOf(one) }];
    });
  const byName = (a: { name: string }, b: { name: string }): number => a.name.localeCompare(b.name, 'en');
  return {
    patients: named('Patient')
      .map(({ one, ...rest }) => ({ ...rest, birthDate: textOf(one.birthDate) ?? '', gender: textOf(one.gender) ?? '' }))
      .toSorted(byName),
    learners: named('Practitioner')
      .map(({ reference, name }) => ({ reference, name }))
      .toSorted(byName),
    screens: [...screens],
    trailKinds: [...trailKinds],
    forms: changeForms().map(({ form, fields }) => ({ form, fields: fields.map((field) => ({ ...field, choices: [...field.choices] })) })),
  };
}

function nameOf({ name }: Resource): string {
  const [first] = many(name);
  if (!isFields(first)) return '';
  return [textOf(first.family), many(first.given).map(String).join(' ')].filter(Boolean).join(', ');
}
