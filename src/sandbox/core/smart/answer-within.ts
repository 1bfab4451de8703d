import { FhirProblem, outcome } from '../fhir/problem.ts';
import { isFields, many, textOf, type Fields } from '../fhir/resource.ts';
import { answer } from '../rest/answer.ts';
import type { FhirRequest, FhirResponse, Setting } from '../rest/call.ts';
import { logOf, mark, rollback, versionsOf } from '../store/attempt.ts';
import type { Version } from '../store/version.ts';
import { narrow } from './narrow.ts';
import { checkWritten, forbidden, mayRead, type Permit } from './permit.ts';

/**
 * Answers as `answer` does, within what an access token allows. Three times: what is asked for, what was written, and what would leave. So a
 * way round one of them still ends at the next, and what is refused has changed nothing.
 */
export function answerWithin(permit: Permit, setting: Setting, request: FhirRequest): FhirResponse {
  const from = mark(setting.attempt);
  try {
    const isHead = request.method === 'HEAD'; // answered as a GET, so that what it tells is looked at too
    const response = answer(setting, narrow(permit, isHead ? { ...request, method: 'GET' } : request));
    const written = logOf(setting.attempt).slice(from);
    for (const version of written) checkWritten(setting.attempt, permit, version, before(setting, version));
    const answered = response.status < 400 ? shown(permit, setting, response, new Set(written)) : response;
    return isHead ? { ...answered, json: null } : answered;
  } catch (error) {
    if (!(error instanceof FhirProblem)) throw error;
    rollback(setting.attempt, from);
    return { status: error.status, headers: {}, json: JSON.stringify(outcome(error.issues)) };
  }
}

function before({ attempt }: Setting, version: Version): Version | undefined {
  const all = versionsOf(attempt, version.type, version.id);
  return all[all.indexOf(version) - 1];
}

function shown(permit: Permit, setting: Setting, response: FhirResponse, written: ReadonlySet<Version>): FhirResponse {
  if (response.json === null) return response;
  const resource = JSON.parse(response.json) as Fields;
  const visible = visiblePart(resource, (one) => {
    const version = versionOf(setting, one);
    return version !== undefined && (written.has(version) || mayRead(setting.attempt, permit, version));
  });
  if (visible === null) throw forbidden('The scopes of this access token do not reach this resource.');
  return visible === resource ? response : { ...response, json: JSON.stringify(visible) };
}

/** The resource, a list of results without what may not be seen, or null. */
function visiblePart(resource: Fields, mayShow: (resource: Fields) => boolean): Fields | null {
  if (resource.resourceType === 'OperationOutcome') return resource;
  // A Bundle that is kept has an id; one that is made to answer has none.
  if (resource.resourceType !== 'Bundle' || resource.id !== undefined) return mayShow(resource) ? resource : null;
  const isList = resource.type === 'searchset' || resource.type === 'history';
  const entries = many(resource.entry).flatMap((entry) => {
    if (!isFields(entry) || !isFields(entry.resource)) return [entry];
    const visible = visiblePart(entry.resource, mayShow);
    if (visible === null && !isList) throw forbidden('The scopes of this access token do not reach all that the Bundle asks for.');
    if (visible === null) return [];
    return [visible === entry.resource ? entry : { ...entry, resource: visible }];
  });
  const isSame = entries.length === many(resource.entry).length && entries.every((entry, at) => entry === many(resource.entry)[at]);
  return isSame ? resource : { ...resource, entry: entries };
}

function versionOf({ attempt }: Setting, { resourceType, id, meta }: Fields): Version | undefined {
  const all = versionsOf(attempt, textOf(resourceType) ?? '', textOf(id) ?? '');
  const versionId = isFields(meta) ? meta.versionId : undefined;
  return all.find((version) => version.versionId === versionId) ?? all.at(-1);
}
