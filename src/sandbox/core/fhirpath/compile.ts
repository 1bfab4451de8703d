import type { Definitions } from '../fhir/definitions.ts';
import { choiceField } from '../fhir/definitions.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, many, own, type Fields } from '../fhir/resource.ts';
import { ExpressionError, parseExpression, type Expression } from './parse.ts';

/** Values that an expression yields for one focus. Nothing is resolved outside the resource: no IO, no side effects. */
export type Evaluate = (focus: unknown) => readonly unknown[];

type Choices = Definitions['choices'];
const nothing: readonly unknown[] = [];

/** Compiles once; evaluation then parses nothing. @throws ExpressionError */
export const compileExpression = (source: string, choices: Choices): Evaluate => compile(parseExpression(source), choices);

export function compile(node: Expression, choices: Choices): Evaluate {
  switch (node.kind) {
    case 'this':
      return (focus) => [focus];
    case 'literal':
      return () => [node.value];
    case 'member':
      return compileMember(node.of, node.name, choices);
    case 'index': {
      const of = compile(node.of, choices);
      return (focus) => of(focus).slice(node.index, node.index + 1);
    }
    case 'call':
      return compileCall(node.of, node.name, node.argument, choices);
    case 'binary':
      return compileBinary(node, choices);
  }
}

function compileMember(of: Expression | null, name: string, choices: Choices): Evaluate {
  // A path may begin with the type's own name: `Patient.name`, `Resource.id`.
  if (of === null && /^[A-Z]/.test(name))
    return name === 'Resource' || name === 'DomainResource'
      ? (focus) => [focus]
      : (focus) => (isFields(focus) && focus.resourceType === name ? [focus] : nothing);
  const isChoice = stems(choices).has(name);
  return over(of, choices, (fields) => {
    const value = own(fields, name);
    if (value !== undefined) return many(value);
    if (!isChoice) return nothing;
    for (const key of Object.keys(fields)) if (choices.get(key)?.stem === name) return many(fields[key]);
    return nothing;
  });
}

const stemSets = new WeakMap<Choices, ReadonlySet<string>>();
function stems(choices: Choices): ReadonlySet<string> {
  let set = stemSets.get(choices);
  if (!set) stemSets.set(choices, (set = new Set([...choices.values()].map(({ stem }) => stem))));
  return set;
}

/** Applies a step to every object that `of` yields, and joins what comes out. */
function over(of: Expression | null, choices: Choices, step: (fields: Fields) => readonly unknown[]): Evaluate {
  const from = of === null ? null : compile(of, choices);
  if (!from) return (focus) => (isFields(focus) ? step(focus) : nothing);
  return (focus) => {
    const inputs = from(focus);
    if (inputs.length === 1) return isFields(inputs[0]) ? step(inputs[0]) : nothing;
    return inputs.length === 0 ? nothing : inputs.flatMap((input) => (isFields(input) ? step(input) : []));
  };
}

function compileCall(of: Expression | null, name: string, argument: Expression | null, choices: Choices): Evaluate {
  const from: Evaluate = of === null ? (focus) => [focus] : compile(of, choices);
  switch (name) {
    case 'where': {
      const test = compile(needed(argument, name), choices);
      return (focus) => from(focus).filter((item) => test(item)[0] === true);
    }
    case 'exists': {
      const test = argument && compile(argument, choices);
      return (focus) => [from(focus).some((item) => test === null || test(item)[0] === true)];
    }
    case 'empty':
      return (focus) => [from(focus).length === 0];
    case 'first':
      return (focus) => from(focus).slice(0, 1);
    case 'ofType':
    case 'as':
      return compileTyped(of ?? { kind: 'this' }, typeNamed(needed(argument, name)), choices);
    case 'is':
      return compileIs(of ?? { kind: 'this' }, typeNamed(needed(argument, name)), choices);
    case 'extension': {
      const url = compile(needed(argument, name), choices);
      return over(of, choices, (fields) => many(own(fields, 'extension')).filter((one) => isFields(one) && one.url === url(fields)[0]));
    }
    default:
      throw new ExpressionError(`${name}() is not available here`);
  }
}

function compileBinary(node: Expression & { kind: 'binary' }, choices: Choices): Evaluate {
  if (node.operator === 'as') return compileTyped(node.left, typeNamed(node.right), choices);
  if (node.operator === 'is') return compileIs(node.left, typeNamed(node.right), choices);
  const left = compile(node.left, choices);
  const right = compile(node.right, choices);
  switch (node.operator) {
    case '|':
      return (focus) => union(left(focus), right(focus));
    case 'and':
      return (focus) => [left(focus)[0] === true && right(focus)[0] === true];
    case 'or':
      return (focus) => [left(focus)[0] === true || right(focus)[0] === true];
    case '=':
    case '!=': {
      const wanted = node.operator === '=';
      return (focus) => {
        const [a] = left(focus);
        const [b] = right(focus);
        return a === undefined || b === undefined ? nothing : [(a === b) === wanted];
      };
    }
  }
}

function union(a: readonly unknown[], b: readonly unknown[]): readonly unknown[] {
  if (a.length === 0) return b;
  return b.length === 0 ? a : [...new Set([...a, ...b])];
}

/** Data types that are a kind of another: what is asked for as a `uri` may be a `canonical`. */
const kindsOf: Readonly<Record<string, readonly string[]>> = {
  uri: ['url', 'canonical', 'oid', 'uuid'],
  string: ['code', 'id', 'markdown'],
  integer: ['positiveInt', 'unsignedInt'],
  Quantity: ['Age', 'Count', 'Distance', 'Duration', 'SimpleQuantity', 'MoneyQuantity'],
};

/** `value as Quantity` reads the field `valueQuantity`; of resources and whole values it keeps those of the type. */
function compileTyped(of: Expression, type: string, choices: Choices): Evaluate {
  if (of.kind === 'member') {
    const { name } = of;
    const kinds = Object.hasOwn(kindsOf, type) ? (kindsOf[type] ?? []) : [];
    const fields = [type, ...kinds].map((kind) => choiceField(name, kind)).filter((field) => choices.has(field));
    const [only, ...others] = fields;
    if (only !== undefined && others.length === 0) return over(of.of, choices, (from) => many(own(from, only)));
    if (only !== undefined) return over(of.of, choices, (from) => fields.flatMap((field) => many(own(from, field))));
  }
  const from = compile(of, choices);
  return (focus) => from(focus).filter((item) => !isFields(item) || item.resourceType === undefined || item.resourceType === type);
}

/** `resolve() is Patient` is answered from the reference itself: nothing is read. */
function compileIs(of: Expression, type: string, choices: Choices): Evaluate {
  if (of.kind === 'call' && of.name === 'resolve') {
    const from: Evaluate = of.of === null ? (focus) => [focus] : compile(of.of, choices);
    return (focus) => [from(focus).some((item) => isFields(item) && referencedType(item) === type)];
  }
  const typed = compileTyped(of, type, choices);
  return (focus) => [typed(focus).length > 0];
}

function referencedType(reference: Fields): unknown {
  return (typeof reference.reference === 'string' ? parseReference(reference.reference)?.type : undefined) ?? reference.type;
}

function needed(argument: Expression | null, name: string): Expression {
  if (!argument) throw new ExpressionError(`${name}() needs an argument`);
  return argument;
}

function typeNamed(node: Expression): string {
  if (node.kind !== 'member') throw new ExpressionError('a type was expected');
  return node.name;
}
