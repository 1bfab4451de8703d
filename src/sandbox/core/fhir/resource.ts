/** A JSON object whose fields are not yet known. */
export interface Fields {
  readonly [field: string]: unknown;
}

/** FHIR's `meta` as far as the store itself reads it. */
export interface Meta extends Fields {
  readonly versionId?: string;
  readonly lastUpdated?: string;
}

/** Any FHIR resource. What its other fields are is for the definitions to say, not for TypeScript. */
export interface Resource extends Fields {
  readonly resourceType: string;
  readonly id?: string;
  readonly meta?: Meta;
}

export const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);

/** The field's own value: never something inherited, whatever the field is called. */
export const own = (fields: Fields, name: string): unknown => (Object.hasOwn(fields, name) ? fields[name] : undefined);

/** A field as a list: JSON arrays as they are, a single value as a list of one, nothing as none. */
export function many(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value as unknown[];
  return value === undefined || value === null ? [] : [value];
}

export const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);
