import { isFields, many, textOf, type Resource } from '../fhir/resource.ts';
import { answer } from '../rest/answer.ts';
import type { FhirResponse, Setting } from '../rest/call.ts';
import type { Change } from './model.ts';
import { fill, type Meaning } from './template.ts';

/**
 * Makes changes of an exercise in an attempt through the FHIR interface, so that they are checked as a learner's are. Names given by `as`
 * are added to `names`.
 * @returns what went wrong, one line each; what went well before stays done
 * @throws TemplateFault
 */
export function applyChanges(
  changes: readonly Change[],
  meaning: Omit<Meaning, 'names'>,
  names: Map<string, string>,
  setting: Setting,
): string[] {
  return changes.flatMap((change) => {
    const filled = fill(change, { ...meaning, names });
    const { place, response } = make(filled, setting);
    if (response.status >= 300) return [`${place}: ${faultIn(response)}`];
    if ('create' in filled && filled.as !== undefined) {
      const made = JSON.parse(response.json ?? '{}') as Resource;
      names.set(filled.as, `${made.resourceType}/${made.id}`);
    }
    return [];
  });
}

function make(change: Change, setting: Setting): { place: string; response: FhirResponse } {
  const ask = (method: string, path: string, body?: Resource): FhirResponse =>
    answer(setting, { method, path, query: [], headers: {}, body: () => structuredClone(body) });
  if ('delete' in change) return { place: change.delete, response: ask('DELETE', change.delete) };
  if ('create' in change) {
    const { resourceType, id } = change.create;
    const place = id === undefined ? resourceType : `${resourceType}/${id}`;
    return { place, response: ask(id === undefined ? 'POST' : 'PUT', place, change.create) };
  }
  const was = ask('GET', change.change);
  if (was.status >= 300) return { place: change.change, response: was };
  const { meta: _meta, ...fields } = JSON.parse(was.json ?? '{}') as Resource;
  const laid = Object.entries({ ...fields, ...change.set }).filter(([, value]) => value !== null);
  return { place: change.change, response: ask('PUT', change.change, Object.fromEntries(laid) as unknown as Resource) };
}

function faultIn({ status, json }: FhirResponse): string {
  const outcome: unknown = JSON.parse(json ?? '{}');
  const issues = isFields(outcome) && Array.isArray(outcome.issue) ? outcome.issue.filter(isFields) : [];
  return [
    `HTTP ${status}`,
    ...issues.map(({ diagnostics, expression }) => `${many(expression).map(textOf).join(', ')} ${textOf(diagnostics) ?? ''}`.trim()),
  ].join('; ');
}
