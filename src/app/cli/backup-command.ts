import { existsSync } from 'node:fs';
import { backUp, restore } from '#platform/db/backup.ts';
import type { Db } from '#platform/db/open.ts';
import { SecretsError } from '#platform/secrets/keyring.ts';
import { demandKeys, surveySecrets } from '#platform/secrets/reseal.ts';
import { readConfig } from '../config.ts';
import { sealedColumns, secretsOf } from '../secrets.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const backupCommand: Command = {
  help: `atelbow backup FILE

Writes everything, as of one moment, to FILE, while the server goes on. The file holds password hashes: keep it where you
would keep the database. It must not exist yet. Secrets in it are sealed; the key is not in it: keep that too, elsewhere.`,
  async run(args, { say, note }) {
    const file = fileOf(args);
    if (existsSync(file)) throw new InputError(`${file} exists already. Choose another name; a back-up never overwrites.`);
    const config = readConfig();
    const rows = await withDatabase(config, (db) => backUp(db, file));
    say(`${rows} rows in ${file}`);
    const { kind, from } = secretsOf(config);
    if (kind !== 'none')
      note(`The key of the secrets in it is not in it: keep a copy of ${kind === 'setting' ? from : `the file ${from}`}, elsewhere.`);
    return exit.done;
  },
};

export const restoreCommand: Command = {
  help: `atelbow restore FILE

Reads a back-up into a new database: all of it or nothing. Set DATABASE_URL to where it shall be.`,
  async run(args, { say }) {
    const file = fileOf(args);
    if (!existsSync(file)) throw new InputError(`There is no file ${file}.`);
    const { rows, missing } = await withDatabase(readConfig(), async (db) => ({
      rows: await restore(db, file),
      missing: await missingKeys(db),
    })).catch((error: unknown) => {
      throw new InputError(error instanceof Error ? error.message : String(error));
    });
    if (missing === null) say(`${rows} rows restored. Start the server and sign in as before.`);
    else say(`${rows} rows restored. Before you start the server: ${missing}`);
    return missing === null ? exit.done : exit.short;
  },
};

/** In words, when the back-up's secrets lie under a key that is not here. */
async function missingKeys(db: Db): Promise<string | null> {
  try {
    demandKeys(await surveySecrets(db, sealedColumns), db.secrets);
    return null;
  } catch (error) {
    if (error instanceof SecretsError) return error.message;
    throw error;
  }
}

const fileOf = (args: readonly string[]): string => readArgs(args, {}, ['FILE']).positionals[0] ?? '';
