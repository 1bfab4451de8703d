import { problem } from '../fhir/problem.ts';
import { isFields } from '../fhir/resource.ts';

/* JSON Patch, https://www.rfc-editor.org/rfc/rfc6902 */

type Container = unknown[] | Record<string, unknown>;

const operationsMax = 500;
/** `copy` can double a document again and again. */
const bytesMax = 4_194_304;

/** The document after all operations; the given one is changed and must be the caller's own. @throws FhirProblem 400 or 422 */
export function applyJsonPatch(document: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw problem(400, 'structure', 'A JSON Patch is a list of operations.');
  if (patch.length > operationsMax) throw problem(400, 'too-costly', `Up to ${operationsMax} operations are taken at once.`);
  const root = { '': document };
  for (const [at, operation] of patch.entries()) {
    if (!isFields(operation)) throw problem(400, 'structure', 'An operation is an object.', `[${at}]`);
    apply(root, operation, `[${at}]`);
  }
  return root[''];
}

function apply(root: Record<string, unknown>, operation: Readonly<Record<string, unknown>>, at: string): void {
  const path = pointer(operation.path, at);
  switch (operation.op) {
    case 'add':
      return add(root, path, given(operation, at), at);
    case 'remove':
      remove(root, path, at);
      return;
    case 'replace':
      remove(root, path, at, given(operation, at));
      return;
    case 'move': {
      const from = pointer(operation.from, at);
      if (path.length > from.length && from.every((part, index) => path[index] === part))
        throw problem(400, 'value', 'Nothing can be moved into itself.', at);
      return add(root, path, remove(root, from, at), at);
    }
    case 'copy': {
      add(root, path, structuredClone(valueAt(root, pointer(operation.from, at), at)), at);
      if (JSON.stringify(root).length > bytesMax) throw problem(413, 'too-long', 'The patched resource would be larger than 4 MB.', at);
      return;
    }
    case 'test':
      if (!same(valueAt(root, path, at), given(operation, at)))
        throw problem(422, 'business-rule', `The test of "${String(operation.path).slice(0, 80)}" failed: nothing was changed.`, at);
      return;
    default:
      throw problem(400, 'value', 'op must be add, remove, replace, move, copy or test.', at);
  }
}

function given(operation: Readonly<Record<string, unknown>>, at: string): unknown {
  if (!Object.hasOwn(operation, 'value')) throw problem(400, 'required', 'The operation has no value.', at);
  return operation.value;
}

/** `/a/b` below a root that holds the whole document under the empty name. */
function pointer(path: unknown, at: string): string[] {
  if (typeof path !== 'string' || (path !== '' && !path.startsWith('/'))) throw problem(400, 'value', 'A path begins with /.', at);
  return path.split('/').map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}

const nowhere = (path: readonly string[], at: string) =>
  problem(422, 'not-found', `There is nothing at "${path.join('/').slice(0, 120)}".`, at);

function valueAt(root: Container, path: readonly string[], at: string): unknown {
  let value: unknown = root;
  for (const part of path) {
    if (Array.isArray(value) && /^(0|[1-9]\d*)$/.test(part) && Number(part) < value.length) value = (value as unknown[])[Number(part)];
    else if (isFields(value) && Object.hasOwn(value, part)) value = value[part];
    else throw nowhere(path, at);
  }
  return value;
}

function parentOf(root: Container, path: readonly string[], at: string): [Container, string] {
  const parent = valueAt(root, path.slice(0, -1), at);
  if (typeof parent !== 'object' || parent === null) throw nowhere(path, at);
  const name = path.at(-1) ?? '';
  if (name === '__proto__') throw nowhere(path, at);
  return [parent as Container, name];
}

function add(root: Container, path: readonly string[], value: unknown, at: string): void {
  const [parent, name] = parentOf(root, path, at);
  if (!Array.isArray(parent)) {
    parent[name] = value;
    return;
  }
  const index = name === '-' ? parent.length : Number(/^(0|[1-9]\d*)$/.test(name) ? name : Number.NaN);
  if (!(index <= parent.length)) throw nowhere(path, at);
  parent.splice(index, 0, value);
}

/** Takes the value away, or puts `instead` in its place. */
function remove(root: Container, path: readonly string[], at: string, ...instead: readonly unknown[]): unknown {
  const old = valueAt(root, path, at);
  const [parent, name] = parentOf(root, path, at);
  if (Array.isArray(parent)) parent.splice(Number(name), 1, ...instead);
  else if (instead.length > 0) parent[name] = instead[0];
  else delete parent[name];
  return old;
}

function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) && Array.isArray(b)) return a.length === b.length && a.every((item, index) => same(item, b[index]));
  if (!isFields(a) || !isFields(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name]));
}
