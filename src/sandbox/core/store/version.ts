import type { Resource } from '../fhir/resource.ts';
import type { ParametersOf } from '../search/parameters.ts';
import type { SearchValue } from '../search/values.ts';

/** One version of a resource, for ever as it is. `json` is what goes over the wire; null: this version is a deletion. */
export interface Version {
  readonly type: string;
  readonly id: string;
  readonly versionId: string;
  /** ISO 8601 with milliseconds, UTC. */
  readonly lastUpdated: string;
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly json: string | null;
}

/** A version as search sees it: the base has values ready, an overlay finds them when first asked. */
export interface Entry {
  readonly version: Version;
  values(parameter: string): readonly SearchValue[];
}

const none: readonly never[] = [];

/** The resource of a version, freshly parsed: the caller may change it. */
export function parsed(version: Version): Resource {
  if (version.json === null) throw new Error(`bug: ${version.type}/${version.id} is deleted and was read`);
  return JSON.parse(version.json) as Resource;
}

/** An entry whose values are read from its JSON, each parameter once. */
export function lazyEntry(version: Version, parameters: ParametersOf): Entry {
  let found: Map<string, readonly SearchValue[]> | null = null;
  return {
    version,
    values(code) {
      const known = found?.get(code);
      if (known) return known;
      const values = parameters.get(code)?.values(parsed(version)) ?? none;
      (found ??= new Map()).set(code, values);
      return values;
    },
  };
}

/** The resource as it is stored: with id, version and time in `meta`. */
export function stamp(resource: Resource, stamped: { id: string; versionId: string; lastUpdated: string }): string {
  const { resourceType, id: _id, meta, ...rest } = resource;
  const { versionId, lastUpdated } = stamped;
  return JSON.stringify({ resourceType, id: stamped.id, meta: { ...meta, versionId, lastUpdated }, ...rest });
}
