import { createHash, hkdfSync } from 'node:crypto';

/** What is wrong with keys or sealed values, in plain words for whoever runs the server. */
export class SecretsError extends Error {}

export interface Key {
  /** Eight hexadecimal digits made from the key itself: nobody has to name keys, and they tell nothing about it. */
  readonly id: string;
  /** Of AES-256, derived, so that the key as set is used for nothing twice. */
  readonly aes: Buffer;
}

/** The first seals; all of them open. */
export type Keyring = readonly [Key, ...Key[]];

const keyBytes = 32;
const idDigits = 8;

const keyOf = (master: Buffer): Key => ({
  id: createHash('sha256').update('atelbow key id 1').update(master).digest('hex').slice(0, idDigits),
  aes: Buffer.from(hkdfSync('sha256', master, '', 'atelbow secrets at rest 1', keyBytes)),
});

/**
 * Keys as a setting or a file has them: 32 bytes each in base64, between commas or on lines of their own; `#` begins a remark.
 *
 * @param from the setting's name or the file's path, for the words.
 * @throws SecretsError when there is none, or one is no key.
 */
export function readKeys(text: string, from: string): Keyring {
  const written = text
    .replaceAll(/#.*$/gm, '')
    .split(/[\s,]+/)
    .filter((one) => one !== '');
  const [first, ...others] = written.map((one) => {
    const bytes = Buffer.from(one, 'base64');
    if (!/^[A-Za-z0-9+/_-]+=*$/.test(one) || bytes.length !== keyBytes)
      throw new SecretsError(
        `${from} holds something that is no key: each is ${keyBytes} bytes in base64 (44 characters). "npx atelbow secrets key" makes one.`,
      );
    return keyOf(bytes);
  });
  if (!first) throw new SecretsError(`${from} holds no key. "npx atelbow secrets key" makes one.`);
  return [first, ...others];
}
