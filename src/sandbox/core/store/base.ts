import { defined } from '#kernel/assert.ts';
import type { Definitions } from '../fhir/definitions.ts';
import type { Resource } from '../fhir/resource.ts';
import type { Criterion } from '../search/criterion.ts';
import type { ParametersOf } from '../search/parameters.ts';
import { buildShelf, findOnShelf, type Shelf } from './shelf.ts';
import type { Entry, Version } from './version.ts';

/** What every attempt needs to know and none can change: definitions and compiled search parameters. */
export interface Rules {
  readonly definitions: Definitions;
  readonly parameters: ReadonlyMap<string, ParametersOf>;
}

/** What a search found in a base, in the base's order. */
export interface FoundInBase {
  readonly entries: readonly Entry[];
  /** False: there are more than were asked for. */
  readonly isWhole: boolean;
}

/** The hospital on which attempts begin, as they see it. Nobody writes to it. */
export interface Base {
  readonly rules: Rules;
  /** Resource types of which there may be something. */
  readonly types: Iterable<string>;
  version(type: string, id: string): Version | undefined;
  /** Is there certainly such a resource? Unlike `version` this never makes anybody ask elsewhere. */
  holds(type: string, id: string): boolean;
  /** Resources for which every criterion holds: all, or the first `enough` of them and perhaps more. @throws FhirProblem */
  find(type: string, criteria: readonly Criterion[], enough: number): FoundInBase;
  /** Can resources of this type be found by this parameter? */
  searches(type: string, parameter: string): boolean;
  /** Everything of a type, for histories; nothing where that can't be told. */
  versionsOf(type: string): readonly Version[];
}

/** A hospital in memory: immutable, indexed, serialised; shared by every attempt that began on it. */
export interface LocalBase extends Base {
  readonly shelves: ReadonlyMap<string, Shelf>;
  readonly count: number;
}

/** How many resources or values are read between two pauses. */
const pieceSize = 50;

/**
 * Builds a base. Each resource must have a type that the definitions know and an id; of two with the same id the later counts.
 * @param at time of resources that do not say when they were last updated, ISO 8601.
 */
export function makeBase(rules: Rules, resources: Iterable<Resource>, at: string): LocalBase {
  const work = buildBase(rules, resources, at);
  for (;;) {
    const step = work.next();
    if (step.done) return step.value;
  }
}

/** The same in pieces: whoever has others waiting lets them have their turn in between. */
export function* buildBase(rules: Rules, resources: Iterable<Resource>, at: string): Generator<void, LocalBase> {
  const byType = new Map<string, Map<string, Resource>>();
  let read = 0;
  for (const resource of resources) {
    const known = byType.get(resource.resourceType) ?? new Map<string, Resource>();
    known.set(defined(resource.id, `the id of a ${resource.resourceType}`), resource);
    byType.set(resource.resourceType, known);
    if (++read % pieceSize === 0) yield;
  }
  const shelves = new Map<string, Shelf>();
  for (const [type, known] of byType) {
    const parameters = defined(rules.parameters.get(type), `resource type ${type}`);
    shelves.set(type, yield* buildShelf(parameters, [...known.values()], at, pieceSize));
  }
  return baseOf(rules, shelves);
}

function baseOf(rules: Rules, shelves: ReadonlyMap<string, Shelf>): LocalBase {
  return {
    rules,
    shelves,
    count: shelves.values().reduce((sum, { versions }) => sum + versions.length, 0),
    types: shelves.keys().toArray(),
    version: (type, id) => {
      const shelf = shelves.get(type);
      const ordinal = shelf?.ordinals.get(id);
      return ordinal === undefined ? undefined : shelf?.versions[ordinal];
    },
    holds: (type, id) => shelves.get(type)?.ordinals.has(id) ?? false,
    find: (type, criteria) => ({ entries: findOnShelf(shelves.get(type), criteria), isWhole: true }),
    searches: (type, parameter) => rules.parameters.get(type)?.has(parameter) ?? false,
    versionsOf: (type) => shelves.get(type)?.versions ?? [],
  };
}
