import { existsSync } from 'node:fs';
import { backUp, restore } from '#platform/db/backup.ts';
import { readConfig } from '../config.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const backupCommand: Command = {
  help: `atelbow backup FILE

Writes everything, as of one moment, to FILE, while the server goes on. The file holds password hashes: keep it where you
would keep the database. It must not exist yet.`,
  async run(args, { say }) {
    const file = fileOf(args);
    if (existsSync(file)) throw new InputError(`${file} exists already. Choose another name; a back-up never overwrites.`);
    const rows = await withDatabase(readConfig(), (db) => backUp(db, file));
    say(`${rows} rows in ${file}`);
    return exit.done;
  },
};

export const restoreCommand: Command = {
  help: `atelbow restore FILE

Reads a back-up into a new database: all of it or nothing. Set DATABASE_URL to where it shall be.`,
  async run(args, { say }) {
    const file = fileOf(args);
    if (!existsSync(file)) throw new InputError(`There is no file ${file}.`);
    const rows = await withDatabase(readConfig(), (db) => restore(db, file)).catch((error: unknown) => {
      throw new InputError(error instanceof Error ? error.message : String(error));
    });
    say(`${rows} rows restored. Start the server and sign in as before.`);
    return exit.done;
  },
};

const fileOf = (args: readonly string[]): string => readArgs(args, {}, { min: 1, max: 1 }).positionals[0] ?? '';
