import { isFields, many, textOf, type Fields, type Resource } from '../fhir/resource.ts';

/** A resource of a file that is to become part of a hospital, with the address by which others of the files refer to it. */
export interface Arrival {
  readonly resource: Resource & { readonly id: string };
  readonly fullUrl: string | undefined;
}

/**
 * The resources with references between them made local: `urn:uuid:…` and absolute addresses of other arrivals, and
 * `Type?identifier=system|value` as bundles of synthetic patients use it.
 */
export function relinkArrivals(arrivals: readonly Arrival[]): Resource[] {
  const addresses = new Map<string, string>();
  for (const { resource, fullUrl } of arrivals) {
    const address = `${resource.resourceType}/${resource.id}`;
    if (fullUrl !== undefined) addresses.set(fullUrl, address);
    for (const identifier of many(resource.identifier))
      if (isFields(identifier))
        addresses.set(`${resource.resourceType}?identifier=${textOf(identifier.system) ?? ''}|${textOf(identifier.value) ?? ''}`, address);
  }
  return arrivals.map(({ resource }) => relinked(resource, addresses) as Resource);
}

/** A copy in which every string that is a known address is replaced. */
function relinked(fields: Fields, addresses: ReadonlyMap<string, string>): Fields {
  const walk = (value: unknown, name: string): unknown => {
    if (typeof value === 'string') return name === 'reference' || value.startsWith('urn:') ? (addresses.get(value) ?? value) : value;
    if (Array.isArray(value)) return value.map((item: unknown) => walk(item, name));
    return isFields(value) ? relinked(value, addresses) : value;
  };
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, walk(value, name)]));
}
