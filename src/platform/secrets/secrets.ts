import { randomBytes } from 'node:crypto';
import { closeSync, fsyncSync, linkSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { readKeys, SecretsError, type Keyring } from './keyring.ts';
import { isSealed, keyIdOf, open, seal } from './seal.ts';

/** A column whose values are sealed. Whoever owns the table names it once, and reads and writes the column by it. */
export interface SealedColumn {
  readonly table: string;
  readonly column: string;
  /** The column that tells rows apart. */
  readonly rowColumn: string;
  /** In words for people: `authenticator apps`. */
  readonly holds: string;
  /** What becomes of a row whose value nobody can open any more: `delete`, or what an update sets (SQL). */
  readonly whenLost: 'delete' | { readonly set: string };
}

/** How values are sealed. Hangs on the database's handle: whoever reads a row can open it. */
export interface Secrets {
  /** As it is stored: sealed, or plain where there is no key. */
  seal(column: SealedColumn, row: string, text: string): string;
  /** As it was before it was sealed. What was stored before there was a key comes back as it is. @throws SecretsError */
  open(column: SealedColumn, row: string, stored: string): string;
  /** The one that seals; null: none does. */
  currentKeyId(): string | null;
  keyIds(): readonly string[];
  /** The setting or the file that the keys come from. */
  readonly from: string;
  readonly kind: 'setting' | 'file' | 'made' | 'none';
}

const placeOf = ({ table, column }: SealedColumn, row: string) => ({ table, column, row });

const sealing = (keyring: () => Keyring, from: string, kind: 'setting' | 'file' | 'made'): Secrets => ({
  seal: (column, row, text) => seal(keyring()[0], placeOf(column, row), text),
  open: (column, row, stored) => (isSealed(stored) ? open(keyring(), placeOf(column, row), stored) : stored),
  currentKeyId: () => keyring()[0].id,
  keyIds: () => keyring().map((key) => key.id),
  from,
  kind,
});

/** No key: values are stored as they are. */
export const noSecrets: Secrets = {
  seal(_column, _row, text) {
    if (isSealed(text)) throw new SecretsError('A secret may not begin as sealed ones do.');
    return text;
  },
  open({ table, column }, row, stored) {
    if (!isSealed(stored)) return stored;
    const id = keyIdOf(stored) ?? 'unknown';
    throw new SecretsError(
      `${table}.${column} of ${row} is sealed with key ${id}, and no key is set: set SECRETS_KEY or SECRETS_KEY_FILE.`,
    );
  },
  currentKeyId: () => null,
  keyIds: () => [],
  from: '',
  kind: 'none',
};

/** @throws SecretsError for what is no key. */
export function secretsOfSetting(text: string, name: string): Secrets {
  const keyring = readKeys(text, name);
  return sealing(() => keyring, name, 'setting');
}

/**
 * Keys in a file, read again whenever it has changed: a key that `atelbow secrets rotate` puts there counts at once.
 *
 * @throws SecretsError when it can't be read or holds what is no key.
 */
export function secretsOfFile(file: string, kind: 'file' | 'made' = 'file'): Secrets {
  let seen: { stamp: string; keyring: Keyring } | null = null;
  const keyring = (): Keyring => {
    const stamp = stampOf(file);
    if (seen?.stamp !== stamp) seen = { stamp, keyring: readKeys(readFileSync(file, 'utf8'), file) };
    return seen.keyring;
  };
  keyring();
  return sealing(keyring, file, kind);
}

function stampOf(file: string): string {
  try {
    const { ino, size, mtimeMs } = statSync(file);
    return `${ino} ${size} ${mtimeMs}`;
  } catch (error) {
    throw new SecretsError(`The keys in ${file} can not be read (${(error as NodeJS.ErrnoException).code}).`);
  }
}

export const newKey = (): string => randomBytes(32).toString('base64');

/** Whole or not there, and for nobody but us; of two processes that make one at once, both go on with the first. */
export function makeKeyFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  const ours = writtenBeside(file, `${newKey()}\n`);
  try {
    linkSync(ours, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  } finally {
    rmSync(ours);
  }
}

/** A new key seals from now on; those before it stay behind it, to open what they sealed. @throws SecretsError when the file can't be written. */
export function putNewKeyInFile(file: string): void {
  const before = readFileSync(file, 'utf8');
  readKeys(before, file);
  try {
    renameSync(writtenBeside(file, `${newKey()}\n${before}`), file);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    throw new SecretsError(
      `${file} can not be written (${code}). Put a new key as its first line yourself; "npx atelbow secrets key" makes one.`,
    );
  }
}

function writtenBeside(file: string, text: string): string {
  const beside = `${file}.${randomBytes(4).toString('hex')}`;
  const handle = openSync(beside, 'wx', 0o600);
  writeFileSync(handle, text);
  fsyncSync(handle);
  closeSync(handle);
  return beside;
}
