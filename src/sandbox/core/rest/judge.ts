import { outcome, problem } from '../fhir/problem.ts';
import { isFields, many, textOf } from '../fhir/resource.ts';
import type { Pair } from '../search/criterion.ts';
import { claimedProfiles } from '../validate/profile.ts';
import { validate } from '../validate/validate.ts';
import type { FhirResponse, Setting } from './call.ts';

/**
 * `$validate`: says what is wrong and writes nothing. `profile` (in the address or in Parameters) is judged besides those that the resource
 * claims. https://hl7.org/fhir/R4/resource-operation-validate.html @throws FhirProblem 400 for a profile that is not known here
 */
export function judge({ attempt }: Setting, type: string, body: unknown, query: readonly Pair[]): FhirResponse {
  const { definitions } = attempt.rules;
  const parameters = isFields(body) && body.resourceType === 'Parameters' && type !== 'Parameters' ? many(body.parameter) : null;
  const named = (name: string) => parameters?.find((one) => isFields(one) && one.name === name);
  const given = named('resource');
  const resource = parameters ? (isFields(given) ? given.resource : undefined) : body;
  const asked = named('profile');
  const profiles = [
    ...query.filter(([name]) => name === 'profile').map(([, value]) => value),
    ...(isFields(asked) ? [textOf(asked.valueUri) ?? textOf(asked.valueCanonical) ?? ''] : []),
  ].map((url) => url.split('|')[0] ?? '');
  const strange = profiles.find((url) => !definitions.profiles.has(url));
  if (strange !== undefined) {
    const text = `The profile "${strange.slice(0, 200)}" is not known here; the CapabilityStatement names those that are.`;
    throw problem(400, 'not-supported', text, 'profile');
  }
  const { issues } = validate(definitions, resource, profiles);
  const wrongType = isFields(resource) && resource.resourceType !== type;
  const all = wrongType ? [{ severity: 'error', code: 'invalid', text: `A ${type} was to be validated.` } as const, ...issues] : issues;
  const judged = new Set([...profiles, ...(isFields(resource) ? claimedProfiles(definitions, resource) : [])]);
  const by = ['FHIR R4', ...[...judged].flatMap((url) => definitions.profiles.get(url)?.name ?? [])].join(', ');
  const fine = { severity: 'information', code: 'informational', text: `Valid by ${by}.` } as const;
  return { status: 200, headers: {}, json: JSON.stringify(outcome(all.length > 0 ? all : [fine])) };
}
