import { isFields, many, textOf, type Fields, type Resource } from '../fhir/resource.ts';
import { stamp, type Version } from '../store/version.ts';

/*
 * What another FHIR server answers, as versions of ours: absolute references to itself become relative, and what is no resource of the
 * type that was asked for is nothing.
 */

const idPattern = /^[A-Za-z0-9\-.]{1,64}$/;
const epoch = '1970-01-01T00:00:00.000Z';

/** Null: not a resource of this type with an id. @param address of the other server, without a slash at the end */
export function foreignVersion(json: unknown, type: string, address: string): Version | null {
  if (!isFields(json) || json.resourceType !== type || typeof json.id !== 'string' || !idPattern.test(json.id)) return null;
  const meta = isFields(json.meta) ? json.meta : {};
  const lastUpdated = textOf(meta.lastUpdated) ?? epoch;
  const stamped = {
    id: json.id,
    versionId: textOf(meta.versionId) ?? '1',
    lastUpdated: Number.isNaN(Date.parse(lastUpdated)) ? epoch : lastUpdated,
  };
  return { type, ...stamped, method: 'POST', json: stamp(madeLocal(json, `${address}/`) as Resource, stamped) };
}

function madeLocal(value: unknown, prefix: string): unknown {
  if (Array.isArray(value)) return value.map((item: unknown) => madeLocal(item, prefix));
  if (!isFields(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, item]) => [
      name,
      name === 'reference' && typeof item === 'string' && item.startsWith(prefix) ? item.slice(prefix.length) : madeLocal(item, prefix),
    ]),
  );
}

export interface ForeignPage {
  readonly versions: readonly Version[];
  /** Where the next page is; null: this was the last. */
  readonly next: string | null;
  /** The search as the server says that it carried it out; null: it does not say. */
  readonly self: string | null;
}

/** Null: no searchset. */
export function foreignPage(json: unknown, type: string, address: string): ForeignPage | null {
  if (!isFields(json) || json.resourceType !== 'Bundle') return null;
  const versions = many(json.entry).flatMap((entry) => {
    if (!isFields(entry) || (isFields(entry.search) && entry.search.mode !== undefined && entry.search.mode !== 'match')) return [];
    return foreignVersion(entry.resource, type, address) ?? [];
  });
  return { versions, next: linkOf(json, 'next'), self: linkOf(json, 'self') };
}

function linkOf(bundle: Fields, relation: string): string | null {
  for (const link of many(bundle.link)) if (isFields(link) && link.relation === relation) return textOf(link.url) ?? null;
  return null;
}

/** The first parameter that was asked for and, as its own link says, left out; null: none. */
export function leftOut(self: string | null, names: readonly string[]): string | null {
  const query = self?.split('?')[1];
  if (query === undefined || query === '') return null;
  const used = new Set(new URLSearchParams(query).keys());
  return names.find((name) => !used.has(name)) ?? null;
}
