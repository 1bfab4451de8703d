import { isObject, type Json } from './json.ts';
import type { DocumentKind, Version } from './versions.ts';

/** Why a document may not be changed now: 409 or 412, in the specification's words. */
export interface Hindrance {
  readonly status: 409 | 412;
  readonly text: string;
  readonly clause: string;
}

const clause = 'Communication 3.1';
const tagsIn = (header: string): readonly string[] => header.split(',').map((tag) => tag.trim().replace(/^W\//, '').replaceAll('"', ''));
const matches = (header: string, etag: string): boolean => header.trim() === '*' || tagsIn(header).includes(etag);

/**
 * May this request change the document? (Communication 3.1, RFC 9110 section 13; IEEE 9274.1.1 4.1.4)
 *
 * @param etag of the document as it is, without quotes; null when there is none.
 */
export function hindrance(
  etag: string | null,
  request: {
    readonly method: 'PUT' | 'POST' | 'DELETE';
    readonly kind: DocumentKind;
    readonly ifMatch?: string | undefined;
    readonly ifNoneMatch?: string | undefined;
  },
  version: Version,
): Hindrance | null {
  const { ifMatch, ifNoneMatch } = request;
  if (ifMatch !== undefined && (etag === null || !matches(ifMatch, etag)))
    return { status: 412, text: 'The document is not the one that If-Match names: it was changed or removed meanwhile', clause };
  if (ifNoneMatch !== undefined && etag !== null && matches(ifNoneMatch, etag))
    return { status: 412, text: 'The document exists already, which If-None-Match excludes', clause };
  const isBlind = request.method === 'PUT' && ifMatch === undefined && ifNoneMatch === undefined;
  if (isBlind && etag !== null && version.guarded.includes(request.kind))
    return {
      status: 409,
      text: 'A document exists here. Fetch it, check it, and send If-Match with its ETag to replace it, or If-None-Match: * to create only',
      clause,
    };
  return null;
}

/** The document after a POST: properties of the sent object replace those of the stored one, at the top level only (Communication 2.2). */
export function mergedDocument(stored: Json | undefined, sent: Json | undefined): Json | null {
  return isObject(stored) && isObject(sent) ? { ...stored, ...sent } : null;
}
