import { agentTerm } from '../core/xapi/terms.ts';
import { personOf } from '../core/xapi/actor-key.ts';
import { isIri } from '../core/xapi/lexical.ts';
import { limitMax, readActor } from '../core/xapi/query.ts';
import { objectOf, objectsOf, type JsonObject } from '../core/xapi/json.ts';
import { objectTypeOf } from '../core/xapi/shape.ts';
import type { Answer, KeyedCall } from './call.ts';
import { definitionsOf, findMany } from './find-statements.ts';
import { may } from './keys.ts';
import { refusal } from './record-problem.ts';
import { mineOf } from './statements-resource.ts';
import type { Store } from './store.ts';

const mayRead = (call: KeyedCall): void => {
  if (!may(call.key, 'read')) throw refusal(403, 'This key may not read', 'Communication 4.2');
};

/** The whole Activity, known or not (Communication 2.5). */
export async function getActivity({ db }: Store, call: KeyedCall): Promise<Answer> {
  mayRead(call);
  const id = call.parameters.get('activityId');
  if (id === undefined || !isIri(id) || call.parameters.size > 1)
    throw refusal(400, 'GET takes the parameter "activityId", an IRI, and no other', 'Communication 2.5');
  const definition = (await definitionsOf(db, [id])).get(id);
  return { status: 200, body: { objectType: 'Activity', id, ...(definition ? { definition } : {}) }, tagged: true };
}

/** The Person behind an Agent (Communication 2.4): the Agent itself and the names under which recent statements know it. */
export async function getPerson({ db }: Store, call: KeyedCall): Promise<Answer> {
  mayRead(call);
  const text = call.parameters.get('agent');
  const agent = text === undefined ? undefined : readActor(text);
  if (!agent || objectTypeOf(agent) === 'Group' || call.parameters.size > 1)
    throw refusal(400, 'GET takes the parameter "agent", an Agent as JSON, and no other', 'Communication 2.4');
  const term = agentTerm(agent, false);
  const query = {
    kind: 'many',
    terms: term === null ? [] : [term],
    since: null,
    until: null,
    limit: limitMax / 10,
    ascending: false,
    format: 'exact',
    attachments: false,
  } as const;
  const { statements } = await findMany(db, query, null, mineOf(call.key));
  return {
    status: 200,
    body: personOf(
      agent,
      statements.flatMap((one) => actorsIn(one)),
    ),
    tagged: true,
  };
}

const actorsIn = (statement: JsonObject): readonly JsonObject[] =>
  ['actor', 'object'].flatMap((name) => {
    const actor = objectOf(statement, name);
    return actor ? [actor, ...objectsOf(actor, 'member')] : [];
  });
