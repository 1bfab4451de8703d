import { contextActivityNames } from './check-context.ts';
import { isList, isObject, objectOf, own, type Json, type JsonObject } from './json.ts';
import type { Version } from './versions.ts';

/**
 * The statement as the LRS keeps it: with id, version, timestamp, stored and its own authority (Data 2.4), and with
 * context activities in lists (Data 2.4.6.2). Otherwise as it came.
 */
export function storedForm(
  sent: JsonObject,
  set: { readonly id: string; readonly stored: string; readonly authority: JsonObject; readonly version: Version },
): JsonObject {
  const inner = withLists(sent);
  return {
    ...inner,
    id: set.id,
    timestamp: own(sent, 'timestamp') ?? set.stored,
    stored: set.stored,
    authority: set.authority,
    version: own(sent, 'version') ?? set.version.statementDefault,
  };
}

function withLists(part: JsonObject): JsonObject {
  const [context, object] = [objectOf(part, 'context'), objectOf(part, 'object')];
  const activities = context && objectOf(context, 'contextActivities');
  const lists = (from: JsonObject): Json =>
    Object.fromEntries(
      contextActivityNames.flatMap((name) => {
        const value = own(from, name);
        return isList(value) ? [[name, value]] : isObject(value) ? [[name, [value]]] : [];
      }),
    );
  return {
    ...part,
    ...(object && own(object, 'objectType') === 'SubStatement' ? { object: withLists(object) } : {}),
    ...(activities ? { context: { ...context, contextActivities: lists(activities) } } : {}),
  };
}
