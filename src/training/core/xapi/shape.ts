import type { Finder } from './fault.ts';
import { isList, isObject, own, type Json, type JsonObject } from './json.ts';
import { isIri, isLanguageTag } from './lexical.ts';

/** Looks at one value and tells `find` what is wrong with it. */
export type Check = (value: Json, find: Finder) => void;

const formatting = 'Data 2.2';

/** An object with these properties and no others; those in `needed` must be there. */
export function checkShape(
  value: Json,
  find: Finder,
  checks: Readonly<Record<string, Check>>,
  needed: readonly string[] = [],
): value is JsonObject {
  if (!isObject(value)) {
    find.say('must be an Object', formatting);
    return false;
  }
  for (const name of needed) if (!Object.hasOwn(value, name)) find.at(name).say(`is required`, formatting);
  for (const [name, inner] of Object.entries(value)) {
    const check = Object.hasOwn(checks, name) ? checks[name] : undefined;
    if (!check) find.at(name).say('is not a property that the specification defines here (names are case sensitive)', formatting);
    else if (inner === null) find.at(name).say('must not be null', formatting);
    else check(inner, find.at(name));
  }
  return true;
}

export const isText =
  (test: (text: string) => boolean, what: string, clause: string): Check =>
  (value, find) => {
    if (typeof value !== 'string' || !test(value)) find.say(`must be ${what}`, clause);
  };

export const anyText: Check = isText(() => true, 'a String', formatting);
export const anIri: Check = isText(isIri, 'an IRI with a scheme', 'Data 4.0');
export const aBoolean: Check = (value, find) => {
  if (typeof value !== 'boolean') find.say('must be true or false', formatting);
};
export const oneOf = (...allowed: readonly string[]): Check =>
  isText((text) => allowed.includes(text), allowed.map((one) => `"${one}"`).join(' or '), formatting);

export const languageMap: Check = (value, find) => {
  if (!isObject(value)) return find.say('must be a Language Map', 'Data 4.2');
  for (const [tag, text] of Object.entries(value)) {
    if (!isLanguageTag(tag)) find.at(tag).say('must have an RFC 5646 language tag as its key', 'Data 4.2');
    if (typeof text !== 'string') find.at(tag).say('must be a String', 'Data 4.2');
  }
};

/** Keys are IRIs, values are anything at all, null included. */
export const extensions: Check = (value, find) => {
  if (!isObject(value)) return find.say('must be an Object', 'Data 4.1');
  for (const key of Object.keys(value)) if (!isIri(key)) find.at(key).say('must have an IRI as its key', 'Data 4.1');
};

export const listOf =
  (check: Check, clause: string, { sizeMin = 0 } = {}): Check =>
  (value, find) => {
    if (!isList(value)) return find.say('must be an Array', clause);
    if (value.length < sizeMin) find.say('must not be empty', clause);
    for (const [index, one] of value.entries()) check(one, find.at(index));
  };

export const objectTypeOf = (value: Json): string | undefined => {
  const type = isObject(value) ? own(value, 'objectType') : undefined;
  return typeof type === 'string' ? type : undefined;
};
