import { verify, X509Certificate } from 'node:crypto';
import { readJws } from '../core/xapi/signature.ts';

const clause = 'Data 2.6';
const digests = { RS256: 'sha256', RS384: 'sha384', RS512: 'sha512' } as const;

/**
 * A signature that brings its certificate must have been made with that certificate's key (Data 2.6), and each certificate of
 * the chain must certify the one before it (RFC 7515 section 4.1.6). That finds mistakes; whom to trust is not asked.
 *
 * @param text a JWS that is well formed (`signatureFault`).
 */
export function certificateFault(text: string): { readonly text: string; readonly clause: string } | null {
  const { algorithm, chain, input, signature } = readJws(text);
  const certificates = chain.map((one) => certificateIn(one));
  const [own] = certificates;
  if (chain.length === 0) return null;
  if (!own || certificates.includes(null)) return { text: 'x5c of the signature holds what is no X.509 certificate', clause };
  if (own.publicKey.asymmetricKeyType !== 'rsa') return { text: 'The certificate of the signature is for no RSA key', clause };
  if (!verify(digests[algorithm], Buffer.from(input), own.publicKey, Buffer.from(signature, 'base64url')))
    return { text: 'The signature was not made with the key of its certificate', clause };
  const broken = certificates.findIndex((one, place) => {
    const next = certificates[place + 1];
    return one && next && !one.verify(next.publicKey);
  });
  return broken === -1 ? null : { text: `Certificate ${broken + 2} of x5c does not certify the one before it`, clause };
}

function certificateIn(base64: string): X509Certificate | null {
  try {
    return new X509Certificate(Buffer.from(base64, 'base64'));
  } catch {
    return null;
  }
}
