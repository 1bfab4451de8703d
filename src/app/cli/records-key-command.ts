import { makeRecordKey, recordScopes, type RecordScope } from '#training/index.ts';
import { readConfig } from '../config.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

const isScope = (text: string): text is RecordScope => (recordScopes as readonly string[]).includes(text);

export const recordsKeyCommand: Command = {
  help: `atelbow records key NAME [--scope SCOPE …]

Makes a key and secret with which another system stores and reads learning records at /xapi/1.0.3 and /xapi/2.0.0
(HTTP Basic authentication). NAME says whose it is; statements carry it as their authority. The secret is shown once.
Scopes: ${recordScopes.join(', ')}. Without --scope: all.`,
  async run(args, { say }) {
    const { values, positionals } = readArgs(args, { scope: { type: 'string', multiple: true } }, ['NAME']);
    const name = positionals[0]?.trim() ?? '';
    if (name === '') throw new InputError('NAME is needed: which system will use the key.');
    const given = values.scope ?? ['all'];
    const scopes = given.filter((one) => isScope(one));
    const unknown = given.find((one) => !isScope(one));
    if (unknown !== undefined) throw new InputError(`There is no scope "${unknown}". There are: ${recordScopes.join(', ')}.`);
    const made = await withDatabase(readConfig(), (db) =>
      db.tx((tx) => makeRecordKey(tx, { name, scopes }, { accountId: null, name: 'command line' }, Date.now())),
    );
    say(`key     ${made.key}`);
    say(`secret  ${made.secret}`);
    return exit.done;
  },
};
