import type { Finder } from './fault.ts';
import { isList, isObject, own, type Json, type JsonObject } from './json.ts';
import { anIri, anyText, checkShape, extensions, languageMap, listOf, oneOf, type Check } from './shape.ts';

const clause = 'Data 2.4.4.1';
const interactionTypes = [
  'true-false',
  'choice',
  'fill-in',
  'long-fill-in',
  'matching',
  'performance',
  'sequencing',
  'likert',
  'numeric',
  'other',
] as const;
const componentLists = ['choices', 'scale', 'source', 'target', 'steps'] as const;

const component: Check = (value, find) => void checkShape(value, find, { id: anyText, description: languageMap }, ['id']);
const components: Check = (value, find) => {
  listOf(component, clause)(value, find);
  if (!isList(value)) return;
  const ids = value.map((one) => (isObject(one) ? own(one, 'id') : undefined)).filter((id) => typeof id === 'string');
  if (new Set(ids).size < ids.length) find.say('must have a different id in each component', clause);
};

const definition: Check = (value, find) => {
  const checks = {
    name: languageMap,
    description: languageMap,
    type: anIri,
    moreInfo: anIri,
    extensions,
    interactionType: oneOf(...interactionTypes),
    correctResponsesPattern: listOf(anyText, clause),
    ...Object.fromEntries(componentLists.map((name) => [name, components])),
  };
  if (checkShape(value, find, checks)) needsInteractionType(value, find);
};

function needsInteractionType(value: JsonObject, find: Finder): void {
  if (Object.hasOwn(value, 'interactionType')) return;
  for (const name of ['correctResponsesPattern', ...componentLists])
    if (Object.hasOwn(value, name)) find.at(name).say('needs an interactionType beside it', clause);
}

export const activity: Check = (value: Json, find) =>
  void checkShape(value, find, { objectType: oneOf('Activity'), id: anIri, definition }, ['id']);
