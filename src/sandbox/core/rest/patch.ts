import { problem } from '../fhir/problem.ts';
import { isFields, textOf } from '../fhir/resource.ts';
import { headOf } from '../store/attempt.ts';
import { parsed } from '../store/version.ts';
import { checkIfMatch, type FhirRequest, type FhirResponse } from './call.ts';
import { applyFhirpathPatch } from './fhirpath-patch.ts';
import { applyJsonPatch } from './json-patch.ts';
import { replace, type WriteSetting } from './write.ts';

/** JSON Patch as a list (or, in a Bundle, a Binary of one), FHIRPath Patch as Parameters. https://hl7.org/fhir/R4/http.html#patch */
export function patch(setting: WriteSetting, type: string, id: string, request: FhirRequest): FhirResponse {
  const head = headOf(setting.attempt, type, id);
  if (!head) throw problem(404, 'not-found', `There is no ${type}/${id.slice(0, 80)}.`);
  if (head.json === null) throw problem(410, 'deleted', `${type}/${id} was deleted.`);
  checkIfMatch(request.headers['if-match'], head);
  const wish = patchOf(request.body());
  const resource = parsed(head);
  if (Array.isArray(wish)) return replace(setting, type, id, applyJsonPatch(resource, wish), request);
  if (!isFields(wish) || wish.resourceType !== 'Parameters')
    throw problem(400, 'structure', 'A patch is a list of JSON Patch operations or a Parameters resource with FHIRPath Patch operations.');
  applyFhirpathPatch(setting.attempt.rules.definitions, resource, wish);
  return replace(setting, type, id, resource, request);
}

function patchOf(body: unknown): unknown {
  if (!isFields(body) || body.resourceType !== 'Binary') return body;
  try {
    return JSON.parse(new TextDecoder().decode(Uint8Array.from(atob(textOf(body.data) ?? ''), (sign) => sign.charCodeAt(0)))) as unknown;
  } catch {
    throw problem(400, 'structure', 'The Binary holds no JSON Patch.', 'Binary.data');
  }
}
