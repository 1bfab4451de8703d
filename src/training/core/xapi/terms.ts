import { actorKey, actorKeys } from './actor-key.ts';
import { contextActivityNames } from './check-context.ts';
import { voidedVerb } from './check-statement.ts';
import { objectOf, objectsOf, textOf, type JsonObject } from './json.ts';

/*
 * By what a statement can be found (Communication 2.1.3). A term is a filter and its value as one text; the related filters
 * have terms of their own which include the plain ones, so that each filter is one look-up.
 */
export type Filter = 'agent' | 'related-agent' | 'verb' | 'activity' | 'related-activity' | 'registration';
export const term = (filter: Filter, value: string): string => `${filter} ${value}`;

export const agentTerm = (agent: JsonObject, related: boolean): string | null => {
  const key = actorKey(agent);
  return key === null ? null : term(related ? 'related-agent' : 'agent', key);
};

const isActor = (object: JsonObject): boolean => ['Agent', 'Group'].includes(textOf(object, 'objectType'));
const isActivity = (object: JsonObject): boolean => ['', 'Activity'].includes(textOf(object, 'objectType'));

export function termsOf(statement: JsonObject): readonly string[] {
  const object = objectOf(statement, 'object') ?? {};
  const actor = objectOf(statement, 'actor') ?? {};
  const registration = textOf(objectOf(statement, 'context') ?? {}, 'registration');
  return [
    ...new Set([
      ...[actor, ...(isActor(object) ? [object] : [])].flatMap((one) => actorKeys(one)).map((key) => term('agent', key)),
      ...relatedActors(statement)
        .flatMap((one) => actorKeys(one))
        .map((key) => term('related-agent', key)),
      term('verb', textOf(objectOf(statement, 'verb') ?? {}, 'id')),
      ...(isActivity(object) ? [term('activity', textOf(object, 'id'))] : []),
      ...activitiesIn(statement).map((one) => term('related-activity', textOf(one, 'id'))),
      ...(registration === '' ? [] : [term('registration', registration.toLowerCase())]),
    ]),
  ];
}

/** Actor, Object, authority, instructor, team, contextAgents and contextGroups, of the statement and of its SubStatement. */
function relatedActors(statement: JsonObject): readonly JsonObject[] {
  const object = objectOf(statement, 'object') ?? {};
  const context = objectOf(statement, 'context') ?? {};
  const named = [
    objectOf(statement, 'actor'),
    objectOf(statement, 'authority'),
    objectOf(context, 'instructor'),
    objectOf(context, 'team'),
    ...objectsOf(context, 'contextAgents').map((one) => objectOf(one, 'agent')),
    ...objectsOf(context, 'contextGroups').map((one) => objectOf(one, 'group')),
    isActor(object) ? object : null,
  ].filter((one) => one !== null);
  return textOf(object, 'objectType') === 'SubStatement' ? [...named, ...relatedActors(object)] : named;
}

/** Every Activity that a statement names, its SubStatement's included. */
export function activitiesIn(statement: JsonObject): readonly JsonObject[] {
  const object = objectOf(statement, 'object') ?? {};
  const lists = objectOf(objectOf(statement, 'context') ?? {}, 'contextActivities') ?? {};
  const named = [...(isActivity(object) ? [object] : []), ...contextActivityNames.flatMap((name) => objectsOf(lists, name))];
  return textOf(object, 'objectType') === 'SubStatement' ? [...named, ...activitiesIn(object)] : named;
}

/** The id of the statement that the Object refers to. Its filters count for this statement too (Communication 2.1.4). */
export function referenceOf(statement: JsonObject): string | null {
  const object = objectOf(statement, 'object') ?? {};
  return textOf(object, 'objectType') === 'StatementRef' ? textOf(object, 'id').toLowerCase() : null;
}

export const isVoiding = (statement: JsonObject): boolean => textOf(objectOf(statement, 'verb') ?? {}, 'id') === voidedVerb;
