import type { Resource } from './elements.ts';

/** One complaint of the server, with the place that it is about. */
export interface Issue {
  readonly severity: string;
  readonly text: string;
  /** `MedicationRequest.dosageInstruction[0]`, or ''. */
  readonly place: string;
}

/** What the FHIR server answered instead of doing it: `status` 0 means that it could not be reached. */
export class FhirError extends Error {
  readonly status: number;
  readonly issues: readonly Issue[];
  constructor(status: number, issues: readonly Issue[]) {
    super(
      issues.map((issue) => (issue.place ? `${issue.text} (${issue.place})` : issue.text)).join(' ') || `The chart answered ${status}.`,
    );
    this.name = 'FhirError';
    this.status = status;
    this.issues = issues;
  }
}

export type Params = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export interface TransactionEntry {
  readonly method: 'POST' | 'PUT' | 'DELETE';
  /** For POST the type, else `Type/id`. */
  readonly url: string;
  readonly resource?: Resource;
  /** `urn:uuid:…`: other entries may refer to what this one creates. */
  readonly fullUrl?: string;
  readonly versionId?: string;
}

export interface Fhir {
  read<R extends Resource>(type: string, id: string): Promise<R>;
  /** Every match, page by page, at most `pagesMax` pages; included resources come along. */
  search<R extends Resource>(type: string, params: Params): Promise<R[]>;
  history<R extends Resource>(type: string, id: string): Promise<R[]>;
  create<R extends Resource>(resource: R): Promise<R>;
  /** Refused with 412 when somebody else changed it since it was read. */
  update<R extends Resource>(resource: R): Promise<R>;
  remove(resource: Resource): Promise<void>;
  transaction(entries: readonly TransactionEntry[]): Promise<Resource[]>;
}

interface Bundle {
  link?: { relation: string; url: string }[];
  entry?: { resource?: Resource; search?: { mode?: string }; response?: { status?: string } }[];
}

const pagesMax = 10;
const json = 'application/fhir+json';

export function makeFhir(base: string, fetcher: typeof fetch = (input, init) => fetch(input, init)): Fhir {
  const send = async (method: string, url: string, body?: unknown, headers: Record<string, string> = {}): Promise<unknown> => {
    let response: Response;
    try {
      response = await fetcher(url, {
        method,
        credentials: 'same-origin',
        headers: { accept: json, ...(body === undefined ? {} : { 'content-type': json, prefer: 'return=representation' }), ...headers },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    } catch {
      throw new FhirError(0, [
        { severity: 'fatal', text: 'The practice EHR cannot be reached. Check the network, then try again.', place: '' },
      ]);
    }
    const answer: unknown = await response.json().catch(() => null);
    if (!response.ok) throw new FhirError(response.status, issuesOf(answer, response.status));
    return answer;
  };
  return {
    read: async <R extends Resource>(type: string, id: string) => (await send('GET', `${base}/${type}/${encodeURIComponent(id)}`)) as R,
    async search<R extends Resource>(type: string, params: Params) {
      const found: R[] = [];
      let url: string | undefined = `${base}/${type}?${queryOf(params)}`;
      for (let page = 0; url !== undefined && page < pagesMax; page += 1) {
        const bundle = (await send('GET', url)) as Bundle;
        for (const { resource } of bundle.entry ?? [])
          if (resource && resource.resourceType !== 'OperationOutcome') found.push(resource as R);
        url = here(bundle.link?.find((link) => link.relation === 'next')?.url);
      }
      return found;
    },
    async history<R extends Resource>(type: string, id: string) {
      const bundle = (await send('GET', `${base}/${type}/${encodeURIComponent(id)}/_history`)) as Bundle;
      return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource as R] : []));
    },
    create: async <R extends Resource>(resource: R) => (await send('POST', `${base}/${resource.resourceType}`, resource)) as R,
    update: async <R extends Resource>(resource: R) =>
      (await send('PUT', `${base}/${resource.resourceType}/${resource.id}`, resource, matching(resource.meta?.versionId))) as R,
    async remove(resource) {
      await send('DELETE', `${base}/${resource.resourceType}/${resource.id}`, undefined, matching(resource.meta?.versionId));
    },
    async transaction(entries) {
      const bundle = (await send('POST', base, { resourceType: 'Bundle', type: 'transaction', entry: entries.map(entryOf) })) as Bundle;
      return (bundle.entry ?? []).flatMap(({ resource }) => (resource ? [resource] : []));
    },
  };
}

const matching = (versionId: string | undefined): Record<string, string> => (versionId ? { 'if-match': `W/"${versionId}"` } : {});

function entryOf({ method, url, resource, fullUrl, versionId }: TransactionEntry): object {
  return {
    ...(fullUrl ? { fullUrl } : {}),
    ...(resource ? { resource } : {}),
    request: { method, url, ...(versionId ? { ifMatch: `W/"${versionId}"` } : {}) },
  };
}

function queryOf(params: Params): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(params))
    for (const one of Array.isArray(value) ? (value as readonly string[]) : [value]) if (one !== undefined) query.append(name, String(one));
  return query.toString();
}

/** Behind a proxy the server may call itself by another name: only path and query of its links count. */
function here(url: string | undefined): string | undefined {
  if (url === undefined) return undefined;
  const { pathname, search } = new URL(url, 'http://server');
  return pathname + search;
}

function issuesOf(answer: unknown, status: number): Issue[] {
  const outcome = answer as {
    issue?: { severity?: string; diagnostics?: string; details?: { text?: string }; expression?: string[] }[];
    detail?: string;
  } | null;
  const issues = (outcome?.issue ?? []).map((issue) => ({
    severity: issue.severity ?? 'error',
    text: issue.details?.text ?? issue.diagnostics ?? 'It was refused without a reason.',
    place: issue.expression?.join(', ') ?? '',
  }));
  if (status === 412)
    return [{ severity: 'error', text: 'This was changed since you opened it. It is shown anew: look, then do it again.', place: '' }];
  if (issues.length > 0) return issues;
  return [{ severity: 'error', text: outcome?.detail ?? `The chart answered ${status}.`, place: '' }];
}
