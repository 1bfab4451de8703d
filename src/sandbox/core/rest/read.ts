import { problem } from '../fhir/problem.ts';
import { readQuery } from '../search/query.ts';
import { shaped } from '../search/shape.ts';
import { headOf, logOf, typesOf, versionsOf } from '../store/attempt.ts';
import type { Version } from '../store/version.ts';
import { contextOf, etagOf, isStrict, versionHeaders, type FhirRequest, type FhirResponse, type Setting } from './call.ts';

export function read(setting: Setting, type: string, id: string, request: FhirRequest): FhirResponse {
  const version = headOf(setting.attempt, type, id);
  if (!version) throw problem(404, 'not-found', `There is no ${type}/${id.slice(0, 80)}.`);
  if (version.json === null) throw problem(410, 'deleted', `${type}/${id} was deleted.`);
  const { headers } = request;
  if (headers['if-none-match']?.split(',').some((tag) => tag.trim() === etagOf(version))) return notChanged(version);
  const since = Date.parse(headers['if-modified-since'] ?? '');
  // HTTP dates have no milliseconds.
  if (headers['if-none-match'] === undefined && Math.floor(Date.parse(version.lastUpdated) / 1000) * 1000 <= since)
    return notChanged(version);
  return found(setting, request, version, version.json);
}

const notChanged = (version: Version): FhirResponse => ({ status: 304, headers: versionHeaders(version), json: null });

function found(setting: Setting, request: FhirRequest, version: Version, json: string): FhirResponse {
  const shaping = request.query.filter(([name]) => name === '_summary' || name === '_elements');
  if (shaping.length === 0) return { status: 200, headers: versionHeaders(version), json };
  const query = readQuery(contextOf(setting), version.type, shaping, isStrict(request));
  return { status: 200, headers: versionHeaders(version), json: shaped(json, query, setting.attempt.rules.definitions) };
}

export function vread(setting: Setting, type: string, id: string, versionId: string, request: FhirRequest): FhirResponse {
  const version = versionsOf(setting.attempt, type, id).find((one) => one.versionId === versionId);
  if (!version) throw problem(404, 'not-found', `There is no version ${versionId.slice(0, 80)} of ${type}/${id.slice(0, 80)}.`);
  if (version.json === null) throw problem(410, 'deleted', `Version ${versionId} is the deletion of ${type}/${id}.`);
  return found(setting, request, version, version.json);
}

const pageMax = 1000;

/** Newest first; of the whole server, a type or one resource. https://hl7.org/fhir/R4/http.html#history */
export function history(setting: Setting, type: string | null, id: string | null, request: FhirRequest): FhirResponse {
  const all = versions(setting, type, id);
  if (id !== null && all.length === 0) throw problem(404, 'not-found', `There never was a ${type ?? ''}/${id.slice(0, 80)}.`);
  const options = new Map(request.query);
  const since = options.get('_since');
  const from = since === undefined ? -Infinity : Date.parse(since.replace(/ (\d\d:\d\d)$/, '+$1'));
  if (Number.isNaN(from)) throw problem(400, 'invalid', `"${(since ?? '').slice(0, 80)}" is no time.`, '_since');
  const count = Math.min(whole(options.get('_count'), 50), pageMax);
  const offset = whole(options.get('_offset'), 0);
  const kept = all.filter(({ lastUpdated }) => Date.parse(lastUpdated) >= from);
  const path = [setting.address, type, id, '_history'].filter((part) => part !== null).join('/');
  const link = (relation: string, at: number) => ({
    relation,
    url: `${path}?${new URLSearchParams({ ...(since === undefined ? {} : { _since: since }), _count: String(count), _offset: String(at) })}`,
  });
  const links = [link('self', offset), ...(count > 0 && offset + count < kept.length ? [link('next', offset + count)] : [])];
  const entries = kept.slice(offset, offset + count).map((version) => historyEntry(setting, version));
  const head = `{"resourceType":"Bundle","type":"history","total":${kept.length},"link":${JSON.stringify(links)}`;
  return { status: 200, headers: {}, json: entries.length === 0 ? `${head}}` : `${head},"entry":[${entries.join(',')}]}` };
}

function whole(text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise;
  if (!/^\d{1,9}$/.test(text)) throw problem(400, 'invalid', `"${text.slice(0, 80)}" is no whole number.`);
  return Number(text);
}

function versions({ attempt }: Setting, type: string | null, id: string | null): Version[] {
  if (type !== null && id !== null) return versionsOf(attempt, type, id).toReversed();
  const written = logOf(attempt).filter((version) => type === null || version.type === type);
  const shelves = (type === null ? typesOf(attempt) : [type]).flatMap((one) => attempt.base.versionsOf(one));
  return [
    ...written.toReversed(),
    ...shelves.toSorted((a, b) => (a.lastUpdated < b.lastUpdated ? 1 : a.lastUpdated > b.lastUpdated ? -1 : 0)),
  ];
}

function historyEntry({ address }: Setting, version: Version): string {
  const { type, id, method, json, versionId, lastUpdated } = version;
  const status = { POST: '201', PUT: versionId === '1' ? '201' : '200', PATCH: '200', DELETE: '204' }[method];
  const request = { method, url: method === 'POST' ? type : `${type}/${id}` };
  return (
    `{"fullUrl":${JSON.stringify(`${address}/${type}/${id}`)}${json === null ? '' : `,"resource":${json}`}` +
    `,"request":${JSON.stringify(request)},"response":${JSON.stringify({ status, etag: etagOf(version), lastModified: lastUpdated })}}`
  );
}
