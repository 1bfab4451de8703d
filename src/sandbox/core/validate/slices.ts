import type { Definitions } from '../fhir/definitions.ts';
import type { ProfileNode } from '../fhir/profiles.ts';
import { isFields, many } from '../fhir/resource.ts';
import { checkBinding } from './bindings.ts';

/** Is this occurrence one of the slice? https://hl7.org/fhir/R4/profiling.html#discriminator */
export function belongs(
  definitions: Definitions,
  slice: ProfileNode,
  by: NonNullable<ProfileNode['by']>,
  value: unknown,
  type: string | null,
): boolean {
  return by.every((discriminator) => {
    if (discriminator.type === 'type') return type === null || (slice.types?.includes(type) ?? true);
    const path = discriminator.path === '$this' ? [] : discriminator.path.split('.');
    return [slice, ...extensionRoots(definitions, slice)].some((node) => holds(definitions, node, value, path));
  });
}

/** An extension's slice is told apart by the address that its own profile fixes. */
const extensionRoots = (definitions: Definitions, { profiles = [] }: ProfileNode): ProfileNode[] =>
  profiles.flatMap((url) => definitions.profiles.get(url)?.root ?? []);

/** Does the value fulfil what the node says of it along the path? Where it says nothing, nothing tells the slice apart: no. */
function holds(definitions: Definitions, node: ProfileNode, value: unknown, path: readonly string[]): boolean {
  const said = verdict(definitions, node, value);
  const [name, ...rest] = path;
  if (name === undefined || said === false) return said ?? false;
  const child = node.fields?.[name];
  if (!child) return said ?? false;
  const inner = isFields(value) ? many(value[name]) : [];
  return [child, ...Object.values(child.slices ?? {})].some((one) => inner.some((item) => holds(definitions, one, item, rest)));
}

/** Null: the node says nothing about the value itself. */
function verdict(definitions: Definitions, node: ProfileNode, value: unknown): boolean | null {
  if (node.fixed !== undefined) return isSame(value, node.fixed);
  if (node.pattern !== undefined) return isAtLeast(value, node.pattern);
  if (node.codes !== undefined)
    return checkBinding(definitions, node.codes, typeof value === 'string' ? 'code' : 'CodeableConcept', value) === null;
  return null;
}

export function isSame(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted))
    return Array.isArray(value) && value.length === wanted.length && wanted.every((one, at) => isSame(value[at], one));
  if (!isFields(wanted)) return value === wanted;
  const names = Object.keys(wanted);
  return isFields(value) && Object.keys(value).length === names.length && names.every((name) => isSame(value[name], wanted[name]));
}

/** A pattern asks for at least what it shows; of a list, for some item each. https://hl7.org/fhir/R4/elementdefinition.html */
export function isAtLeast(value: unknown, wanted: unknown): boolean {
  if (Array.isArray(wanted)) return wanted.every((one) => many(value).some((item) => isAtLeast(item, one)));
  if (!isFields(wanted)) return value === wanted;
  return isFields(value) && Object.entries(wanted).every(([name, one]) => isAtLeast(value[name], one));
}
