import type { IssueLog } from '#platform/files/issue.ts';
import { Resource, type ResourceOf } from './resources.ts';

export interface Found<T = Resource> {
  readonly resource: T;
  /** Line of NDJSON, or number of the entry in a Bundle. */
  readonly line: number;
}

/** All resources of a file that we know, and how they refer to each other. */
export class Resources {
  readonly #found: Found[] = [];
  readonly #byAddress = new Map<string, Found>();

  add(found: Found, fullUrl?: string): void {
    this.#found.push(found);
    const { resourceType, id } = found.resource;
    if (id) this.#byAddress.set(`${resourceType}/${id}`, found);
    if (fullUrl) this.#byAddress.set(fullUrl, found);
  }

  all<T extends Resource['resourceType']>(type: T): Found<ResourceOf<T>>[] {
    return this.#found.filter((one): one is Found<ResourceOf<T>> => one.resource.resourceType === type);
  }

  /** By `Type/id`, by the full address of an entry, or by the end of an absolute one (http://hl7.org/fhir/R4/references.html). */
  resolve<T extends Resource['resourceType']>(type: T, reference: string | undefined): ResourceOf<T> | null {
    if (!reference) return null;
    const relative = reference.split('/_history/')[0]?.split('/').slice(-2).join('/') ?? '';
    const found = (this.#byAddress.get(reference) ?? this.#byAddress.get(relative))?.resource;
    return found?.resourceType === type ? (found as ResourceOf<T>) : null;
  }
}

/** Reads a Bundle, one resource, or NDJSON with a resource on each line. What it does not know it leaves out; bad ones become issues. */
export function parseResources(text: string, log: IssueLog): Resources {
  const resources = new Resources();
  const whole = asJson(text);
  if (whole === undefined) readLines(text, resources, log);
  else if (isObject(whole) && whole.resourceType === 'Bundle') {
    const entries = Array.isArray(whole.entry) ? (whole.entry as unknown[]) : [];
    for (const [i, entry] of entries.entries())
      if (isObject(entry)) addTo(resources, entry.resource, i + 1, log, typeof entry.fullUrl === 'string' ? entry.fullUrl : undefined);
  } else addTo(resources, whole, 1, log);
  return resources;
}

function readLines(text: string, resources: Resources, log: IssueLog): void {
  for (const [i, line] of text.split('\n').entries()) {
    if (line.trim() === '') continue;
    const value = asJson(line);
    if (value === undefined)
      log.error(i + 1, null, line, 'This line is not JSON. Send a FHIR Bundle, or NDJSON with one resource on each line.');
    else addTo(resources, value, i + 1, log);
  }
}

const known = new Set(['Organization', 'Location', 'Practitioner', 'PractitionerRole']);

function addTo(resources: Resources, value: unknown, line: number, log: IssueLog, fullUrl?: string): void {
  if (!isObject(value) || typeof value.resourceType !== 'string')
    log.error(line, null, '', 'This is not a FHIR resource: it has no resourceType.');
  else if (known.has(value.resourceType)) {
    const read = Resource.safeParse(value);
    if (read.success) resources.add({ resource: read.data, line }, fullUrl);
    else
      for (const issue of read.error.issues)
        log.error(
          line,
          `${value.resourceType}.${issue.path.join('.')}`,
          typeof value.id === 'string' ? value.id : '',
          `${issue.message}; the resource was left out.`,
        );
  }
}

/**
 * The same file without what is none of ours: an export may hold patients, and what is stored waits for somebody to apply
 * it. Lines and entries keep their numbers.
 */
export function onlyDirectory(text: string): string {
  const whole = asJson(text);
  if (whole === undefined)
    return text
      .split('\n')
      .map((line) => {
        const value = asJson(line);
        return line.trim() === '' ? '' : value === undefined ? '{ not JSON' : JSON.stringify(redacted(value));
      })
      .join('\n');
  if (!isObject(whole) || whole.resourceType !== 'Bundle') return JSON.stringify(redacted(whole));
  const entries = Array.isArray(whole.entry) ? (whole.entry as unknown[]) : [];
  const kept = entries.map((entry) => (isObject(entry) ? { fullUrl: entry.fullUrl, resource: redacted(entry.resource) } : {}));
  return JSON.stringify({ resourceType: 'Bundle', entry: kept });
}

function redacted(value: unknown): unknown {
  if (!isObject(value) || typeof value.resourceType !== 'string') return {};
  return known.has(value.resourceType) ? value : { resourceType: value.resourceType };
}

function asJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
const isObject = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null && !Array.isArray(value);
