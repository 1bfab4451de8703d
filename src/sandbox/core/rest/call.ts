import { problem } from '../fhir/problem.ts';
import type { SearchContext } from '../search/compile.ts';
import type { Pair } from '../search/criterion.ts';
import type { Attempt } from '../store/attempt.ts';
import type { Version } from '../store/version.ts';

/** Time, place and new ids of one interaction: the core has no clock and no randomness. */
export interface Setting {
  readonly attempt: Attempt;
  /** Our own address without a slash at the end. */
  readonly address: string;
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly newId: () => string;
}

/** An interaction as HTTP or a Bundle entry asks for it. */
export interface FhirRequest {
  readonly method: string;
  /** After the server's address, decoded: `Patient/1`; empty for the whole server. */
  readonly path: string;
  readonly query: readonly Pair[];
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  /** The body parsed. @throws FhirProblem when it is missing or no JSON. */
  readonly body: () => unknown;
}

export interface FhirResponse {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /** The body as FHIR JSON; null: none. */
  readonly json: string | null;
}

export function contextOf({ attempt, address, now }: Setting): SearchContext {
  const { definitions } = attempt.rules;
  return { attempt, address, now, knownCodes: definitions.knownCodes, resourceTypes: definitions.resourceTypes };
}

export const etagOf = ({ versionId }: Version): string => `W/"${versionId}"`;

export const versionHeaders = (version: Version): Record<string, string> => ({
  etag: etagOf(version),
  'last-modified': httpDate(version.lastUpdated),
});

let lastDate = { iso: '', http: '' };
/** Everything that one transaction writes has the same time. */
function httpDate(iso: string): string {
  if (lastDate.iso !== iso) lastDate = { iso, http: new Date(iso).toUTCString() };
  return lastDate.http;
}

/** https://hl7.org/fhir/R4/http.html#concurrency. Absent: anything goes. @throws FhirProblem 412 */
export function checkIfMatch(ifMatch: string | undefined, head: Version | undefined): void {
  if (ifMatch === undefined || ifMatch === '*') return;
  const wanted = /^(?:W\/)?"?([^"]*)"?$/.exec(ifMatch.trim())?.[1];
  if (head?.versionId === wanted) return;
  throw problem(
    412,
    'conflict',
    `Somebody changed it: the version is ${head?.versionId ?? 'none'}, not ${(wanted ?? '').slice(0, 40)}. Read it again first.`,
  );
}

/** One wish of a `Prefer` header: `prefer('return=minimal; handling=strict', 'return')` is `minimal`. */
export function prefer(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(/[;,]/)) {
    const [key = '', value = ''] = part.split('=').map((one) => one.trim());
    if (key.toLowerCase() === name) return value.replaceAll('"', '');
  }
  return null;
}

export const isStrict = (request: FhirRequest): boolean => prefer(request.headers.prefer, 'handling') === 'strict';
