/** Where a reference leads. https://hl7.org/fhir/R4/references.html#literal */
export interface ReferenceTarget {
  readonly type: string;
  readonly id: string;
  readonly versionId?: string;
  /** Present when the reference is absolute: everything before `Type/id`. */
  readonly base?: string;
}

const literal = /^(?:(https?:\/\/[^?#]+)\/)?([A-Z][A-Za-z]+)\/([A-Za-z0-9\-.]{1,64})(?:\/_history\/([A-Za-z0-9\-.]{1,64}))?$/;

/** The target of `Patient/1`, `Patient/1/_history/2` or `https://host/fhir/Patient/1`; null for anything else (`#id`, `urn:uuid:…`). */
export function parseReference(reference: string): ReferenceTarget | null {
  const found = literal.exec(reference);
  if (!found) return null;
  const [, base, type = '', id = '', versionId] = found;
  return { type, id, ...(versionId === undefined ? {} : { versionId }), ...(base === undefined ? {} : { base }) };
}
