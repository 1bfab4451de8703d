import { isFields, textOf, type Fields } from '../fhir/resource.ts';
import type { FhirRequest } from '../rest/call.ts';
import { readEntries } from '../rest/entries.ts';
import { forbidden, isShared, lacking, reach, type Permit } from './permit.ts';
import type { Letter } from './scopes.ts';

const isRead = ({ method }: FhirRequest): boolean => method === 'GET' || method === 'HEAD';

/**
 * The request as far as the scopes allow it: a search over everybody becomes one of the open chart.
 * @throws FhirProblem 403
 */
export function narrow(permit: Permit, request: FhirRequest): FhirRequest {
  const segments = request.path.split('/').filter((part) => part !== '');
  const [type, second] = segments;
  if (type === undefined && request.method === 'POST') return narrowBundle(permit, request);
  if (type === undefined || type.startsWith('_')) return wholeServer(permit, request, type);
  if (second === undefined || (second === '_search' && request.method === 'POST')) {
    if (isRead(request) || second !== undefined) return narrowSearch(permit, request, type, second);
    return ofType(permit, request, type);
  }
  return ofInstance(permit, request, segments);
}

function wholeServer(permit: Permit, request: FhirRequest, first: string | undefined): FhirRequest {
  const named = request.query.filter(([name]) => name === '_type').flatMap(([, value]) => value.split(','));
  const types = first === '_history' || named.length === 0 ? ['*'] : named;
  for (const type of types) need(permit, type, 's', 'all');
  return checkReverse(permit, request);
}

/** At least this far. @throws FhirProblem 403 */
function need(permit: Permit, type: string, letter: Letter, how: 'all' | 'own' = 'own'): void {
  const given = reach(permit, type, letter);
  if (given === 'none') throw lacking(type, letter);
  if (how === 'all' && given !== 'all') throw forbidden('This access token is for the chart of one patient: ask within it.');
}

function narrowSearch(permit: Permit, request: FhirRequest, type: string, second: string | undefined): FhirRequest {
  need(permit, type, 's');
  checkReverse(permit, request);
  if (reach(permit, type, 's') === 'all') return request;
  if (!isShared(type)) return { ...request, path: ['Patient', permit.patientId, type, second].filter(Boolean).join('/') };
  if (request.query.some(([name]) => name.startsWith('_has:') || name.startsWith('_revinclude')))
    throw forbidden('This access token is for the chart of one patient: it cannot ask who else refers to something.');
  return request;
}

/** `_has` asks about resources of another type: that needs a scope of its own. */
function checkReverse(permit: Permit, request: FhirRequest): FhirRequest {
  for (const [name] of request.query) for (const [, type = ''] of name.matchAll(/_has:([A-Za-z]+)/g)) need(permit, type, 's');
  return request;
}

const letters: Readonly<Record<string, Letter>> = { POST: 'c', PUT: 'u', PATCH: 'u', DELETE: 'd' };

function ofType(permit: Permit, request: FhirRequest, type: string): FhirRequest {
  const letter = letters[request.method] ?? 'r';
  // A conditional interaction finds before it writes. What is found then is judged by what is written.
  if (request.method !== 'POST' || request.headers['if-none-exist'] !== undefined) need(permit, type, 's');
  if (request.method !== 'PUT') need(permit, type, letter);
  return request;
}

function ofInstance(permit: Permit, request: FhirRequest, [type = '', second = '', third, fourth]: readonly string[]): FhirRequest {
  if (second === '$validate') return request;
  // What is wrong with a resource names what is in it.
  if (second === '_history' || third === '$validate') need(permit, type, 'r', 'all');
  else if (third === '$everything') return everything(permit, request, type, second);
  else if (third !== undefined && !third.startsWith('_') && !third.startsWith('$')) inCompartment(permit, request, type, second, third);
  else if (isRead(request) || third !== undefined || fourth !== undefined) need(permit, type, 'r');
  else if (request.method === 'PUT') {
    if (reach(permit, type, 'u') === 'none') need(permit, type, 'c');
  } else need(permit, type, letters[request.method] ?? 'r');
  return request;
}

function everything(permit: Permit, request: FhirRequest, type: string, id: string): FhirRequest {
  const how = reach(permit, '*', 'r');
  if (how === 'all' || (how === 'own' && type === 'Patient' && id === permit.patientId)) return request;
  throw how === 'none' ? lacking('*', 'r') : forbidden('This access token is for the chart of one patient only.');
}

function inCompartment(permit: Permit, request: FhirRequest, type: string, id: string, wanted: string): void {
  const isOwn = type === 'Patient' && id === permit.patientId;
  need(permit, wanted, 's', isOwn ? 'own' : 'all');
  checkReverse(permit, request);
}

/** Each wish of a batch or transaction for itself; one that may not be refuses the whole. */
function narrowBundle(permit: Permit, request: FhirRequest): FhirRequest {
  const bundle = request.body();
  if (!isFields(bundle) || bundle.resourceType !== 'Bundle') return request; // it is told what belongs here
  const entries = readEntries(bundle, request).map((entry) => narrow(permit, entry.request).path);
  const narrowed: Fields = {
    ...bundle,
    ...(bundle.entry === undefined
      ? {}
      : { entry: (bundle.entry as Fields[]).map((entry, index) => withPath(entry, entries[index] ?? '')) }),
  };
  return { ...request, body: () => narrowed };
}

function withPath(entry: Fields, path: string): Fields {
  const asked = isFields(entry.request) ? entry.request : {};
  const [, query] = (textOf(asked.url) ?? '').split('?', 2);
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return { ...entry, request: { ...asked, url: query === undefined ? encoded : `${encoded}?${query}` } };
}
