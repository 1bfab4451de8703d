import type { Resource } from '../core/fhir/resource.ts';
import type { Clock } from './clock.ts';
import { patientRef } from './person.ts';
import type { Story } from './story.ts';
import { concept, hl7Systems, ref } from './systems.ts';
import { visits } from './visits.ts';

const forms = [
  ['treatment', 'Treatment and billing', concept(hl7Systems.consentScope, 'treatment', 'Treatment')],
  ['privacy', 'Privacy notice received', concept(hl7Systems.consentScope, 'patient-privacy', 'Privacy Consent')],
] as const;

/** Signed longer than a year ago: the desk asks again. */
const expired: ReadonlySet<string> = new Set(['singh-arjun privacy', 'thompson-elizabeth treatment']);

/** What clinic patients signed at the desk. A second record of one person has nothing signed. */
export function consentResources(people: ReadonlyMap<string, Story>, clock: Clock): Resource[] {
  const here = [...new Set(visits.map(({ patient }) => patient))].flatMap((id) => people.get(id) ?? []);
  return here.flatMap((story, number) =>
    forms.map(([key, name, scope]): Resource => ({
      resourceType: 'Consent',
      id: `consent-${story.id}-${key}`,
      status: 'active',
      scope,
      category: [{ text: name }],
      patient: patientRef(story),
      dateTime: clock.date(expired.has(`${story.id} ${key}`) ? -420 - number : -40 - number * 7),
      performer: [patientRef(story)],
      organization: [ref('Organization/lakeview')],
      policyRule: { text: `${name}, form of this house` },
    })),
  );
}
