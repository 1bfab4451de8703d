import { FhirProblem, outcome, problem } from '../fhir/problem.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, many, type Resource } from '../fhir/resource.ts';
import { append, headOf, isTaken, versionsOf } from '../store/attempt.ts';
import { stamp, type Version } from '../store/version.ts';
import { validate, type FoundReference } from '../validate/validate.ts';
import { checkIfMatch, prefer, versionHeaders, type FhirRequest, type FhirResponse, type Setting } from './call.ts';

/*
 * Create, update, delete. Everything is checked before anything is written; references to resources that a transaction is
 * about to write are checked by the transaction at its end.
 */

/** A setting inside a transaction collects references here instead of checking them at once. */
export interface WriteSetting extends Setting {
  readonly pending?: FoundReference[];
}

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;

/** The body as a valid resource of this type. @throws FhirProblem 400 or 422 with the places */
export function acceptResource(setting: WriteSetting, type: string, body: unknown): Resource {
  if (!isFields(body) || typeof body.resourceType !== 'string')
    throw problem(400, 'structure', 'The body is no FHIR resource: resourceType is missing.');
  if (body.resourceType !== type)
    throw problem(400, 'invalid', `A ${type} belongs here, not a ${body.resourceType.slice(0, 80)}.`, 'resourceType');
  const { issues, references } = validate(setting.attempt.rules.definitions, body);
  if (issues.length > 0) throw new FhirProblem(400, issues);
  const resource = body as Resource;
  checkContained(resource, references);
  if (type === 'Bundle') return resource; // a document may refer to what is nowhere else
  if (setting.pending) setting.pending.push(...references);
  else checkReferences(setting, references);
  return resource;
}

function checkContained(resource: Resource, references: readonly FoundReference[]): void {
  const local = references.filter(({ reference }) => reference.startsWith('#') && reference !== '#');
  if (local.length === 0) return;
  const ids = new Set(many(resource.contained).flatMap((one) => (isFields(one) ? [one.id] : [])));
  const lost = local.find(({ reference }) => !ids.has(reference.slice(1)));
  if (lost) throw problem(422, 'not-found', `"${lost.reference.slice(0, 80)}" is not among the contained resources.`, lost.at);
}

/** Every literal reference to this server must lead to something. @throws FhirProblem 422 */
export function checkReferences({ attempt, address }: Setting, references: readonly FoundReference[]): void {
  const issues = references.flatMap(({ reference, at }) => {
    if (reference.startsWith('#')) return [];
    if (/^urn:(uuid|oid):/.test(reference)) return [lost(reference, at, 'no entry of the same transaction has it as its fullUrl')];
    const target = parseReference(reference);
    if (!target) return /^[a-z][a-z0-9+.-]*:/i.test(reference) ? [] : [lost(reference, at, 'it is no reference')];
    if (target.base !== undefined && target.base !== address) return [];
    const head = headOf(attempt, target.type, target.id);
    return head && head.json !== null ? [] : [lost(reference, at, head ? 'it was deleted' : 'there is no such resource')];
  });
  if (issues.length > 0) throw new FhirProblem(422, issues);
}

const lost = (reference: string, at: string, why: string) =>
  ({ severity: 'error', code: 'not-found', text: `"${reference.slice(0, 120)}" leads nowhere: ${why}.`, at }) as const;

export function create(setting: WriteSetting, type: string, body: unknown, request: FhirRequest, id?: string): FhirResponse {
  const resource = acceptResource(setting, type, body);
  return written(setting, request, put(setting, resource, id ?? freshId(setting, type), 'POST'), 201);
}

function freshId({ attempt, newId }: Setting, type: string): string {
  for (;;) {
    const id = newId();
    if (!isTaken(attempt, type, id)) return id;
  }
}

/** Creates under the given id what is not there yet. https://hl7.org/fhir/R4/http.html#upsert */
export function update(setting: WriteSetting, type: string, id: string, body: unknown, request: FhirRequest): FhirResponse {
  if (!idPattern.test(id)) throw problem(400, 'value', `"${id.slice(0, 80)}" is no id: up to 64 letters, digits, - or . are needed.`);
  const resource = acceptResource(setting, type, body);
  if (resource.id !== id)
    throw problem(400, 'invalid', `The id in the body (${resource.id ?? 'none'}) is not the one of the address (${id}).`, `${type}.id`);
  const head = headOf(setting.attempt, type, id);
  checkIfMatch(request.headers['if-match'], head);
  if (request.headers['if-none-match'] === '*' && head && head.json !== null)
    throw problem(412, 'conflict', `${type}/${id} is already there.`);
  return written(setting, request, put(setting, resource, id, 'PUT'), head && head.json !== null ? 200 : 201);
}

export function replace(setting: WriteSetting, type: string, id: string, changed: unknown, request: FhirRequest): FhirResponse {
  const resource = acceptResource(setting, type, changed);
  if (resource.id !== id) throw problem(422, 'business-rule', 'A patch can not change the id.', `${type}.id`);
  return written(setting, request, put(setting, resource, id, 'PATCH'), 200);
}

/** Deleting what is not there is no error: the wish is fulfilled. */
export function remove(setting: Setting, type: string, id: string, request: FhirRequest): FhirResponse {
  const { attempt } = setting;
  const head = headOf(attempt, type, id);
  checkIfMatch(request.headers['if-match'], head);
  if (!head || head.json === null) return { status: 204, headers: head ? versionHeaders(head) : {}, json: null };
  const version: Version = { type, id, ...nextVersion(setting, type, id), method: 'DELETE', json: null };
  append(attempt, version);
  return { status: 204, headers: versionHeaders(version), json: null };
}

function nextVersion({ attempt, now }: Setting, type: string, id: string): { versionId: string; lastUpdated: string } {
  const versions = versionsOf(attempt, type, id);
  const last = Number(versions.at(-1)?.versionId ?? 0);
  return { versionId: String(Number.isInteger(last) ? last + 1 : versions.length + 1), lastUpdated: new Date(now).toISOString() };
}

function put(setting: Setting, resource: Resource, id: string, method: Version['method']): Version {
  const type = resource.resourceType;
  // An id that was made for it can not have been there.
  const next = method === 'POST' ? { versionId: '1', lastUpdated: new Date(setting.now).toISOString() } : nextVersion(setting, type, id);
  const stamped = { id, ...next };
  const version: Version = { type, ...stamped, method, json: stamp(resource, stamped) };
  append(setting.attempt, version);
  return version;
}

/** What a write answers, as `Prefer: return` asks. https://hl7.org/fhir/R4/http.html#ops */
export function written({ address }: Setting, request: FhirRequest, version: Version, status: number): FhirResponse {
  const location = `${address}/${version.type}/${version.id}/_history/${version.versionId}`;
  const headers = { ...versionHeaders(version), location };
  switch (prefer(request.headers.prefer, 'return')) {
    case 'minimal':
      return { status, headers, json: null };
    case 'OperationOutcome':
      return {
        status,
        headers,
        json: JSON.stringify(outcome([{ severity: 'information', code: 'informational', text: `Written as ${location}` }])),
      };
    default:
      return { status, headers, json: version.json };
  }
}
