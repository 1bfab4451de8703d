import { defined } from '#kernel/assert.ts';
import type { Definitions } from '../fhir/definitions.ts';
import type { Resource } from '../fhir/resource.ts';
import type { ParametersOf } from '../search/parameters.ts';
import type { SearchValue } from '../search/values.ts';
import { makeIndex, type ParameterIndex } from './index-of-base.ts';
import { stamp, type Version } from './version.ts';

/** What every attempt needs to know and none can change: definitions and compiled search parameters. */
export interface Rules {
  readonly definitions: Definitions;
  readonly parameters: ReadonlyMap<string, ParametersOf>;
}

/** All resources of one type in a base, by ordinal, with an index per search parameter. */
export interface Shelf {
  readonly versions: readonly Version[];
  readonly ordinals: ReadonlyMap<string, number>;
  readonly indexes: ReadonlyMap<string, ParameterIndex>;
}

/** A hospital: immutable, indexed, serialised; shared by every attempt that began on it. */
export interface Base {
  readonly rules: Rules;
  readonly shelves: ReadonlyMap<string, Shelf>;
  readonly count: number;
}

/**
 * Builds a base. Each resource must have a type that the definitions know and an id; of two with the same id the later counts.
 * @param at time of resources that do not say when they were last updated, ISO 8601.
 */
export function makeBase(rules: Rules, resources: readonly Resource[], at: string): Base {
  const byType = new Map<string, Map<string, Resource>>();
  for (const resource of resources) {
    const known = byType.get(resource.resourceType) ?? new Map<string, Resource>();
    known.set(defined(resource.id, `the id of a ${resource.resourceType}`), resource);
    byType.set(resource.resourceType, known);
  }
  const shelves = new Map<string, Shelf>();
  let count = 0;
  for (const [type, known] of byType) {
    const all = [...known.values()];
    count += all.length;
    shelves.set(type, makeShelf(defined(rules.parameters.get(type), `resource type ${type}`), all, at));
  }
  return { rules, shelves, count };
}

function makeShelf(parameters: ParametersOf, resources: readonly Resource[], at: string): Shelf {
  const versions = resources.map((resource): Version => {
    const id = defined(resource.id, 'id');
    const stamped = { id, versionId: resource.meta?.versionId ?? '1', lastUpdated: resource.meta?.lastUpdated ?? at };
    return { type: resource.resourceType, ...stamped, method: 'POST', json: stamp(resource, stamped) };
  });
  // Read back what was stored, so that the index holds exactly what a reader gets.
  const stored = versions.map((version) => JSON.parse(version.json ?? '') as Resource);
  return {
    versions,
    ordinals: new Map(versions.map(({ id }, ordinal) => [id, ordinal])),
    indexes: new Map(
      [...parameters.values()].map((parameter) => {
        const values = stored.map((resource): readonly SearchValue[] => parameter.values(resource));
        return [parameter.code, makeIndex(parameter.type, values)];
      }),
    ),
  };
}
