import type { Invariant, Profile, ProfileTable } from './profiles.ts';

/*
 * HL7's definitions as the practice EHR uses them. `DefinitionTable` is what tools/fhir-definitions.ts writes;
 * `readDefinitions` makes lookups of it once per process.
 */

export interface FieldDefinition {
  /** Data types; of several, the name of the field ends in `[x]`. A dotted name is a structure of its own. */
  readonly types: readonly string[];
  readonly min?: number;
  readonly many?: boolean;
  readonly never?: boolean;
  /** Resource types that a reference may lead to; absent: any. */
  readonly targets?: readonly string[];
  /** The required value set's address, where it is enumerable. */
  readonly codes?: string;
  readonly summary?: boolean;
}

export interface StructureDefinition {
  readonly kind: 'resource' | 'complex' | 'primitive';
  readonly abstract?: boolean;
  /** Keys of the rules that it must fulfil. */
  readonly invariants?: readonly string[];
  readonly fields: Readonly<Record<string, FieldDefinition>>;
}

export type SearchType = 'token' | 'reference' | 'date' | 'string' | 'quantity' | 'number' | 'uri' | 'composite' | 'special';

export interface SearchDefinition {
  readonly code: string;
  readonly type: SearchType;
  readonly base: readonly string[];
  readonly url: string;
  readonly expression?: string;
  readonly target?: readonly string[];
  readonly component?: readonly { readonly definition: string; readonly expression: string }[];
}

export interface DefinitionTable {
  readonly fhirVersion: string;
  readonly types: Readonly<Record<string, StructureDefinition>>;
  /** Codes as `system|code`. */
  readonly valueSets: Readonly<Record<string, readonly string[]>>;
  readonly invariants: Readonly<Record<string, Invariant>>;
  readonly search: readonly SearchDefinition[];
  readonly compartments: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;
}

export interface Definitions {
  readonly fhirVersion: string;
  readonly structures: ReadonlyMap<string, StructureDefinition>;
  /** Resource types that can be stored, by name. */
  readonly resourceTypes: ReadonlySet<string>;
  /** `valueQuantity` -> `{ stem: 'value', type: 'Quantity' }`, over all structures. */
  readonly choices: ReadonlyMap<string, { readonly stem: string; readonly type: string }>;
  readonly valueSets: ReadonlyMap<string, ReadonlySet<string>>;
  /** Every `system|code` of any required value set: the system that a bare `code` field implies. */
  readonly knownCodes: ReadonlySet<string>;
  readonly invariants: DefinitionTable['invariants'];
  /** Profiles that a resource can be judged by, by address. */
  readonly profiles: ReadonlyMap<string, Profile>;
  readonly search: readonly SearchDefinition[];
  readonly compartments: DefinitionTable['compartments'];
}

export function readDefinitions(table: DefinitionTable, profiled: ProfileTable): Definitions {
  const structures = new Map(Object.entries(table.types));
  const choices = new Map<string, { stem: string; type: string }>();
  for (const { fields } of structures.values())
    for (const [name, { types }] of Object.entries(fields)) {
      if (!name.endsWith('[x]')) continue;
      const stem = name.slice(0, -3);
      for (const type of types) choices.set(choiceField(stem, type), { stem, type });
    }
  const valueSets = new Map(Object.entries({ ...profiled.valueSets, ...table.valueSets }).map(([url, codes]) => [url, new Set(codes)]));
  return {
    fhirVersion: table.fhirVersion,
    structures,
    resourceTypes: new Set([...structures].filter(([, { kind, abstract }]) => kind === 'resource' && !abstract).map(([name]) => name)),
    choices,
    valueSets,
    knownCodes: new Set(Object.values(table.valueSets).flat()),
    invariants: { ...profiled.invariants, ...table.invariants },
    profiles: new Map(Object.entries(profiled.profiles)),
    search: table.search,
    compartments: table.compartments,
  };
}

/** The JSON name of a choice: `value` and `Quantity` are `valueQuantity`. */
export const choiceField = (stem: string, type: string): string => `${stem}${type.charAt(0).toUpperCase()}${type.slice(1)}`;
