import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** OWASP password storage cheat sheet: Argon2id with 19 MiB, two passes, one lane. It runs on libuv's threads. */
const cost = { memory: 19_456, passes: 2, parallelism: 1 } as const;
const derive = promisify(argon2);
const unpadded = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replaceAll('=', '');

/** PHC string: `$argon2id$v=19$m=19456,t=2,p=1$salt$hash`. */
export async function hashPassword(password: string): Promise<string> {
  const nonce = randomBytes(16);
  const key = await derive('argon2id', { message: password.normalize('NFKC'), nonce, tagLength: 32, ...cost });
  return `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(nonce)}$${unpadded(key)}`;
}

const form = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;
/** Takes as long as any other, and no password has it: for addresses without an account or without a password. */
const nobodys = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$${unpadded(Buffer.alloc(16))}$${unpadded(Buffer.alloc(32))}`;

/** Does the same work whether or not there is a password to compare with. */
export async function isPassword(password: string, stored: string | null): Promise<boolean> {
  const read = form.exec(stored ?? nobodys);
  if (!read) return false;
  const [, memory, passes, parallelism, salt = '', hash = ''] = read;
  const expected = Buffer.from(hash, 'base64');
  const key = await derive('argon2id', {
    message: password.normalize('NFKC'),
    nonce: Buffer.from(salt, 'base64'),
    tagLength: expected.length,
    memory: Number(memory),
    passes: Number(passes),
    parallelism: Number(parallelism),
  });
  return timingSafeEqual(key, expected) && stored !== null;
}
