import type { Definitions } from '../fhir/definitions.ts';
import type { Issue } from '../fhir/problem.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, textOf, type Fields } from '../fhir/resource.ts';
import { checkBinding } from './bindings.ts';
import { claimedProfiles, judgeByProfile } from './profile.ts';
import { kindOf, primitives } from './primitives.ts';
import { structureOf, type Field, type Structure } from './structures.ts';

/** A reference that a resource makes, and where. */
export interface FoundReference {
  readonly reference: string;
  readonly at: string;
}

export interface Validation {
  readonly issues: readonly Issue[];
  readonly references: readonly FoundReference[];
}

/** Enough to see what is wrong; a file of the wrong kind would give thousands. */
const issuesMax = 30;
/** Deeper than any resource of this world; protects everything that walks a resource afterwards. */
const depthMax = 40;

interface Walk {
  readonly definitions: Definitions;
  readonly issues: Issue[];
  readonly references: FoundReference[];
  /** `%resource`: the resource that is being walked, a contained one while inside it. */
  resource: Fields;
  isMalformed: boolean;
  depth: number;
}

/** The place is only written out when there is something to say about it. */
interface Place {
  readonly parent: Place | null;
  readonly name: string;
  readonly index: number | null;
}

function written({ parent, name, index }: Place): string {
  const here = index === null ? name : `${name}[${index}]`;
  return parent === null ? here : `${written(parent)}.${here}`;
}

/**
 * Judges a resource by FHIR R4: fields, cardinality, types, formats, required value sets, reference targets, invariants.
 * Then by the profiles that it claims in `meta.profile`, as far as they are known, and by those given.
 * Never throws, whatever it is given.
 */
export function validate(definitions: Definitions, resource: unknown, profiles: readonly string[] = []): Validation {
  const walk: Walk = { definitions, issues: [], references: [], resource: {}, isMalformed: false, depth: 0 };
  checkResource(walk, resource, null, null, null);
  // Of something that R4 does not allow, profiles say nothing useful.
  if (walk.issues.length === 0 && isFields(resource))
    for (const url of new Set([...claimedProfiles(definitions, resource), ...profiles]))
      walk.issues.push(...judgeByProfile(definitions, url, resource).slice(0, issuesMax));
  return { issues: walk.issues, references: walk.references };
}

function say(walk: Walk, code: string, text: string, place: Place): void {
  if (code !== 'invariant') walk.isMalformed = true;
  if (walk.issues.length < issuesMax) walk.issues.push({ severity: 'error', code, text, at: written(place) });
}

function checkResource(walk: Walk, value: unknown, parent: Place | null, name: string | null, index: number | null): void {
  const type = isFields(value) ? textOf(value.resourceType) : undefined;
  const place: Place = { parent, name: name ?? type ?? 'resource', index };
  if (!isFields(value)) say(walk, 'structure', `A resource is needed, not ${kindOf(value)}.`, place);
  else if (type === undefined) say(walk, 'structure', 'resourceType is missing.', place);
  else if (!walk.definitions.resourceTypes.has(type)) say(walk, 'value', `"${type.slice(0, 80)}" is no resource type of FHIR R4.`, place);
  else {
    const outer = walk.resource;
    walk.resource = value;
    checkStructure(walk, value, type, place);
    walk.resource = outer;
  }
}

function checkStructure(walk: Walk, value: Fields, type: string, place: Place): void {
  const structure = structureOf(walk.definitions, type);
  if (!structure) return say(walk, 'structure', `The type ${type} is not known.`, place);
  if (walk.depth >= depthMax) return say(walk, 'too-long', `Nested more than ${depthMax} deep.`, place);
  walk.depth++;
  let choices: Set<string> | null = null;
  let some = false;
  for (const name of Object.keys(value)) {
    if (name === 'resourceType' && walk.definitions.resourceTypes.has(type)) continue;
    some = true;
    const isExtension = name.startsWith('_');
    const field = structure.fields.get(isExtension ? name.slice(1) : name);
    if (!field) {
      say(walk, 'structure', `${type} has no element "${name.slice(0, 80)}".`, { parent: place, name: name.slice(0, 80), index: null });
      continue;
    }
    if (isExtension) checkPrimitiveExtension(walk, value[name], field, place);
    else checkField(walk, value[name], field, value, place);
    if (field.choice === null) continue;
    choices ??= new Set();
    choices.add(`${field.choice} ${field.name}`);
  }
  if (!some && place.parent !== null) say(walk, 'structure', 'An element must not be empty.', place);
  if (choices && choices.size > 1) checkChoices(walk, choices, place);
  for (const { element, names } of structure.mandatory)
    if (!names.some((name) => Object.hasOwn(value, name)))
      say(walk, 'required', `${element} is missing.`, { parent: place, name: element.replace('[x]', ''), index: null });
  if (type === 'Reference') noteReference(walk, value, place);
  walk.depth--;
  checkInvariants(walk, value, structure.invariants, place);
}

/** Rules are judged once everything under the element is well-formed: of something malformed they say nothing useful. */
function checkInvariants(walk: Walk, value: Fields, invariants: Structure['invariants'], place: Place): void {
  if (invariants.length === 0 || walk.isMalformed) return;
  for (const { key, human, evaluate } of invariants)
    if (evaluate(value, walk.resource)[0] === false) say(walk, 'invariant', `${key}: ${human}`, place);
}

function checkChoices(walk: Walk, choices: ReadonlySet<string>, place: Place): void {
  const elements = [...choices].map((one) => one.split(' ')[0] ?? '');
  for (const element of new Set(elements))
    if (elements.indexOf(element) !== elements.lastIndexOf(element)) say(walk, 'structure', `Only one ${element} may be given.`, place);
}

function checkField(walk: Walk, value: unknown, field: Field, owner: Fields, parent: Place): void {
  const { name, definition } = field;
  const place: Place = { parent, name, index: null };
  if (definition.never) return say(walk, 'structure', `${name} may not be given here.`, place);
  if (!definition.many) return checkValue(walk, value, field, place);
  if (!Array.isArray(value)) return say(walk, 'structure', `${name} is a list: [ … ] is needed, not ${kindOf(value)}.`, place);
  if (value.length === 0) return say(walk, 'structure', 'A list must not be empty.', place);
  const extensions = Object.hasOwn(owner, `_${name}`) ? owner[`_${name}`] : undefined;
  value.forEach((item: unknown, index) => {
    // `null` keeps the place of a primitive that only has an extension.
    const isPlaceholder = item === null && Array.isArray(extensions) && isFields(extensions[index]);
    if (!isPlaceholder) checkValue(walk, item, field, { parent, name, index });
  });
}

function checkValue(walk: Walk, value: unknown, field: Field, place: Place): void {
  const { type, definition } = field;
  const primitive = Object.hasOwn(primitives, type) ? primitives[type] : undefined;
  if (primitive) {
    const wrong = primitive(value);
    if (wrong !== null) return say(walk, 'value', `${field.name}: ${wrong}.`, place);
  } else if (type === 'Resource') return checkNested(walk, value, place);
  else if (!isFields(value)) return say(walk, 'structure', `${field.name} is a ${type}: an object is needed, not ${kindOf(value)}.`, place);
  else {
    checkStructure(walk, value, type, place);
    if (type === 'Reference') checkTarget(walk, value, definition.targets, place);
  }
  if (definition.codes === undefined) return;
  const wrong = checkBinding(walk.definitions, definition.codes, type, value);
  if (wrong !== null) say(walk, 'code-invalid', `${field.name}: ${wrong}`, place);
}

function checkNested(walk: Walk, value: unknown, place: Place): void {
  if (walk.depth >= depthMax) return say(walk, 'too-long', `Nested more than ${depthMax} deep.`, place);
  walk.depth++;
  checkResource(walk, value, place.parent, place.name, place.index);
  walk.depth--;
}

/** `_birthDate`: id and extensions of a primitive, in a list beside the list of values. */
function checkPrimitiveExtension(walk: Walk, value: unknown, field: Field, parent: Place): void {
  const place: Place = { parent, name: `_${field.name}`, index: null };
  if (!Object.hasOwn(primitives, field.type)) return say(walk, 'structure', `${field.name} is no primitive: "_" makes no sense.`, place);
  const items = Array.isArray(value) ? (value as unknown[]) : [value];
  if (Array.isArray(value) !== (field.definition.many ?? false)) return say(walk, 'structure', 'List and value do not go together.', place);
  for (const item of items) {
    if (item === null && Array.isArray(value)) continue;
    if (isFields(item)) checkStructure(walk, item, 'Element', place);
    else say(walk, 'structure', `An object is needed, not ${kindOf(item)}.`, place);
  }
}

function checkTarget(walk: Walk, value: Fields, targets: readonly string[] | undefined, place: Place): void {
  const target = parseReference(textOf(value.reference) ?? '');
  if (!target || target.base !== undefined) return;
  if (!walk.definitions.resourceTypes.has(target.type)) say(walk, 'value', `${target.type} is no resource type of FHIR R4.`, place);
  else if (targets && !targets.includes(target.type))
    say(walk, 'value', `A reference to ${targets.join(', ')} is needed, not to a ${target.type}.`, place);
}

function noteReference(walk: Walk, value: Fields, place: Place): void {
  if (typeof value.reference === 'string') walk.references.push({ reference: value.reference, at: written(place) });
}
