import { ok, refuse, type Result } from '#kernel/result.ts';

/** A public key of an app, as RFC 7517 writes it, and nothing besides. */
export interface AppKey {
  readonly kty: 'RSA' | 'EC';
  readonly kid?: string;
  readonly alg: 'RS384' | 'ES384';
  readonly use: 'sig';
  readonly n?: string;
  readonly e?: string;
  readonly crv?: 'P-384';
  readonly x?: string;
  readonly y?: string;
}

/** With what an app may sign: https://hl7.org/fhir/smart-app-launch/STU2.2/client-confidential-asymmetric.html */
export const assertionAlgorithms: readonly string[] = ['RS384', 'ES384'];

const keysMax = 10;
/** 2048 bits are 256 bytes, in base64url 342 characters. */
const modulusLengthMin = 342;
const coordinateLength = 64;
const base64Url = /^[A-Za-z0-9_-]+$/;

type Json = Readonly<Record<string, unknown>>;
const isObject = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);
const isText = (value: unknown, length: number): value is string =>
  typeof value === 'string' && value.length >= length && value.length <= 2000 && base64Url.test(value);

/** Keys that somebody pasted: a key set (`{"keys": […]}`) or one key. */
export function readAppKeys(text: string): Result<readonly AppKey[], 'keys'> {
  let given: unknown;
  try {
    given = JSON.parse(text);
  } catch {
    return refuse('keys', 'The keys are not JSON: paste the key set (JWKS) as the app’s makers publish it.');
  }
  const list = isObject(given) && Array.isArray(given['keys']) ? (given['keys'] as readonly unknown[]) : [given];
  if (list.length === 0 || list.length > keysMax) return refuse('keys', `A key set has 1 to ${keysMax} keys.`);
  const keys: AppKey[] = [];
  for (const [at, one] of list.entries()) {
    const read = readKey(one, at + 1);
    if (!read.ok) return read;
    keys.push(read.value);
  }
  const ids = keys.map(({ kid }) => kid);
  if (keys.length > 1 && (ids.includes(undefined) || new Set(ids).size < ids.length))
    return refuse('keys', 'Where there are several keys each needs a kid of its own: the app names by it which one it signs with.');
  return ok(keys);
}

function readKey(key: unknown, number: number): Result<AppKey, 'keys'> {
  if (!isObject(key)) return refuse('keys', `Key ${number} is no JSON Web Key.`);
  if (['d', 'p', 'q', 'k'].some((part) => part in key))
    return refuse('keys', `Key ${number} is a private one. The app must keep that to itself: make a new pair, and paste the public half.`);
  const { kid } = key;
  if (kid !== undefined && (typeof kid !== 'string' || kid === '' || kid.length > 200))
    return refuse('keys', `Key ${number} has a kid that is no text.`);
  const named = kid === undefined ? {} : { kid };
  const { kty, n, e, crv, x, y } = key;
  if (kty === 'RSA' && isText(n, modulusLengthMin) && isText(e, 1)) return ok({ kty, ...named, alg: 'RS384', use: 'sig', n, e });
  if (kty === 'EC' && crv === 'P-384' && isText(x, coordinateLength) && isText(y, coordinateLength))
    return ok({ kty, ...named, alg: 'ES384', use: 'sig', crv, x, y });
  return refuse('keys', `Key ${number} is neither RSA of 2048 bits or more (RS384) nor EC on P-384 (ES384).`);
}
