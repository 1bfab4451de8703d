import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto';

/*
 * X.509 certificates made on the spot (RFC 5280, in DER), so that no key lies in the repository.
 */
export interface Signer {
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
}

export const makeSigner = (): Signer => generateKeyPairSync('rsa', { modulusLength: 2048 });

function der(tag: number, ...parts: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(parts);
  const digits: number[] = [];
  for (let left = content.length; left > 0; left >>= 8) digits.unshift(left & 255);
  const length = content.length < 128 ? [content.length] : [128 + digits.length, ...digits];
  return Buffer.concat([Buffer.from([tag, ...length]), content]);
}
const sequence = (...parts: readonly Uint8Array[]): Buffer => der(0x30, ...parts);
const sha256WithRsa = sequence(der(0x06, Buffer.from('2a864886f70d01010b', 'hex')), der(0x05));
const nameOf = (text: string): Buffer =>
  sequence(der(0x31, sequence(der(0x06, Buffer.from('550403', 'hex')), der(0x0c, Buffer.from(text)))));

/** A certificate of `whose` key that `by` signed, in base64 as `x5c` has it. */
export function makeCertificate(whose: Signer, by: Signer = whose): string {
  const body = sequence(
    der(0xa0, der(0x02, Buffer.from([2]))),
    der(0x02, Buffer.from([1])),
    sha256WithRsa,
    nameOf('issuer.example'),
    sequence(der(0x17, Buffer.from('270101000000Z')), der(0x17, Buffer.from('370101000000Z'))),
    nameOf('subject.example'),
    whose.publicKey.export({ type: 'spki', format: 'der' }),
  );
  return sequence(body, sha256WithRsa, der(0x03, Buffer.from([0]), sign('sha256', body, by.privateKey))).toString('base64');
}

/** A JSON Web Signature (RFC 7515) in compact serialization. */
export function makeJws(
  header: { readonly alg: 'RS256' | 'RS384' | 'RS512'; readonly x5c?: readonly string[] },
  payload: unknown,
  by: Signer,
): string {
  const part = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const input = `${part(header)}.${part(payload)}`;
  return `${input}.${sign(`sha${header.alg.slice(2)}`, Buffer.from(input), by.privateKey).toString('base64url')}`;
}
