import { problem } from '../core/fhir/problem.ts';
import type { Pair } from '../core/search/criterion.ts';

const jsonNames = new Set(['json', 'application/json', 'application/fhir+json', 'text/json']);

/**
 * Only JSON is spoken: `_format` decides, then `Accept`. True when it should be indented (`_pretty=true`).
 * @throws FhirProblem 406
 */
export function chooseFormat(query: readonly Pair[], accept: string | undefined): boolean {
  const format = query.find(([name]) => name === '_format')?.[1];
  // A + in an address means a space.
  const wanted = format === undefined ? (accept ?? '*/*').split(',') : [format.replace(' ', '+')];
  const isJson = wanted.some((one) => {
    const name = one.split(';')[0]?.trim().toLowerCase() ?? '';
    return jsonNames.has(name) || name === '*/*' || name === 'application/*' || name === 'text/html' || name === '';
  });
  if (!isJson) throw problem(406, 'not-supported', 'Only JSON is available: application/fhir+json.');
  return query.some(([name, value]) => name === '_pretty' && value === 'true');
}

const jsonBodies = new Set(['application/fhir+json', 'application/json', 'application/json-patch+json', 'text/json']);

/** Also keeps other sites' pages out: what a browser sends across sites without asking first is never JSON. @throws FhirProblem 415 */
export function mustBeJson(contentType: string | undefined): void {
  const name = contentType?.split(';')[0]?.trim().toLowerCase();
  if (name !== undefined && !jsonBodies.has(name)) throw problem(415, 'not-supported', 'Only JSON is taken: application/fhir+json.');
}
