import { bareActor } from './actor-key.ts';
import { contextActivityNames } from './check-context.ts';
import { isObject, objectOf, objectsOf, own, textOf, type Json, type JsonObject } from './json.ts';

export type Format = 'ids' | 'exact' | 'canonical';

/** How the parts of a statement are to be shown. */
interface Look {
  readonly actor: (value: JsonObject) => Json;
  readonly activity: (value: JsonObject) => Json;
  readonly verb: (value: JsonObject) => Json;
}

const bare: Look = {
  actor: bareActor,
  activity: (value) => ({ ...(Object.hasOwn(value, 'objectType') ? { objectType: 'Activity' } : {}), id: textOf(value, 'id') }),
  verb: (value) => ({ id: textOf(value, 'id') }),
};

/** Definitions as the LRS knows them by now, and one language of each Language Map (Communication 2.1.3). */
const canonical = (definitions: ReadonlyMap<string, JsonObject>, languages: readonly string[]): Look => ({
  actor: (value) => value,
  activity: (value) => {
    // What the sender may not define, or said of it alone, is shown in one language as well.
    const definition = definitions.get(textOf(value, 'id')) ?? objectOf(value, 'definition');
    return definition ? { ...value, definition: inOneLanguage(definition, languages) } : value;
  },
  verb: (value) => {
    const display = objectOf(value, 'display');
    return display ? { ...value, display: pickLanguage(display, languages) } : value;
  },
});

export function formatted(
  statement: JsonObject,
  format: Format,
  known: { readonly definitions: ReadonlyMap<string, JsonObject>; readonly languages: readonly string[] },
): JsonObject {
  if (format === 'exact') return statement;
  return shown(statement, format === 'ids' ? bare : canonical(known.definitions, known.languages));
}

function shown(part: JsonObject, look: Look): JsonObject {
  const changed: Record<string, Json> = {};
  const put = (name: string, how: (value: JsonObject) => Json): void => {
    const value = objectOf(part, name);
    if (value) changed[name] = how(value);
  };
  put('actor', look.actor);
  put('authority', look.actor);
  put('verb', look.verb);
  put('object', (object) => shownObject(object, look));
  put('context', (context) => shownContext(context, look));
  return { ...part, ...changed };
}

function shownObject(object: JsonObject, look: Look): Json {
  const type = textOf(object, 'objectType');
  if (type === 'SubStatement') return shown(object, look);
  if (type === 'StatementRef') return object;
  return type === 'Agent' || type === 'Group' ? look.actor(object) : look.activity(object);
}

function shownContext(context: JsonObject, look: Look): Json {
  const changed: Record<string, Json> = {};
  for (const name of ['instructor', 'team']) {
    const actor = objectOf(context, name);
    if (actor) changed[name] = look.actor(actor);
  }
  const activities = objectOf(context, 'contextActivities');
  if (activities)
    changed.contextActivities = Object.fromEntries(
      contextActivityNames
        .filter((name) => own(activities, name))
        .map((name) => [name, objectsOf(activities, name).map((one) => look.activity(one))]),
    );
  for (const [list, name] of [
    ['contextAgents', 'agent'],
    ['contextGroups', 'group'],
  ] as const)
    if (Object.hasOwn(context, list))
      changed[list] = objectsOf(context, list).map((one) => ({ ...one, [name]: look.actor(objectOf(one, name) ?? {}) }));
  return { ...context, ...changed };
}

const languageMaps = new Set(['name', 'description']);
const componentLists = ['choices', 'scale', 'source', 'target', 'steps'];

function inOneLanguage(definition: JsonObject, languages: readonly string[]): JsonObject {
  return Object.fromEntries(
    Object.entries(definition).map(([name, value]) => {
      if (languageMaps.has(name) && isObject(value)) return [name, pickLanguage(value, languages)];
      if (!componentLists.includes(name)) return [name, value];
      return [
        name,
        objectsOf(definition, name).map((one) => {
          const text = objectOf(one, 'description');
          return text ? { ...one, description: pickLanguage(text, languages) } : one;
        }),
      ];
    }),
  );
}

/** The entry that the reader likes best: exact tag, then the same language in another region, then the first there is. */
export function pickLanguage(map: JsonObject, languages: readonly string[]): JsonObject {
  const tags = Object.keys(map);
  const found =
    languages
      .flatMap((wanted) => [
        tags.find((tag) => tag.toLowerCase() === wanted),
        tags.find((tag) => tag.toLowerCase().split('-')[0] === wanted.split('-')[0]),
      ])
      .find((tag) => tag !== undefined) ?? tags[0];
  return found === undefined ? {} : { [found]: own(map, found) ?? '' };
}

/** Accept-Language (RFC 9110 section 12.5.4): tags in lower case, the most wanted first. */
export function languagesOf(header: string | undefined): readonly string[] {
  return (header ?? '')
    .split(',')
    .map((part, place) => {
      const [tag = '', ...parameters] = part.trim().split(/\s*;\s*/);
      const weight = Number(parameters.find((one) => one.startsWith('q='))?.slice(2) ?? 1);
      return { tag: tag.toLowerCase(), weight: Number.isFinite(weight) ? weight : 0, place };
    })
    .filter(({ tag, weight }) => tag !== '' && tag !== '*' && weight > 0)
    .toSorted((a, b) => b.weight - a.weight || a.place - b.place)
    .map(({ tag }) => tag);
}
