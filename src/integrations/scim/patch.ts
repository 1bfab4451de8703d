import { z } from 'zod';
import { ScimProblem, urn } from './protocol.ts';

const PatchOp = z.looseObject({
  Operations: z
    .array(
      z.object({
        op: z
          .string()
          .toLowerCase()
          .pipe(z.enum(['add', 'replace', 'remove'])),
        path: z.string().optional(),
        value: z.unknown(),
      }),
    )
    .min(1)
    .max(100),
});

type Resource = Record<string, unknown>;
interface Path {
  readonly attribute: string;
  /** `emails[type eq "work"]` */
  readonly only: { readonly attribute: string; readonly value: string } | null;
  readonly sub: string | null;
  readonly inExtension: boolean;
}

/** The resource after a PATCH (RFC 7644 section 3.5.2); the one given is not touched. @throws ScimProblem 400. */
export function patched(resource: Resource, body: unknown): Resource {
  const read = PatchOp.safeParse(body);
  if (!read.success)
    throw new ScimProblem(400, 'This is not a PatchOp message with Operations of add, replace or remove.', 'invalidSyntax');
  const result = structuredClone(resource);
  for (const { op, path, value } of read.data.Operations) {
    if (path !== undefined) apply(result, parsePath(path), op, value);
    else if (op !== 'remove' && isObject(value)) for (const [name, part] of Object.entries(value)) applyNamed(result, name, op, part);
    else
      throw new ScimProblem(
        400,
        'An operation without a path needs an object as its value.',
        op === 'remove' ? 'noTarget' : 'invalidValue',
      );
  }
  return result;
}

type Op = 'add' | 'replace' | 'remove';

/** Without a path, names may still be whole paths (`name.familyName`), or the extension as an object. */
function applyNamed(resource: Resource, name: string, op: Op, value: unknown): void {
  if (name === urn.enterprise && isObject(value))
    for (const [inner, part] of Object.entries(value))
      apply(resource, { attribute: inner, only: null, sub: null, inExtension: true }, op, part);
  else apply(resource, parsePath(name), op, value);
}

function parsePath(path: string): Path {
  const inExtension = path.toLowerCase().startsWith(`${urn.enterprise.toLowerCase()}:`);
  const bare = path.replace(new RegExp(`^(${urn.enterprise}|${urn.user}):`, 'i'), '');
  // Names begin with a letter: `__proto__` is none.
  const found = /^([a-z]\w*)(?:\[\s*([a-z]\w*)\s+eq\s+("[^"]*"|\w+)\s*\])?(?:\.(\$?[a-z]\w*))?$/i.exec(bare);
  if (!found) throw new ScimProblem(400, `The path "${path}" is not supported.`, 'invalidPath');
  const [, attribute = '', filterAttribute, filterValue, sub] = found;
  const only = filterAttribute && filterValue ? { attribute: filterAttribute, value: filterValue.replaceAll('"', '') } : null;
  return { attribute, only, sub: sub ?? null, inExtension };
}

function apply(resource: Resource, path: Path, op: Op, value: unknown): void {
  if (path.inExtension && !isObject(resource[urn.enterprise])) resource[urn.enterprise] = {};
  const owner = path.inExtension ? (resource[urn.enterprise] as Resource) : resource;
  const name = nameIn(owner, path.attribute);
  if (path.only) {
    owner[name] = inList(owner[name], path.only, path.sub, op, value);
    return;
  }
  if (path.sub !== null) {
    const inner = isObject(owner[name]) ? owner[name] : {};
    set(inner, nameIn(inner, path.sub), op, value);
    owner[name] = inner;
    return;
  }
  if (op === 'add' && Array.isArray(owner[name]) && Array.isArray(value))
    owner[name] = [...(value as unknown[]), ...(owner[name] as unknown[])];
  else if (op !== 'remove' && isObject(owner[name]) && isObject(value)) owner[name] = { ...owner[name], ...value };
  else set(owner, name, op, value);
}

function inList(list: unknown, only: NonNullable<Path['only']>, sub: string | null, op: Op, value: unknown): unknown[] {
  const items = Array.isArray(list) ? (list as unknown[]).filter(isObject) : [];
  const matches = (item: Resource): boolean => String(item[nameIn(item, only.attribute)]).toLowerCase() === only.value.toLowerCase();
  if (op === 'remove' && sub === null) return items.filter((item) => !matches(item));
  const kept = items.some(matches) || op === 'remove' ? items : [...items, { [only.attribute]: only.value }];
  return kept.map((item) => {
    if (!matches(item)) return item;
    if (sub === null) return isObject(value) ? { ...item, ...value } : item;
    const changed = { ...item };
    set(changed, nameIn(changed, sub), op, value);
    return changed;
  });
}

function set(owner: Resource, name: string, op: Op, value: unknown): void {
  // Null says 'no value': the reader then clears what it may clear.
  owner[name] = op === 'remove' ? null : value;
}

/** Attribute names do not care about case (RFC 7643 section 2.1). */
const nameIn = (owner: Resource, name: string): string =>
  Object.keys(owner).find((key) => key.toLowerCase() === name.toLowerCase()) ?? name;
const isObject = (value: unknown): value is Resource => typeof value === 'object' && value !== null && !Array.isArray(value);
