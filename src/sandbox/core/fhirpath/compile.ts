import type { Definitions } from '../fhir/definitions.ts';
import { choiceField } from '../fhir/definitions.ts';
import { parseReference } from '../fhir/reference.ts';
import { isFields, many, own, type Fields } from '../fhir/resource.ts';
import { functions, operators } from './functions.ts';
import { ExpressionError, parseExpression, type Expression } from './parse.ts';

/** Values that an expression yields for one focus, which is the resource (`%resource`) or inside it. Nothing else is read. */
export type Evaluate = (focus: unknown, resource: unknown) => readonly unknown[];

type Choices = Definitions['choices'];
const nothing: readonly unknown[] = [];

/** Compiles once; evaluation then parses nothing. @throws ExpressionError */
export const compileExpression = (source: string, choices: Choices): Evaluate => compile(parseExpression(source), choices);

export function compile(node: Expression, choices: Choices): Evaluate {
  switch (node.kind) {
    case 'this':
      return (focus) => [focus];
    case 'resource':
      return (_focus, resource) => [resource];
    case 'literal':
      return () => [node.value];
    case 'member':
      return compileMember(node.of, node.name, choices);
    case 'index': {
      const of = compile(node.of, choices);
      return (focus, resource) => of(focus, resource).slice(node.index, node.index + 1);
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
  return (focus, resource) => {
    const inputs = from(focus, resource);
    if (inputs.length === 1) return isFields(inputs[0]) ? step(inputs[0]) : nothing;
    return inputs.length === 0 ? nothing : inputs.flatMap((input) => (isFields(input) ? step(input) : []));
  };
}

function compileCall(of: Expression | null, name: string, argument: Expression | null, choices: Choices): Evaluate {
  const from: Evaluate = of === null ? (focus) => [focus] : compile(of, choices);
  switch (name) {
    case 'where': {
      const test = compile(needed(argument, name), choices);
      return (focus, resource) => from(focus, resource).filter((item) => test(item, resource)[0] === true);
    }
    case 'exists': {
      const test = argument && compile(argument, choices);
      return (focus, resource) => [from(focus, resource).some((item) => test === null || test(item, resource)[0] === true)];
    }
    case 'ofType':
    case 'as':
      return compileTyped(of ?? { kind: 'this' }, typeNamed(needed(argument, name)), choices);
    case 'is':
      return compileIs(of ?? { kind: 'this' }, typeNamed(needed(argument, name)), choices);
    case 'extension': {
      const url = compile(needed(argument, name), choices);
      return over(of, choices, (fields) =>
        many(own(fields, 'extension')).filter((one) => isFields(one) && one.url === url(fields, fields)[0]),
      );
    }
    case 'all': {
      const test = compile(needed(argument, name), choices);
      return (focus, resource) => [from(focus, resource).every((item) => test(item, resource)[0] === true)];
    }
    case 'select': {
      const project = compile(needed(argument, name), choices);
      return (focus, resource) => from(focus, resource).flatMap((item) => project(item, resource));
    }
    default: {
      const apply = Object.hasOwn(functions, name) ? functions[name] : undefined;
      if (!apply) throw new ExpressionError(`${name}() is not available here`);
      const given = argument && compile(argument, choices);
      return (focus, resource) => apply(from(focus, resource), given ? given(focus, resource) : nothing);
    }
  }
}

function compileBinary(node: Expression & { kind: 'binary' }, choices: Choices): Evaluate {
  const { operator } = node;
  if (operator === 'as') return compileTyped(node.left, typeNamed(node.right), choices);
  if (operator === 'is') return compileIs(node.left, typeNamed(node.right), choices);
  const left = compile(node.left, choices);
  const right = compile(node.right, choices);
  if (operator === '|') return (focus, resource) => union(left(focus, resource), right(focus, resource));
  const apply = operators[operator];
  return (focus, resource) => {
    const result = apply(left(focus, resource), right(focus, resource));
    return result === undefined ? nothing : [result];
  };
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
  return (focus, resource) =>
    from(focus, resource).filter((item) => !isFields(item) || item.resourceType === undefined || item.resourceType === type);
}

/** `resolve() is Patient` is answered from the reference itself: nothing is read. */
function compileIs(of: Expression, type: string, choices: Choices): Evaluate {
  if (of.kind === 'call' && of.name === 'resolve') {
    const from: Evaluate = of.of === null ? (focus) => [focus] : compile(of.of, choices);
    return (focus, resource) => [from(focus, resource).some((item) => isFields(item) && referencedType(item) === type)];
  }
  const typed = compileTyped(of, type, choices);
  const any = compile(of, choices);
  return (focus, resource) => (any(focus, resource).length === 0 ? nothing : [typed(focus, resource).length > 0]);
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
