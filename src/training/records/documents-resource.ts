import type { Fault } from '../core/xapi/fault.ts';
import { actorKey } from '../core/xapi/actor-key.ts';
import { isIri, isTimestamp, isUuid, momentOf } from '../core/xapi/lexical.ts';
import { readActor } from '../core/xapi/query.ts';
import { objectTypeOf } from '../core/xapi/shape.ts';
import type { DocumentKind } from '../core/xapi/versions.ts';
import type { Answer, KeyedCall } from './call.ts';
import { changeDocument, documentIds, readDocument, removeDocuments, type Place } from './documents.ts';
import { may } from './keys.ts';
import { RecordProblem, refusal } from './record-problem.ts';
import type { Store } from './store.ts';

/** The three document resources differ only in this (Communication 2.3, 2.6, 2.7). */
interface Resource {
  readonly kind: DocumentKind;
  readonly clause: string;
  readonly scope: 'state' | 'profile';
  readonly idName: 'stateId' | 'profileId';
  readonly needed: readonly ('activityId' | 'agent')[];
  readonly hasRegistration: boolean;
  /** DELETE without an id removes all of them. */
  readonly removesAll: boolean;
}

export const documentResources: Readonly<Record<string, Resource>> = {
  'activities/state': {
    kind: 'state',
    clause: 'Communication 2.3',
    scope: 'state',
    idName: 'stateId',
    needed: ['activityId', 'agent'],
    hasRegistration: true,
    removesAll: true,
  },
  'activities/profile': {
    kind: 'activity-profile',
    clause: 'Communication 2.7',
    scope: 'profile',
    idName: 'profileId',
    needed: ['activityId'],
    hasRegistration: false,
    removesAll: false,
  },
  'agents/profile': {
    kind: 'agent-profile',
    clause: 'Communication 2.6',
    scope: 'profile',
    idName: 'profileId',
    needed: ['agent'],
    hasRegistration: false,
    removesAll: false,
  },
};

interface Asked {
  readonly place: Place;
  readonly id: string | null;
  readonly since: number | null;
}

function readAsked(resource: Resource, call: KeyedCall): Asked {
  const { parameters } = call;
  const faults: Fault[] = [];
  const say = (name: string, text: string): void =>
    void faults.push({ path: '', text: `Parameter "${name}" ${text}`, clause: resource.clause });
  const allowed = [
    resource.idName,
    ...resource.needed,
    ...(resource.hasRegistration ? ['registration'] : []),
    ...(call.method === 'GET' ? ['since'] : []),
  ];
  for (const name of parameters.keys()) if (!allowed.includes(name)) say(name, 'is not defined here (names are case sensitive)');
  for (const name of resource.needed) if (!parameters.has(name)) say(name, 'is required');
  const [activityId, agentText, registration, since] = ['activityId', 'agent', 'registration', 'since'].map((name) => parameters.get(name));
  const agent = agentText === undefined ? undefined : readActor(agentText);
  if (activityId !== undefined && !isIri(activityId)) say('activityId', 'must be an IRI');
  const isFit = agent && (call.version.groupDocuments || objectTypeOf(agent) !== 'Group');
  if (agentText !== undefined && !isFit) say('agent', 'must be an Agent as JSON');
  if (registration !== undefined && !isUuid(registration)) say('registration', 'must be a UUID');
  if (since !== undefined && !isTimestamp(since, call.version)) say('since', 'must be a timestamp');
  const id = parameters.get(resource.idName) ?? null;
  const needsId = call.method === 'PUT' || call.method === 'POST' || (call.method === 'DELETE' && !resource.removesAll);
  if (id === null && needsId) say(resource.idName, 'is required');
  if (faults.length > 0) throw new RecordProblem(400, faults);
  const place = {
    kind: resource.kind,
    activityId: activityId ?? '',
    agent: (agent && actorKey(agent)) ?? '',
    registration: registration?.toLowerCase() ?? null,
  };
  return { place, id, since: since === undefined ? null : momentOf(since) };
}

export async function documentResource(store: Store, resource: Resource, call: KeyedCall): Promise<Answer> {
  const readsAll = call.method === 'GET' && call.key.scopes.includes('all/read');
  if (!may(call.key, resource.scope) && !readsAll) throw refusal(403, `This key lacks the scope "${resource.scope}"`, 'Communication 4.2');
  const asked = readAsked(resource, call);
  return call.method === 'GET' ? getDocuments(store, resource, asked) : changeDocuments(store, call, asked);
}

async function getDocuments({ db }: Store, { clause }: Resource, { place, id, since }: Asked): Promise<Answer> {
  if (id === null) {
    const { ids, updated } = await documentIds(db, place, since);
    return { status: 200, body: ids, headers: updated ? { 'last-modified': updated.toUTCString() } : {}, tagged: true };
  }
  const found = await readDocument(db, place, id);
  if (!found) throw refusal(404, 'There is no such document', clause);
  const headers = { 'content-type': found.contentType, etag: `"${found.etag}"`, 'last-modified': found.updated.toUTCString() };
  return { status: 200, headers, body: found.content };
}

async function changeDocuments({ db, clock }: Store, call: KeyedCall, { place, id }: Asked): Promise<Answer> {
  if (id === null) {
    await db.tx((tx) => removeDocuments(tx, place));
    return { status: 204 };
  }
  const change = {
    method: call.method as 'PUT' | 'POST' | 'DELETE',
    content: call.body,
    contentType: call.header('content-type') ?? 'application/octet-stream',
    ifMatch: call.header('if-match'),
    ifNoneMatch: call.header('if-none-match'),
  };
  const changed = await db.tx((tx) => changeDocument(tx, place, id, change, call.version, clock.now()));
  if (changed === 'unmergeable')
    throw refusal(400, 'Both documents must be JSON Objects of Content-Type application/json to be merged', 'Communication 2.2');
  if (changed !== 'done') throw refusal(changed.status, changed.text, changed.clause);
  return { status: 204 };
}
