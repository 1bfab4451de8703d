import { problem } from '../fhir/problem.ts';
import { hasId, refersTo, type SearchContext } from '../search/compile.ts';
import { find } from '../search/find.ts';
import { entryOf, included } from '../search/include.ts';
import { readQuery, type Query } from '../search/query.ts';
import { searchBundle } from '../search/search.ts';
import { headOf } from '../store/attempt.ts';
import type { Entry } from '../store/version.ts';
import { contextOf, isStrict, type FhirRequest, type FhirResponse, type Setting } from './call.ts';

/* What belongs to a patient, an encounter, a practitioner … https://hl7.org/fhir/R4/compartmentdefinition.html */

/** Resources of `type` in a compartment. @throws FhirProblem when the type is never in it */
export function members(context: SearchContext, compartment: string, id: string, type: string): Entry[] {
  const parameters = context.attempt.rules.definitions.compartments[compartment]?.[type] ?? (type === compartment ? [] : null);
  if (!parameters) throw problem(400, 'not-supported', `${type} is never part of a ${compartment} compartment.`);
  const key = new Set([`${compartment}/${id}`]);
  const criteria = parameters
    .filter((parameter) => parameter !== '{def}' && context.attempt.base.searches(type, parameter))
    .map((parameter) => refersTo(parameter, key));
  // The one whose compartment it is belongs to it, which not every definition says.
  if (type === compartment) criteria.push(hasId(new Set([id])));
  const seen = new Map(criteria.flatMap((one) => find(context.attempt, type, [one])).map((entry) => [entry.version.id, entry]));
  return [...seen.values()];
}

/** `Patient/1/Observation?code=…` and `Patient/1/*`. */
export function searchCompartment(setting: Setting, compartment: string, id: string, type: string, request: FhirRequest): FhirResponse {
  const context = contextOf(setting);
  mustExist(setting, compartment, id);
  const known = setting.attempt.rules.definitions.compartments[compartment] ?? {};
  const types = type === '*' ? Object.keys(known) : [type];
  const queries = types.map((one): Query => {
    const ids = new Set(members(context, compartment, id, one).map(({ version }) => version.id));
    const query = readQuery(context, one, request.query, isStrict(request));
    return { ...query, criteria: [hasId(ids), ...query.criteria] };
  });
  return { status: 200, headers: {}, json: searchBundle(context, queries, `${compartment}/${id}/${type}`) };
}

function mustExist({ attempt }: Setting, type: string, id: string): void {
  const head = headOf(attempt, type, id);
  if (!head) throw problem(404, 'not-found', `There is no ${type}/${id.slice(0, 80)}.`);
  if (head.json === null) throw problem(410, 'deleted', `${type}/${id} was deleted.`);
}

/** `$everything`: the compartment, and what it refers to. https://hl7.org/fhir/R4/patient-operation-everything.html */
export function everything(setting: Setting, compartment: string, id: string, request: FhirRequest): FhirResponse {
  mustExist(setting, compartment, id);
  const context = contextOf(setting);
  const options = new Map(request.query);
  const known = Object.keys(setting.attempt.rules.definitions.compartments[compartment] ?? {});
  const wanted = options.get('_type')?.split(',') ?? known;
  const strange = wanted.find((type) => !context.resourceTypes.has(type));
  if (strange !== undefined) throw problem(400, 'invalid', `"${strange.slice(0, 80)}" is no resource type.`, '_type');
  const since = options.get('_since');
  const after = since === undefined ? -Infinity : Date.parse(since);
  if (Number.isNaN(after)) throw problem(400, 'invalid', `"${(since ?? '').slice(0, 80)}" is no time.`, '_since');
  const own = wanted.filter((type) => known.includes(type)).flatMap((type) => members(context, compartment, id, type));
  const linked = included(context, own, [{ source: '*', parameter: '*', target: null, iterate: false }], []).filter(
    ({ type }) => options.get('_type') === undefined || wanted.includes(type),
  );
  const all = [...own, ...linked.map((version) => entryOf(setting.attempt, version))]
    .map(({ version }) => version)
    .filter(({ lastUpdated }) => Date.parse(lastUpdated) >= after);
  const entries = all.map(
    ({ type, id: resourceId, json }) =>
      `{"fullUrl":${JSON.stringify(`${setting.address}/${type}/${resourceId}`)},"resource":${json ?? 'null'},"search":{"mode":"match"}}`,
  );
  const head = `{"resourceType":"Bundle","type":"searchset","total":${all.length}`;
  return { status: 200, headers: {}, json: entries.length === 0 ? `${head}}` : `${head},"entry":[${entries.join(',')}]}` };
}
