import { FhirProblem, outcome, problem } from '../fhir/problem.ts';
import { isFields, many, textOf, type Fields, type Resource } from '../fhir/resource.ts';
import type { FhirRequest, FhirResponse } from './call.ts';
import { pairsOf } from './conditional.ts';

/** One wish of a batch or transaction. */
export interface BundleEntry {
  readonly index: number;
  readonly fullUrl?: string;
  readonly resource?: Resource;
  readonly request: FhirRequest;
}

const entriesMax = 5000;
const tooMany = () => problem(400, 'too-costly', `A Bundle may have up to ${entriesMax} entries.`, 'Bundle.entry');
const methods = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']);

/** @throws FhirProblem 400 naming the entry */
export function readEntries(bundle: Fields, outer: FhirRequest): BundleEntry[] {
  const entries = bundle.entry === undefined ? [] : bundle.entry;
  if (!Array.isArray(entries)) throw problem(400, 'structure', 'entry is a list.', 'Bundle.entry');
  if (entries.length > entriesMax) throw tooMany();
  const read = (entries as unknown[]).map((entry, index) => readEntry(entry, index, outer));
  const seen = new Set<string>();
  for (const { fullUrl, index } of read) {
    if (fullUrl === undefined) continue;
    if (seen.has(fullUrl)) throw problem(400, 'invalid', `${fullUrl.slice(0, 120)} is there twice.`, `Bundle.entry[${index}].fullUrl`);
    seen.add(fullUrl);
  }
  return read;
}

function readEntry(entry: unknown, index: number, outer: FhirRequest): BundleEntry {
  const at = `Bundle.entry[${index}]`;
  const request = isFields(entry) ? entry.request : undefined;
  if (!isFields(entry) || !isFields(request)) throw problem(400, 'required', 'The entry has no request.', at);
  const method = textOf(request.method) ?? '';
  const url = textOf(request.url);
  if (!methods.has(method)) throw problem(400, 'value', 'GET, HEAD, POST, PUT, PATCH or DELETE is needed.', `${at}.request.method`);
  if (url === undefined) throw problem(400, 'required', 'The url is missing.', `${at}.request.url`);
  const [path = '', query = ''] = url.split('?', 2);
  const { resource } = entry;
  if (resource !== undefined && !isFields(resource)) throw problem(400, 'structure', 'A resource is an object.', `${at}.resource`);
  const fullUrl = textOf(entry.fullUrl);
  return {
    index,
    ...(fullUrl === undefined ? {} : { fullUrl }),
    ...(isFields(resource) ? { resource: resource as Resource } : {}),
    request: {
      method,
      path: decoded(path.replace(/^\//, ''), at),
      query: query === '' ? [] : pairsOf(query),
      headers: {
        prefer: outer.headers.prefer,
        'if-match': textOf(request.ifMatch),
        'if-none-match': textOf(request.ifNoneMatch),
        'if-modified-since': textOf(request.ifModifiedSince),
        'if-none-exist': textOf(request.ifNoneExist),
      },
      body: () => {
        if (!isFields(resource)) throw problem(400, 'required', 'The entry has no resource.', `${at}.resource`);
        return resource;
      },
    },
  };
}

function decoded(path: string, at: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    throw problem(400, 'value', 'The url is not well-formed.', `${at}.request.url`);
  }
}

/** Each entry by itself; what fails does not hinder the others. https://hl7.org/fhir/R4/http.html#batch */
export function batch(bundle: Fields, request: FhirRequest, carryOut: (one: FhirRequest) => FhirResponse): FhirResponse {
  const entries = many(bundle.entry);
  if (entries.length > entriesMax) throw tooMany();
  const parts = entries.map((entry, index) => {
    try {
      return responseEntry(carryOut(readEntry(entry, index, request).request));
    } catch (error) {
      if (!(error instanceof FhirProblem)) throw error;
      return `{"response":{"status":"${error.status}","outcome":${JSON.stringify(outcome(error.issues))}}}`;
    }
  });
  return { status: 200, headers: {}, json: `{"resourceType":"Bundle","type":"batch-response","entry":[${parts.join(',')}]}` };
}

export function responseEntry(answer: FhirResponse | undefined): string {
  if (!answer) return '{"response":{"status":"500"}}';
  const { status, headers, json } = answer;
  const modified = headers['last-modified'];
  const response = JSON.stringify({
    status: String(status),
    ...(headers.location === undefined ? {} : { location: headers.location }),
    ...(headers.etag === undefined ? {} : { etag: headers.etag }),
    ...(modified === undefined ? {} : { lastModified: new Date(modified).toISOString() }),
  });
  return json === null ? `{"response":${response}}` : `{"resource":${json},"response":${response}}`;
}
