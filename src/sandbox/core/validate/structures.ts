import { compileExpression, type Evaluate } from '../fhirpath/compile.ts';
import { ExpressionError } from '../fhirpath/parse.ts';
import { choiceField, type Definitions, type FieldDefinition } from '../fhir/definitions.ts';

/** A JSON field of a structure: choices are spread out, so `valueQuantity` is a field of its own. */
export interface Field {
  readonly name: string;
  readonly type: string;
  readonly definition: FieldDefinition;
  /** `value[x]` of `valueQuantity`: of all fields with the same choice only one may be there. */
  readonly choice: string | null;
}

export interface Structure {
  readonly fields: ReadonlyMap<string, Field>;
  readonly invariants: readonly CompiledInvariant[];
  /** Names of which one must be there, per mandatory element. */
  readonly mandatory: readonly { readonly element: string; readonly names: readonly string[] }[];
}

export interface CompiledInvariant {
  readonly key: string;
  readonly human: string;
  readonly evaluate: Evaluate;
}

const cache = new WeakMap<Definitions, Map<string, Structure>>();

/** The structure of a data type, resource type or dotted backbone element, made once. */
export function structureOf(definitions: Definitions, type: string): Structure | null {
  let known = cache.get(definitions);
  if (!known) cache.set(definitions, (known = new Map()));
  const found = known.get(type);
  if (found) return found;
  const definition = definitions.structures.get(type);
  if (!definition) return null;
  const fields = Object.entries(definition.fields).flatMap(([element, field]): Field[] => {
    if (!element.endsWith('[x]')) return [{ name: element, type: field.types[0] ?? '', definition: field, choice: null }];
    return field.types.map((one) => ({ name: choiceField(element.slice(0, -3), one), type: one, definition: field, choice: element }));
  });
  const structure = {
    fields: new Map(fields.map((field) => [field.name, field])),
    invariants: (definition.invariants ?? []).flatMap((key) => compileInvariant(definitions, key)),
    mandatory: Object.entries(definition.fields)
      .filter(([, field]) => (field.min ?? 0) > 0)
      .map(([element]) => ({
        element,
        names: fields.filter((field) => field.name === element || field.choice === element).flatMap(({ name }) => [name, `_${name}`]),
      })),
  };
  known.set(type, structure);
  return structure;
}

const invariantCache = new WeakMap<Definitions, Map<string, CompiledInvariant | null>>();

/** A rule by its key, compiled once; null where it needs more FHIRPath than we have. */
export function invariantOf(definitions: Definitions, key: string): CompiledInvariant | null {
  let known = invariantCache.get(definitions);
  if (!known) invariantCache.set(definitions, (known = new Map()));
  let found = known.get(key);
  if (found === undefined) known.set(key, (found = compileInvariant(definitions, key)[0] ?? null));
  return found;
}

/** None where the rule needs more FHIRPath than we have: docs/subsystems/practice-ehr-store.md names those. */
function compileInvariant(definitions: Definitions, key: string): CompiledInvariant[] {
  const rule = definitions.invariants[key];
  if (!rule) return [];
  try {
    return [{ key, human: rule.human, evaluate: compileExpression(rule.expression, definitions.choices) }];
  } catch (error) {
    if (error instanceof ExpressionError) return [];
    throw error;
  }
}
