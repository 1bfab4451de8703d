import { problem } from '../core/fhir/problem.ts';
import type { Pair } from '../core/search/criterion.ts';

/** How an answer is written. `pretty`: indented (JSON only). */
export interface Format {
  readonly kind: 'json' | 'xml';
  readonly pretty: boolean;
}

export const plainJson: Format = { kind: 'json', pretty: false };

const kinds: Readonly<Record<string, Format['kind']>> = {
  json: 'json',
  'application/json': 'json',
  'application/fhir+json': 'json',
  'text/json': 'json',
  'text/html': 'json',
  'application/*': 'json',
  '*/*': 'json',
  '': 'json',
  xml: 'xml',
  'application/xml': 'xml',
  'application/fhir+xml': 'xml',
  'text/xml': 'xml',
};

/** `_format` decides, then `Accept`, JSON where both will do. @throws FhirProblem 406 */
export function chooseFormat(query: readonly Pair[], accept: string | undefined): Format {
  const format = query.find(([name]) => name === '_format')?.[1];
  // A + in an address means a space.
  const wishes = format === undefined ? wishesOf(accept ?? '*/*') : [nameOf(format.replace(' ', '+'))];
  const kind = wishes.map((name) => (Object.hasOwn(kinds, name) ? kinds[name] : undefined)).find((one) => one !== undefined);
  if (kind === undefined) throw problem(406, 'not-supported', 'JSON and XML are available: application/fhir+json, application/fhir+xml.');
  return { kind, pretty: query.some(([name, value]) => name === '_pretty' && value === 'true') };
}

const nameOf = (one: string): string => one.split(';')[0]?.trim().toLowerCase() ?? '';

/** Media types, the most wanted first; as they stand where they are wanted alike. */
function wishesOf(accept: string): string[] {
  const wishes = accept.split(',').map((one) => ({ name: nameOf(one), weight: Number(/;\s*q\s*=\s*([\d.]+)/.exec(one)?.[1] ?? 1) }));
  return wishes
    .filter(({ weight }) => weight > 0)
    .toSorted((a, b) => b.weight - a.weight)
    .map(({ name }) => name);
}

const jsonBodies = new Set(['application/fhir+json', 'application/json', 'application/json-patch+json', 'text/json']);
const xmlBodies = new Set(['application/fhir+xml', 'application/xml', 'text/xml']);

/**
 * In what a body is written. Also keeps other sites' pages out: what a browser sends across sites without asking first is neither JSON nor XML.
 * @throws FhirProblem 415
 */
export function formatOfBody(contentType: string | undefined): Format['kind'] {
  const name = contentType === undefined ? 'application/fhir+json' : nameOf(contentType);
  if (jsonBodies.has(name)) return 'json';
  if (xmlBodies.has(name)) return 'xml';
  throw problem(415, 'not-supported', 'JSON and XML are taken: application/fhir+json, application/fhir+xml.');
}
