import { demandKeys, dropLost, inWords, lost, reseal, surveySecrets } from '#platform/secrets/reseal.ts';
import { newKey, putNewKeyInFile } from '#platform/secrets/secrets.ts';
import { readConfig } from '../config.ts';
import { sealedColumns } from '../secrets.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const secretsKeyCommand: Command = {
  help: `atelbow secrets key

Prints a new key for SECRETS_KEY or the file that SECRETS_KEY_FILE names: 32 random bytes in base64. Keep a copy apart from the back-ups.`,
  async run(args, { say }) {
    readArgs(args, {}, []);
    say(newKey());
    return exit.done;
  },
};

export const secretsRotateCommand: Command = {
  help: `atelbow secrets rotate

Seals the secrets in the database anew. Keys in a file: puts a new one in its first line, which seals from now on; the server may run
meanwhile. Keys in SECRETS_KEY: put a new one in front of the old, with a comma between, first; every server needs the same setting.
Old keys stay behind the new one: they open older back-ups. Remove them when you keep no such back-up any more.`,
  async run(args, { say }) {
    readArgs(args, {}, []);
    return withDatabase(readConfig(), async (db) => {
      const { kind, from } = db.secrets;
      if (kind === 'none')
        throw new InputError(
          'No key is set: set SECRETS_KEY or SECRETS_KEY_FILE. "atelbow secrets key" makes a key; starting the server then seals.',
        );
      demandKeys(await surveySecrets(db, sealedColumns), db.secrets);
      if (kind !== 'setting') putNewKeyInFile(from);
      const done = await reseal(db, sealedColumns);
      say(`${done} secrets sealed anew with key ${db.secrets.currentKeyId()} (${from}).`);
      if (kind === 'setting' && done === 0)
        say('All lay under it already: put a new key in front of it ("atelbow secrets key") to change it.');
      if (kind !== 'setting') say(`Keep a new copy of ${from} apart from the back-ups.`);
      return exit.done;
    });
  },
};

export const secretsDropLostCommand: Command = {
  help: `atelbow secrets drop-lost --yes

When a key is lost for good: removes from the database what only it could open. Authenticator apps are then off until their owners set them up
again; badges and learning tools are signed with a new key (what was signed before can still be checked); browsers sign up for pushes again when
their page is opened. Without --yes it only says what it would remove.`,
  async run(args, { say }) {
    const { values } = readArgs(args, { yes: { type: 'boolean', default: false } }, []);
    return withDatabase(readConfig(), async (db) => {
      const gone = lost(await surveySecrets(db, sealedColumns), db.secrets);
      if (gone.length === 0) {
        say('Nothing is lost: every key is here.');
        return exit.done;
      }
      if (!values.yes) {
        say(`Would remove: ${inWords(gone)}. Run it with --yes to do so.`);
        return exit.short;
      }
      say(`Removed: ${inWords(await dropLost(db, sealedColumns, { accountId: null, name: 'command line' }, Date.now()))}.`);
      return exit.done;
    });
  },
};
