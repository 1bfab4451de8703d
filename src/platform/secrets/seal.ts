import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { SecretsError, type Key, type Keyring } from './keyring.ts';

/** Where a value lies: it opens nowhere else. */
export interface Place {
  readonly table: string;
  readonly column: string;
  /** The row's key as text. */
  readonly row: string;
}

/*
 * `sealed.1.KEYID.BODY`, body = base64url of 12 bytes of nonce, the AES-256-GCM ciphertext and 16 bytes of tag. The header and the place are the
 * associated data.
 */
export const mark = 'sealed.1.';
const [nonceBytes, tagBytes] = [12, 16];
const shape = /^sealed\.1\.([0-9a-f]{8})\.([A-Za-z0-9_-]+)$/;

export const isSealed = (value: string): boolean => value.startsWith(mark);
/** The key that a value is sealed under; null for one in plain text. */
export const keyIdOf = (value: string): string | null => shape.exec(value)?.[1] ?? null;

const about = (id: string, { table, column, row }: Place): Buffer => Buffer.from(JSON.stringify([mark, id, table, column, row]));

export function seal({ id, aes }: Key, place: Place, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', aes, nonce).setAAD(about(id, place));
  const body = Buffer.concat([nonce, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
  return `${mark}${id}.${body.toString('base64url')}`;
}

/** @throws SecretsError: sealed under a key that is not here, changed, or of another place. */
export function open(keyring: Keyring, place: Place, value: string): string {
  const where = `${place.table}.${place.column} of ${place.row}`;
  const [, id, text] = shape.exec(value) ?? [];
  const body = Buffer.from(text ?? '', 'base64url');
  if (id === undefined || body.length < nonceBytes + tagBytes) throw new SecretsError(`What lies in ${where} is not whole.`);
  const key = keyring.find((one) => one.id === id);
  if (!key) throw new SecretsError(`What lies in ${where} is sealed with key ${id}, which is not among the keys of this server.`);
  const decipher = createDecipheriv('aes-256-gcm', key.aes, body.subarray(0, nonceBytes), { authTagLength: tagBytes });
  decipher.setAAD(about(id, place)).setAuthTag(body.subarray(-tagBytes));
  try {
    return Buffer.concat([decipher.update(body.subarray(nonceBytes, -tagBytes)), decipher.final()]).toString('utf8');
  } catch {
    throw new SecretsError(`What lies in ${where} was changed outside of AtElbow, or moved there from another row.`);
  }
}
