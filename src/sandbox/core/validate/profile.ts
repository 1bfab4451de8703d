import type { Definitions } from '../fhir/definitions.ts';
import { choiceField } from '../fhir/definitions.ts';
import type { Profile, ProfileNode } from '../fhir/profiles.ts';
import type { Issue } from '../fhir/problem.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, many, textOf, type Fields } from '../fhir/resource.ts';
import { checkBinding } from './bindings.ts';
import { invariantOf } from './structures.ts';
import { belongs, isAtLeast, isSame } from './slices.ts';

/*
 * Judges a resource that R4 finds valid by a profile: cardinality, types, reference targets, required value sets, fixed values and patterns,
 * slices, invariants, extensions that have a profile of their own. Must-support says nothing about a single resource and is not judged.
 */

interface Judging {
  readonly definitions: Definitions;
  readonly profile: Profile;
  readonly url: string;
  readonly resource: Fields;
  readonly issues: Issue[];
}

export function judgeByProfile(definitions: Definitions, url: string, resource: Fields): Issue[] {
  const profile = definitions.profiles.get(url);
  if (!profile) return [];
  const type = textOf(resource.resourceType) ?? '';
  if (profile.type !== type) return [{ severity: 'error', code: 'invalid', text: `${profile.name} is for a ${profile.type}.`, at: type }];
  const judging: Judging = { definitions, profile, url, resource, issues: [] };
  judge(judging, profile.root, resource, type);
  return judging.issues;
}

function say({ profile, issues }: Judging, code: string, text: string, at: string): void {
  issues.push({ severity: 'error', code, text: `${profile.name} ${profile.version}: ${text}`, at });
}

function judge(judging: Judging, node: ProfileNode, value: unknown, at: string): void {
  judgeValue(judging, node, value, at);
  if (!isFields(value)) return;
  for (const [name, inner] of Object.entries(node.fields ?? {})) judgeElement(judging, inner, value, name, at);
  for (const key of node.invariants ?? []) {
    const rule = invariantOf(judging.definitions, key);
    if (rule && rule.evaluate(value, judging.resource)[0] === false) say(judging, 'invariant', `${key}: ${rule.human}`, at);
  }
  for (const url of node.profiles ?? []) {
    const own = judging.definitions.profiles.get(url);
    if (own) judge({ ...judging, profile: own, url }, own.root, value, at);
  }
}

interface Occurrence {
  readonly value: unknown;
  /** Its data type, where the element is a choice. */
  readonly type: string | null;
  readonly at: string;
}

/** Occurrences of an element: of `value[x]` whichever is there. */
function occurrences(definitions: Definitions, owner: Fields, name: string, at: string): Occurrence[] {
  const stem = name.endsWith('[x]') ? name.slice(0, -3) : null;
  const keys = stem === null ? [name] : Object.keys(owner).filter((key) => definitions.choices.get(key)?.stem === stem);
  return keys.flatMap((key) => {
    const value = owner[key];
    const type = stem === null ? null : (definitions.choices.get(key)?.type ?? null);
    if (Array.isArray(value)) return value.map((item: unknown, index) => ({ value: item, type, at: `${at}.${key}[${index}]` }));
    if (value === undefined && !Object.hasOwn(owner, `_${key}`)) return [];
    return [{ value: value ?? owner[`_${key}`], type, at: `${at}.${key}` }];
  });
}

function judgeElement(judging: Judging, node: ProfileNode, owner: Fields, name: string, at: string): void {
  const found = occurrences(judging.definitions, owner, name, at);
  const place = `${at}.${name.replace('[x]', '')}`;
  judgeCount(judging, node, found.length, place, name);
  for (const one of found) {
    if (node.types && one.type !== null && !node.types.includes(one.type))
      say(
        judging,
        'structure',
        `${name} must be ${node.types.map((type) => choiceField(name.replace('[x]', ''), type)).join(' or ')}.`,
        one.at,
      );
    judge(judging, node, one.value, one.at);
  }
  for (const [sliceName, slice] of Object.entries(node.slices ?? {})) {
    const own = found.filter(({ value, type }) => belongs(judging.definitions, slice, node.by ?? [], value, type));
    judgeCount(judging, slice, own.length, place, `${name}:${sliceName}`);
    for (const one of own) judge(judging, slice, one.value, one.at);
  }
}

function judgeCount(judging: Judging, { min = 0, max = Infinity }: ProfileNode, count: number, place: string, name: string): void {
  if (count < min) say(judging, 'required', min === 1 ? `${name} is missing.` : `${min} ${name} are needed, not ${count}.`, place);
  if (count > max)
    say(judging, 'structure', max === 0 ? `${name} may not be given.` : `${name} may be given ${max} times, not ${count}.`, place);
}

function judgeValue(judging: Judging, node: ProfileNode, value: unknown, at: string): void {
  const { definitions } = judging;
  if (node.fixed !== undefined && !isSame(value, node.fixed)) say(judging, 'value', `${shown(node.fixed)} is needed.`, at);
  if (node.pattern !== undefined && !isAtLeast(value, node.pattern)) say(judging, 'value', `${shown(node.pattern)} is needed.`, at);
  if (node.codes !== undefined) {
    const wrong = checkBinding(
      definitions,
      node.codes,
      typeof value === 'string' ? 'code' : isCoding(value) ? 'Coding' : 'CodeableConcept',
      value,
    );
    if (wrong !== null) say(judging, 'code-invalid', wrong, at);
  }
  if (node.targets && isFields(value)) {
    const target = parseReference(textOf(value.reference) ?? '');
    if (target && !node.targets.includes(target.type))
      say(judging, 'value', `a reference to ${node.targets.join(', ')} is needed, not to a ${target.type}.`, at);
  }
}

const isCoding = (value: unknown): boolean => isFields(value) && typeof value.code === 'string';
const shown = (value: unknown): string => (typeof value === 'string' ? `"${value}"` : JSON.stringify(value));

/** Addresses of known profiles that the resource claims in `meta.profile`. */
export function claimedProfiles(definitions: Definitions, resource: Fields): string[] {
  const claims = isFields(resource.meta) ? many(resource.meta.profile) : [];
  return claims.flatMap((one) => (typeof one === 'string' ? [one.split('|')[0] ?? ''] : [])).filter((url) => definitions.profiles.has(url));
}
