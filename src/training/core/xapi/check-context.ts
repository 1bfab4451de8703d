import { actor, agent, group } from './check-actor.ts';
import { activity } from './check-activity.ts';
import { isList } from './json.ts';
import { isLanguageTag, isUuid } from './lexical.ts';
import { anIri, anyText, checkShape, extensions, isText, listOf, oneOf, type Check } from './shape.ts';
import type { Version } from './versions.ts';

export const contextActivityNames = ['parent', 'grouping', 'category', 'other'] as const;

const clause = 'Data 2.4.6';
const uuid = isText(isUuid, 'a UUID', clause);

const oneOrMoreActivities: Check = (value, find) => {
  if (isList(value)) listOf(activity, 'Data 2.4.6.2')(value, find);
  else activity(value, find);
};

/** IEEE 9274.1.1: who else took part and in what role (`relevantTypes`). */
const contextActor = (objectType: string, name: 'agent' | 'group', check: Check): Check =>
  listOf(
    (value, find) =>
      void checkShape(
        value,
        find,
        { objectType: oneOf(objectType), [name]: check, relevantTypes: listOf(anIri, 'IEEE 9274.1.1 4.2.2.5', { sizeMin: 1 }) },
        ['objectType', name],
      ),
    'IEEE 9274.1.1 4.2.2.5',
  );

const statementReference: Check = (value, find) =>
  void checkShape(value, find, { objectType: oneOf('StatementRef'), id: uuid }, ['objectType', 'id']);

export const contextOf =
  (version: Version): Check =>
  (value, find) =>
    void checkShape(value, find, {
      registration: uuid,
      instructor: actor,
      team: group,
      contextActivities: (inner, within) =>
        void checkShape(inner, within, Object.fromEntries(contextActivityNames.map((name) => [name, oneOrMoreActivities]))),
      revision: anyText,
      platform: anyText,
      language: isText(isLanguageTag, 'an RFC 5646 language tag', clause),
      statement: statementReference,
      extensions,
      ...(version.contextActors
        ? { contextAgents: contextActor('contextAgent', 'agent', agent), contextGroups: contextActor('contextGroup', 'group', group) }
        : {}),
    });
