import { FhirProblem, problem } from '../fhir/problem.ts';
import { isFields, type Fields, type Resource } from '../fhir/resource.ts';
import { mark, rollback } from '../store/attempt.ts';
import type { FoundReference } from '../validate/validate.ts';
import type { FhirRequest, FhirResponse, Setting } from './call.ts';
import { pairsOf, selectedOne } from './conditional.ts';
import { readEntries, responseEntry, type BundleEntry } from './entries.ts';
import { checkReferences, type WriteSetting } from './write.ts';

/** How one entry is carried out; `id` is the one already chosen for a resource to be created. */
export type CarryOut = (setting: WriteSetting, request: FhirRequest, id?: string) => FhirResponse;

const order = ['DELETE', 'POST', 'PUT', 'PATCH', 'GET', 'HEAD'];

/** All or nothing. https://hl7.org/fhir/R4/http.html#transaction @throws FhirProblem with the entry's place; nothing is written then */
export function transaction(setting: Setting, bundle: Fields, request: FhirRequest, carryOut: CarryOut): FhirResponse {
  const entries = readEntries(bundle, request);
  const from = mark(setting.attempt);
  try {
    return { status: 200, headers: {}, json: run(setting, entries, carryOut) };
  } catch (error) {
    rollback(setting.attempt, from);
    throw error;
  }
}

function run(setting: Setting, entries: readonly BundleEntry[], carryOut: CarryOut): string {
  const plan = new Map(entries.map((entry) => [entry, within(entry, () => identify(setting, entry))]));
  oncePerResource(plan);
  const addresses = new Map<string, string>();
  for (const [{ fullUrl }, { type, id }] of plan) if (fullUrl !== undefined && id !== null) addresses.set(fullUrl, `${type}/${id}`);
  const pending: FoundReference[] = [];
  const places = new Map<FoundReference, BundleEntry>();
  const answers = new Map<BundleEntry, FhirResponse>();
  for (const entry of entries.toSorted((a, b) => order.indexOf(a.request.method) - order.indexOf(b.request.method))) {
    const { id, matched } = plan.get(entry) ?? { id: null, matched: false };
    const before = pending.length;
    answers.set(
      entry,
      within(entry, () => {
        const resource = entry.resource === undefined ? undefined : relinked(setting, entry.resource, addresses);
        const inner = { ...entry.request, body: () => resource ?? entry.request.body() };
        // A conditional create that found its resource is not repeated as a search: what it found counts.
        return carryOut({ ...setting, pending }, inner, matched ? undefined : (id ?? undefined));
      }),
    );
    for (const reference of pending.slice(before)) places.set(reference, entry);
  }
  for (const reference of pending) {
    const entry = places.get(reference);
    if (entry) within(entry, () => checkReferences(setting, [reference]));
  }
  const parts = entries.map((entry) => responseEntry(answers.get(entry)));
  return `{"resourceType":"Bundle","type":"transaction-response","entry":[${parts.join(',')}]}`;
}

interface Identity {
  readonly type: string;
  /** The resource that the entry will write, if it writes one. */
  readonly id: string | null;
  /** It exists already and stays as it is. */
  readonly matched: boolean;
  readonly writes: boolean;
}

/** Which resource an entry is about, before anything is written, so that others can refer to it. */
function identify(setting: Setting, { request, resource }: BundleEntry): Identity {
  const [type = '', id = null] = request.path.split('/');
  const writes = request.method !== 'GET' && request.method !== 'HEAD';
  if (request.method === 'POST' && id === null) {
    const conditions = request.headers['if-none-exist'];
    const known = conditions === undefined ? null : selectedOne(setting, type, pairsOf(conditions));
    return { type, id: known?.id ?? setting.newId(), matched: known !== null, writes };
  }
  if (id !== null || !writes || request.query.length === 0) return { type, id, matched: false, writes };
  const known = selectedOne(setting, type, request.query);
  const given = typeof resource?.id === 'string' ? resource.id : null;
  return { type, id: known?.id ?? (request.method === 'PUT' ? (given ?? setting.newId()) : null), matched: false, writes };
}

/** https://hl7.org/fhir/R4/http.html#trules: a resource may be written once in a transaction. */
function oncePerResource(plan: ReadonlyMap<BundleEntry, Identity>): void {
  const seen = new Set<string>();
  for (const [entry, { type, id, writes, matched }] of plan) {
    if (!writes || matched || id === null || /^[$_]/.test(id)) continue;
    const key = `${type}/${id}`;
    if (seen.has(key))
      within(entry, () => {
        throw problem(400, 'invalid', `${key} is written twice in one transaction.`);
      });
    seen.add(key);
  }
}

/** Runs a part of an entry; what goes wrong says which entry it was. */
function within<T>(entry: BundleEntry, part: () => T): T {
  try {
    return part();
  } catch (error) {
    if (!(error instanceof FhirProblem)) throw error;
    const prefix = `Bundle.entry[${entry.index}]`;
    throw new FhirProblem(
      error.status === 404 || error.status === 410 ? 400 : error.status,
      error.issues.map((issue) => ({ ...issue, at: issue.at === undefined ? prefix : `${prefix}.resource/${issue.at}` })),
    );
  }
}

/**
 * The resource with `urn:uuid:…` and other fullUrls of the bundle, and conditional references, replaced by `Type/id`. What has none of
 * them is not copied.
 */
function relinked(setting: Setting, resource: Resource, addresses: ReadonlyMap<string, string>): Fields {
  const walk = (value: unknown, name: string, depth: number): unknown => {
    if (typeof value === 'string')
      return name === 'reference' ? relink(setting, value, addresses) : value.startsWith('urn:') ? (addresses.get(value) ?? value) : value;
    if (typeof value !== 'object' || value === null || depth > 100) return value;
    if (Array.isArray(value)) {
      const items = value.map((item: unknown) => walk(item, name, depth + 1));
      return items.some((item, at) => item !== value[at]) ? items : value;
    }
    let copy: Record<string, unknown> | null = null;
    for (const [field, item] of Object.entries(value)) {
      const linked = walk(item, field, depth + 1);
      if (linked !== item) (copy ??= { ...value })[field] = linked;
    }
    return copy ?? value;
  };
  const linked = walk(resource, '', 0);
  return isFields(linked) ? linked : resource;
}

function relink(setting: Setting, reference: string, addresses: ReadonlyMap<string, string>): string {
  const known = addresses.get(reference);
  if (known !== undefined) return known;
  const conditional = /^([A-Z][A-Za-z]+)\?(.+)$/.exec(reference);
  if (!conditional) return reference;
  const [, type = '', conditions = ''] = conditional;
  const target = selectedOne(setting, type, pairsOf(conditions));
  if (!target) throw problem(412, 'not-found', `No ${type} matches the reference "${reference.slice(0, 120)}".`);
  return `${type}/${target.id}`;
}
