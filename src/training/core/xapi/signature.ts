import { isList, isObject, own, textOf, type Json, type JsonObject } from './json.ts';
import { isSameStatement } from './same-statement.ts';

const algorithms = ['RS256', 'RS384', 'RS512'];
const clause = 'Data 2.6';

export interface Jws {
  readonly algorithm: 'RS256' | 'RS384' | 'RS512';
  /** Certificates in base64: that of the signer, then of whoever certified the one before. */
  readonly chain: readonly string[];
  /** What was signed, as it was signed. */
  readonly input: string;
  /** Base64url. */
  readonly signature: string;
}

/** The parts of a JWS that `signatureFault` found nothing wrong with. */
export function readJws(text: string): Jws {
  const [header = '', payload = '', signature = ''] = text.trim().split('.');
  const read = decoded(header);
  const said = isObject(read) ? read : {};
  const chain = own(said, 'x5c');
  return {
    algorithm: textOf(said, 'alg') as Jws['algorithm'],
    chain: isList(chain) ? chain.filter((one) => typeof one === 'string') : [],
    input: `${header}.${payload}`,
    signature,
  };
}

/**
 * What is wrong with a statement's signature (Data 2.6): a JWS in compact serialization, signed by RSA, whose payload is the
 * statement itself. Null when nothing is. The arithmetic of certificates is the caller's.
 */
export function signatureFault(jws: string, statement: JsonObject): { readonly text: string; readonly clause: string } | null {
  const parts = jws.trim().split('.');
  if (parts.length !== 3 || !parts.every((part) => /^[A-Za-z0-9_-]+$/.test(part)))
    return { text: 'The signature must be a JSON Web Signature in compact serialization', clause };
  const header = decoded(parts[0] ?? '');
  if (!isObject(header)) return { text: 'The header of the signature must be JSON', clause };
  if (!algorithms.includes(textOf(header, 'alg'))) return { text: `The signature must use one of ${algorithms.join(', ')}`, clause };
  const chain = own(header, 'x5c');
  if (chain !== undefined && !(Array.isArray(chain) && chain.length > 0 && chain.every((one) => typeof one === 'string' && isBase64(one))))
    return { text: 'x5c of the signature must be a chain of certificates in base64', clause };
  const payload = decoded(parts[1] ?? '');
  if (!isObject(payload)) return { text: 'The payload of the signature must be the Statement as JSON', clause };
  if (!isSameStatement(payload, statement)) return { text: 'The payload of the signature is another Statement than the one sent', clause };
  return null;
}

const isBase64 = (text: string): boolean => /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(text);

function decoded(part: string): Json | undefined {
  try {
    const bytes = Uint8Array.from(atob(part.replaceAll('-', '+').replaceAll('_', '/')), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as Json;
  } catch {
    return undefined;
  }
}
