import { contextActivityNames } from './check-context.ts';
import { isSignature } from './check-attachment.ts';
import { isList, isObject, objectOf, objectsOf, own, sortedJson, textOf, type Json, type JsonObject } from './json.ts';
import { comparableDuration, momentOf } from './lexical.ts';

/*
 * Two statements are the same when they say the same (Data 2.3.1): what the LRS adds, the names of things and the order of
 * things without order do not count.
 */

const without = (from: JsonObject, ...names: readonly string[]): JsonObject =>
  Object.fromEntries(Object.entries(from).filter(([name]) => !names.includes(name)));
const sorted = (values: readonly Json[]): readonly Json[] =>
  values
    .map((one) => [sortedJson(one), one] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([, one]) => one);

/** The domain of an address and the digits of a hash may be written in either case (Data 2.3.1). */
const identifierForm = (value: JsonObject): JsonObject => ({
  ...(Object.hasOwn(value, 'mbox') ? { mbox: textOf(value, 'mbox').replace(/@[^@]*$/, (domain) => domain.toLowerCase()) } : {}),
  ...(Object.hasOwn(value, 'mbox_sha1sum') ? { mbox_sha1sum: textOf(value, 'mbox_sha1sum').toLowerCase() } : {}),
});

function actorForm(value: JsonObject): JsonObject {
  const member = own(value, 'member');
  return {
    ...value,
    ...identifierForm(value),
    objectType: textOf(value, 'objectType') || 'Agent',
    ...(isList(member) ? { member: sorted(member.map((one) => (isObject(one) ? actorForm(one) : one))) } : {}),
  };
}

/** Activities are the same by id: their definitions describe them and are no part of what happened. */
const activityForm = (value: JsonObject): Json => ({ objectType: 'Activity', id: own(value, 'id') ?? null });

function objectForm(value: JsonObject): Json {
  const type = textOf(value, 'objectType') || 'Activity';
  if (type === 'Activity') return activityForm(value);
  if (type === 'SubStatement') return { ...partForm(value), timestamp: timestampForm(value), objectType: type };
  if (type === 'StatementRef') return { objectType: type, id: textOf(value, 'id').toLowerCase() };
  return actorForm(value);
}

function contextForm(value: JsonObject): JsonObject {
  const form: Record<string, Json> = { ...value };
  for (const name of ['instructor', 'team']) {
    const actor = objectOf(value, name);
    if (actor) form[name] = actorForm(actor);
  }
  const activities = objectOf(value, 'contextActivities');
  if (activities) {
    const lists = contextActivityNames.map((name) => [name, sorted(objectsOf(activities, name).map((one) => activityForm(one)))] as const);
    form.contextActivities = Object.fromEntries(lists.filter(([, list]) => list.length > 0));
  }
  for (const [list, name] of [
    ['contextAgents', 'agent'],
    ['contextGroups', 'group'],
  ] as const)
    if (Object.hasOwn(value, list))
      form[list] = objectsOf(value, list).map((one) => ({ ...one, [name]: actorForm(objectOf(one, name) ?? {}) }));
  for (const name of ['registration', 'language'] as const) {
    const text = form[name];
    if (typeof text === 'string') form[name] = text.toLowerCase();
  }
  const reference = objectOf(value, 'statement');
  if (reference) form.statement = objectForm(reference);
  return form;
}

function resultForm(value: JsonObject): JsonObject {
  const duration = own(value, 'duration');
  return { ...value, ...(typeof duration === 'string' ? { duration: comparableDuration(duration) } : {}) };
}

/** Where the bytes are kept, and how the attachment is called, may differ; the signature itself cannot be inside what it signs. */
const attachmentForms = (value: JsonObject): readonly Json[] =>
  sorted(
    objectsOf(value, 'attachments')
      .filter((one) => !isSignature(one))
      .map((one) => ({ ...without(one, 'fileUrl', 'display', 'description'), sha2: textOf(one, 'sha2').toLowerCase() })),
  );

/**
 * Statement and SubStatement alike, without what the LRS adds.
 */
function partForm(value: JsonObject): JsonObject {
  const [actor, object, result, context] = ['actor', 'object', 'result', 'context'].map((name) => objectOf(value, name));
  return {
    actor: actor ? actorForm(actor) : null,
    verb: textOf(objectOf(value, 'verb') ?? {}, 'id'),
    object: object ? objectForm(object) : null,
    ...(result ? { result: resultForm(result) } : {}),
    ...(context && Object.keys(context).length > 0 ? { context: contextForm(context) } : {}),
    attachments: attachmentForms(value),
  };
}

const timestampForm = (value: JsonObject): number | null => {
  const timestamp = own(value, 'timestamp');
  return typeof timestamp === 'string' ? momentOf(timestamp) : null;
};

/** The timestamp counts where the sender of both gave one: the LRS sets a missing one to the time of storing. */
export function isSameStatement(a: JsonObject, b: JsonObject): boolean {
  const [idA, idB] = [textOf(a, 'id').toLowerCase(), textOf(b, 'id').toLowerCase()];
  if (idA !== '' && idB !== '' && idA !== idB) return false;
  const given = [a, b].map((one) => (own(one, 'timestamp') === own(one, 'stored') ? null : timestampForm(one)));
  if (given[0] !== null && given[1] !== null && given[0] !== given[1]) return false;
  return sortedJson(partForm(a)) === sortedJson(partForm(b));
}
