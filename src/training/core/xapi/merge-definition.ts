import { isObject, own, type JsonObject } from './json.ts';

const languageMaps = ['name', 'description'];

/**
 * What is known of an Activity after one more statement described it: newer properties replace older ones, languages
 * and extensions are added to (Data 2.4.4.1).
 */
export function mergeDefinition(older: JsonObject, newer: JsonObject): JsonObject {
  return {
    ...older,
    ...newer,
    ...Object.fromEntries(
      [...languageMaps, 'extensions'].flatMap((name) => {
        const [a, b] = [own(older, name), own(newer, name)];
        return isObject(a) && isObject(b) ? [[name, { ...a, ...b }]] : [];
      }),
    ),
  };
}
