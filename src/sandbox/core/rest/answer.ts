import { FhirProblem, outcome, problem } from '../fhir/problem.ts';
import { isFields } from '../fhir/resource.ts';
import { readQuery } from '../search/query.ts';
import { searchBundle } from '../search/search.ts';
import { completeStep, mark } from '../store/attempt.ts';
import { contextOf, isStrict, type FhirRequest, type FhirResponse, type Setting } from './call.ts';
import { everything, searchCompartment } from './compartment.ts';
import { pairsOf, selected, selectedOne } from './conditional.ts';
import { batch } from './entries.ts';
import { judge } from './judge.ts';
import { patch } from './patch.ts';
import { history, read, vread } from './read.ts';
import { transaction } from './transaction.ts';
import { create, remove, update, written, type WriteSetting } from './write.ts';

/**
 * Answers any request to the practice EHR's FHIR interface. Every failure is an OperationOutcome and leaves the attempt as
 * it was; only a bug throws. Routes: https://hl7.org/fhir/R4/http.html
 */
export function answer(setting: Setting, request: FhirRequest): FhirResponse {
  const from = mark(setting.attempt);
  try {
    const response = respond(setting, request);
    completeStep(setting.attempt, from);
    return request.method === 'HEAD' ? { ...response, json: null } : response;
  } catch (error) {
    if (!(error instanceof FhirProblem)) throw error;
    return { status: error.status, headers: {}, json: JSON.stringify(outcome(error.issues)) };
  }
}

function respond(setting: Setting, request: FhirRequest): FhirResponse {
  const segments = request.path.split('/').filter((part) => part !== '');
  if (segments.length === 0 || (segments.length === 1 && segments[0] === '_search')) return wholeServer(setting, request, segments);
  if (segments.length === 1 && segments[0] === '_history' && isRead(request)) return history(setting, null, null, request);
  return one(setting, request);
}

const isRead = ({ method }: FhirRequest): boolean => method === 'GET' || method === 'HEAD';

function wholeServer(setting: Setting, request: FhirRequest, segments: readonly string[]): FhirResponse {
  if (isRead(request) || segments.length === 1) return searchTypes(setting, request);
  if (request.method !== 'POST') throw notAllowed(request);
  const bundle = request.body();
  if (!isFields(bundle) || bundle.resourceType !== 'Bundle')
    throw problem(400, 'structure', 'A Bundle of type batch or transaction belongs here.');
  if (bundle.type === 'transaction') return transaction(setting, bundle, request, one);
  if (bundle.type !== 'batch') throw problem(400, 'value', 'The type of the Bundle must be batch or transaction.', 'Bundle.type');
  return batch(bundle, request, (entry) => {
    const from = mark(setting.attempt);
    const response = respondWithin(setting, entry);
    completeStep(setting.attempt, from);
    return response;
  });
}

/** In a Bundle everything may be asked for but another Bundle to be carried out. */
function respondWithin(setting: Setting, request: FhirRequest): FhirResponse {
  return isRead(request) ? respond(setting, request) : one(setting, request);
}

function searchTypes(setting: Setting, request: FhirRequest): FhirResponse {
  const types = request.query.filter(([name]) => name === '_type').flatMap(([, value]) => value.split(','));
  if (types.length === 0) throw problem(400, 'too-costly', 'Say which types are searched: ?_type=Patient,Observation', '_type');
  const context = contextOf(setting);
  const queries = types.map((type) => readQuery(context, known(setting, type), request.query, isStrict(request)));
  return { status: 200, headers: {}, json: searchBundle(context, queries, '') };
}

function known({ attempt }: Setting, type: string): string {
  if (attempt.rules.definitions.resourceTypes.has(type)) return type;
  throw problem(404, 'not-supported', `"${type.slice(0, 80)}" is no resource type of FHIR R4.`);
}

const notAllowed = ({ method, path }: FhirRequest): FhirProblem =>
  problem(405, 'not-supported', `${method.slice(0, 20)} is not possible at "${path.slice(0, 120)}".`);

/** One interaction with a type or a resource. @param id chosen by a transaction for a resource to be created */
function one(setting: WriteSetting, request: FhirRequest, id?: string): FhirResponse {
  const [first = '', second, third, fourth, ...rest] = request.path.split('/').filter((part) => part !== '');
  if (rest.length > 0) throw problem(404, 'not-found', 'There is nothing at this address.');
  const type = known(setting, first);
  if (second === undefined) return ofType(setting, type, request, id);
  if (third !== undefined || second.startsWith('_') || second.startsWith('$'))
    return special(setting, type, [second, third, fourth], request);
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return read(setting, type, second, request);
    case 'PUT':
      return update(setting, type, second, request.body(), request);
    case 'PATCH':
      return patch(setting, type, second, request);
    case 'DELETE':
      return remove(setting, type, second, request);
    default:
      throw notAllowed(request);
  }
}

function ofType(setting: WriteSetting, type: string, request: FhirRequest, id?: string): FhirResponse {
  switch (request.method) {
    case 'GET':
    case 'HEAD':
      return search(setting, type, request);
    case 'POST': {
      const conditions = request.headers['if-none-exist'];
      const match = conditions === undefined ? null : selectedOne(setting, type, pairsOf(conditions));
      return match ? written(setting, request, match, 200) : create(setting, type, request.body(), request, id);
    }
    case 'PUT':
      return conditionalUpdate(setting, type, request, id);
    case 'PATCH': {
      const match = selectedOne(setting, type, request.query);
      if (!match) throw problem(404, 'not-found', `No ${type} matches.`);
      return patch(setting, type, match.id, request);
    }
    case 'DELETE': {
      const [match, ...others] = selected(setting, type, request.query);
      if (others.length > 0)
        throw problem(412, 'multiple-matches', `${others.length + 1} resources match; the conditions must select one.`);
      return match ? remove(setting, type, match.id, request) : { status: 204, headers: {}, json: null };
    }
    default:
      throw notAllowed(request);
  }
}

/** https://hl7.org/fhir/R4/http.html#cond-update */
function conditionalUpdate(setting: WriteSetting, type: string, request: FhirRequest, chosen?: string): FhirResponse {
  const match = selectedOne(setting, type, request.query);
  const body = request.body();
  const given = isFields(body) && typeof body.id === 'string' ? body.id : undefined;
  if (match && given !== undefined && given !== match.id)
    throw problem(400, 'invalid', `The id in the body (${given.slice(0, 80)}) is not the one that matches (${match.id}).`, `${type}.id`);
  if (!match && given === undefined) return create(setting, type, body, request, chosen);
  const id = match?.id ?? given ?? '';
  return update(setting, type, id, isFields(body) ? { ...body, id } : body, request);
}

function search(setting: Setting, type: string, request: FhirRequest): FhirResponse {
  const context = contextOf(setting);
  return { status: 200, headers: {}, json: searchBundle(context, [readQuery(context, type, request.query, isStrict(request))], type) };
}

type Segments = readonly [second: string, third: string | undefined, fourth: string | undefined];

function special(setting: Setting, type: string, [second, third, fourth]: Segments, request: FhirRequest): FhirResponse {
  const { compartments } = setting.attempt.rules.definitions;
  const posts = request.method === 'POST';
  if (second === '_search' && posts && third === undefined) return search(setting, type, request);
  if (second === '_history' && isRead(request) && third === undefined) return history(setting, type, null, request);
  if (second === '$validate' && posts && third === undefined) return judge(setting, type, request.body(), request.query);
  if (third === '$validate' && fourth === undefined)
    return judge(setting, type, posts ? request.body() : stored(setting, type, second, request), request.query);
  if (third === '$everything' && compartments[type] && fourth === undefined) return everything(setting, type, second, request);
  if (third === '_history' && isRead(request))
    return fourth === undefined ? history(setting, type, second, request) : vread(setting, type, second, fourth, request);
  const inCompartment = third !== undefined && compartments[type] && !third.startsWith('$') && !third.startsWith('_');
  if (inCompartment && ((isRead(request) && fourth === undefined) || (posts && fourth === '_search')))
    return searchCompartment(setting, type, second, third === '*' ? third : known(setting, third), request);
  throw problem(404, 'not-supported', `There is nothing at "${request.path.slice(0, 120)}".`);
}

function stored(setting: Setting, type: string, id: string, request: FhirRequest): unknown {
  return JSON.parse(read(setting, type, id, { ...request, headers: {}, query: [] }).json ?? 'null') as unknown;
}
