/** What JSON can say. Everything that arrives from outside is this until it has been checked. */
export type Json = string | number | boolean | null | JsonObject | readonly Json[];
export interface JsonObject {
  readonly [key: string]: Json;
}

export const isObject = (value: Json | undefined): value is JsonObject =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
export const isList = (value: Json | undefined): value is readonly Json[] => Array.isArray(value);

/** The value of an own property; never one that is inherited (`constructor`, `__proto__`). */
export const own = (from: JsonObject, key: string): Json | undefined => (Object.hasOwn(from, key) ? from[key] : undefined);
export const textOf = (from: JsonObject, key: string): string => {
  const value = own(from, key);
  return typeof value === 'string' ? value : '';
};
export const objectOf = (from: JsonObject, key: string): JsonObject | null => {
  const value = own(from, key);
  return isObject(value) ? value : null;
};
export const objectsOf = (from: JsonObject, key: string): readonly JsonObject[] => {
  const value = own(from, key);
  return isList(value) ? value.filter((one) => isObject(one)) : isObject(value) ? [value] : [];
};

const nestedMax = 64;

/** False for what is nested so deeply that reading or writing it could exhaust the stack. Itself it needs none. */
export function isShallow(value: Json): boolean {
  let level: Json[] = [value];
  for (let depth = 0; level.length > 0; depth++) {
    if (depth > nestedMax) return false;
    level = level.flatMap((one) => (one !== null && typeof one === 'object' ? Object.values(one) : []));
  }
  return true;
}

/** JSON with keys in order at every depth: equal values give equal text. */
export function sortedJson(value: Json): string {
  return JSON.stringify(value, (_key, inner: Json) =>
    isObject(inner) ? Object.fromEntries(Object.entries(inner).toSorted(([a], [b]) => (a < b ? -1 : 1))) : inner,
  );
}
