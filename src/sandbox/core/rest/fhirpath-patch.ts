import { choiceField, type Definitions } from '../fhir/definitions.ts';
import { problem, type FhirProblem } from '../fhir/problem.ts';
import { isFields, many, own, textOf, type Fields } from '../fhir/resource.ts';
import { compile } from '../fhirpath/compile.ts';
import { ExpressionError, parseExpression, type Expression } from '../fhirpath/parse.ts';
import { structureOf, type Field } from '../validate/structures.ts';

/* FHIRPath Patch, https://hl7.org/fhir/R4/fhirpatch.html */

type Mutable = Record<string, unknown>;

/** Where a value is: a field, or a place in a list of a field. */
interface Spot {
  readonly owner: Mutable;
  readonly field: string;
  readonly index: number | null;
}

/** Changes the resource, which must be the caller's own. @throws FhirProblem 400 or 422; the resource is then half changed */
export function applyFhirpathPatch(definitions: Definitions, resource: Fields, parameters: Fields): void {
  const operations = many(parameters.parameter).filter((one) => isFields(one) && one.name === 'operation');
  if (operations.length === 0) throw problem(400, 'required', 'The Parameters hold no operation.', 'Parameters.parameter');
  for (const [index, operation] of operations.entries()) {
    const at = `Parameters.parameter[${index}]`;
    apply(definitions, resource as Mutable, partsOf(operation), at);
  }
}

function partsOf(operation: unknown): Map<string, Fields> {
  const parts = isFields(operation) ? many(operation.part) : [];
  return new Map(parts.flatMap((part) => (isFields(part) && typeof part.name === 'string' ? [[part.name, part]] : [])));
}

function apply(definitions: Definitions, resource: Mutable, parts: ReadonlyMap<string, Fields>, at: string): void {
  const word = (name: string): string => {
    const part = parts.get(name);
    const text = textOf(part?.valueCode) ?? textOf(part?.valueString);
    if (text === undefined) throw problem(400, 'required', `The operation needs a ${name}.`, at);
    return text;
  };
  const number = (name: string): number => {
    const value = parts.get(name)?.valueInteger;
    if (typeof value !== 'number' || !Number.isInteger(value) || value < 0)
      throw problem(400, 'required', `The operation needs a whole number as ${name}.`, at);
    return value;
  };
  const expression = parsedPath(word('path'), at);
  const one = (): Spot => {
    const [spot, ...others] = spots(definitions, resource, expression);
    if (!spot) throw problem(422, 'not-found', `${word('path').slice(0, 120)} selects nothing.`, at);
    if (others.length > 0)
      throw problem(422, 'multiple-matches', `${word('path').slice(0, 120)} selects ${others.length + 1} elements; one is meant.`, at);
    return spot;
  };
  switch (word('type')) {
    case 'add':
      return addAt(definitions, resource, expression, word('name'), parts.get('value'), at);
    case 'insert':
      return insert(listAt(definitions, resource, expression, at), number('index'), valueOf(definitions, '', parts.get('value'), at), at);
    case 'replace': {
      const spot = one();
      return set(spot, valueOf(definitions, structureAt(definitions, resource, spot), parts.get('value'), at));
    }
    case 'delete':
      for (const spot of spots(definitions, resource, expression).toReversed()) unset(spot);
      return;
    case 'move':
      return move(listAt(definitions, resource, expression, at), number('source'), number('destination'), at);
    default:
      throw problem(400, 'value', 'type must be add, insert, replace, delete or move.', at);
  }
}

function parsedPath(path: string, at: string): Expression {
  if (path.length > 1000) throw problem(400, 'too-long', 'The path is longer than 1000 characters.', at);
  // A pattern of a stranger could keep us busy for ever.
  if (path.includes('matches')) throw problem(400, 'not-supported', 'matches() is not available here.', at);
  try {
    return parseExpression(path);
  } catch (error) {
    if (error instanceof ExpressionError) throw problem(400, 'invalid', `The path is not understood: ${error.message}.`, at);
    throw error;
  }
}

function evaluate(definitions: Definitions, resource: Fields, expression: Expression): readonly unknown[] {
  try {
    return compile(expression, definitions.choices)(resource, resource);
  } catch (error) {
    if (error instanceof ExpressionError) throw problem(400, 'invalid', `The path is not understood: ${error.message}.`);
    throw error;
  }
}

function addAt(
  definitions: Definitions,
  resource: Mutable,
  expression: Expression,
  name: string,
  part: Fields | undefined,
  at: string,
): void {
  const found = evaluate(definitions, resource, expression);
  const [owner] = found;
  if (found.length !== 1 || !isFields(owner))
    throw problem(422, 'not-found', `The path selects ${found.length} elements; one is meant.`, at);
  const type = typeOf(definitions, resource, textOf(resource.resourceType) ?? '', owner);
  add(definitions, owner as Mutable, type ?? '', name, part, at);
}

/** The type of what belongs at a spot. */
function structureAt(definitions: Definitions, resource: Mutable, { owner, field }: Spot): string {
  const type = typeOf(definitions, resource, textOf(resource.resourceType) ?? '', owner);
  return structureOf(definitions, type ?? '')?.fields.get(field)?.type ?? '';
}

/** Every selected element with the place that holds it. Objects are found by identity, primitives by their last step. */
function spots(definitions: Definitions, resource: Mutable, expression: Expression): Spot[] {
  if (expression.kind === 'index') {
    const all = spots(definitions, resource, expression.of);
    const spot = all[expression.index];
    return spot ? [spot] : [];
  }
  if (expression.kind === 'member' && !(expression.of === null && /^[A-Z]/.test(expression.name))) {
    const parents = expression.of === null ? [resource] : evaluate(definitions, resource, expression.of);
    return parents.flatMap((parent) => (isFields(parent) ? fieldSpots(definitions, parent as Mutable, expression.name) : []));
  }
  const wanted = new Set(evaluate(definitions, resource, expression).filter(isFields));
  return everySpot(resource).filter(({ owner, field, index }) => wanted.has(valueAt({ owner, field, index }) as Fields));
}

function fieldSpots(definitions: Definitions, owner: Mutable, name: string): Spot[] {
  const field = Object.hasOwn(owner, name) ? name : Object.keys(owner).find((key) => definitions.choices.get(key)?.stem === name);
  if (field === undefined) return [];
  const value = owner[field];
  return Array.isArray(value) ? value.map((_, index) => ({ owner, field, index })) : [{ owner, field, index: null }];
}

function everySpot(owner: Mutable): Spot[] {
  return Object.entries(owner).flatMap(([field, value]) => {
    const items = Array.isArray(value) ? (value as unknown[]) : [value];
    return items.flatMap((item, index): Spot[] =>
      isFields(item) ? [{ owner, field, index: Array.isArray(value) ? index : null }, ...everySpot(item as Mutable)] : [],
    );
  });
}

function valueAt({ owner, field, index }: Spot): unknown {
  const value = owner[field];
  return index === null || !Array.isArray(value) ? value : (value as unknown[])[index];
}

function set({ owner, field, index }: Spot, value: unknown): void {
  const list = owner[field];
  if (index === null || !Array.isArray(list)) owner[field] = value;
  else list[index] = value;
}

function unset({ owner, field, index }: Spot): void {
  const list = owner[field];
  if (index !== null && Array.isArray(list)) list.splice(index, 1);
  if (index === null || (Array.isArray(list) && list.length === 0)) delete owner[field];
}

function listAt(definitions: Definitions, resource: Mutable, expression: Expression, at: string): unknown[] {
  const [spot] = spots(definitions, resource, expression);
  const list = spot?.owner[spot.field];
  if (!Array.isArray(list)) throw problem(422, 'not-found', 'The path selects no list.', at);
  return list as unknown[];
}

function insert(list: unknown[], index: number, value: unknown, at: string): void {
  if (index > list.length) throw tooFar(list, at);
  list.splice(index, 0, value);
}

function move(list: unknown[], source: number, destination: number, at: string): void {
  if (source >= list.length || destination >= list.length) throw tooFar(list, at);
  list.splice(destination, 0, ...list.splice(source, 1));
}

const tooFar = (list: readonly unknown[], at: string): FhirProblem => problem(422, 'value', `The list has ${list.length} elements.`, at);

/** Adds to a structure of this type; in a list the value comes last. */
function add(definitions: Definitions, owner: Mutable, type: string, name: string, part: Fields | undefined, at: string): void {
  const { fields } = structureOf(definitions, type) ?? { fields: new Map<string, Field>() };
  const chosen = [...fields.values()].find(
    (field) => field.choice === `${name}[x]` && Object.hasOwn(part ?? {}, choiceField('value', field.type)),
  );
  const field = fields.get(name) ?? chosen;
  if (!field) throw problem(422, 'not-found', `${type} has no element "${name.slice(0, 80)}".`, at);
  const value = valueOf(definitions, field.type, part, at);
  const known = own(owner, field.name);
  if (Array.isArray(known)) known.push(value);
  else owner[field.name] = field.definition.many ? [value] : value;
}

/** The type of the structure that an object of the resource is. */
function typeOf(definitions: Definitions, here: Fields, type: string, wanted: Fields): string | null {
  if (here === wanted) return type;
  const fields = structureOf(definitions, type)?.fields;
  for (const [name, value] of Object.entries(here)) {
    const field = fields?.get(name);
    if (!field) continue;
    for (const item of many(value)) {
      if (!isFields(item)) continue;
      const found = typeOf(definitions, item, field.type === 'Resource' ? (textOf(item.resourceType) ?? '') : field.type, wanted);
      if (found !== null) return found;
    }
  }
  return null;
}

/** `value[x]`, or parts that make up a structure that has no data type of its own. */
function valueOf(definitions: Definitions, type: string, part: Fields | undefined, at: string): unknown {
  if (!part) throw problem(400, 'required', 'The operation needs a value.', at);
  const key = Object.keys(part).find((one) => definitions.choices.get(one)?.stem === 'value');
  if (key !== undefined) return part[key];
  const built: Mutable = {};
  for (const inner of many(part.part)) {
    if (!isFields(inner) || typeof inner.name !== 'string') throw problem(400, 'structure', 'Each part of a value needs a name.', at);
    add(definitions, built, type, inner.name, inner, at);
  }
  if (Object.keys(built).length === 0) throw problem(400, 'required', 'The value is empty.', at);
  return built;
}
