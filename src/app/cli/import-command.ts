import { statSync } from 'node:fs';
import { importFolder } from '../imports/import-folder.ts';
import { readConfig } from '../config.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

const issuesShownMax = 20;

export const importCommand: Command = {
  help: `atelbow import FOLDER [--dry-run]

Imports the files of a go-live folder (docs/operate/files.md) into the configured database, each in a transaction of its own:
good rows land, bad ones are named. The same files again change nothing. Exit code 3 when a row or file was left out.
--dry-run  tells what would change and changes nothing`,
  async run(args, { say, note }) {
    const { values, positionals } = readArgs(args, { 'dry-run': { type: 'boolean', default: false } }, ['FOLDER']);
    const dir = positionals[0] ?? '';
    if (!statSync(dir, { throwIfNoEntry: false })?.isDirectory()) throw new InputError(`There is no folder ${dir}.`);
    const files = await withDatabase(readConfig(), (db) =>
      importFolder(db, dir, { actor: { accountId: null, name: 'command line' }, at: Date.now(), dryRun: values['dry-run'] }),
    );
    if (files.length === 0)
      throw new InputError(`No file in ${dir} has a name of the format. "atelbow import --help" says where it is described.`);
    let short = false;
    for (const { file, state, failure, diff, issues, errors } of files) {
      short ||= errors > 0 || state === 'failed';
      const counts = diff
        ? `${diff.added} new, ${diff.changed} changed, ${diff.unchanged} as before, ${diff.withdrawn} withdrawn`
        : (failure ?? '');
      say(`${file.padEnd(18)} ${counts}${errors > 0 ? `; ${errors} rows left out` : ''}`);
      for (const issue of issues.slice(0, issuesShownMax))
        note(`  ${issue.severity}: line ${issue.line} ${issue.column ?? ''} "${issue.value}": ${issue.reason}`);
      if (issues.length > issuesShownMax) note(`  … and ${issues.length - issuesShownMax} more`);
    }
    return short ? exit.short : exit.done;
  },
};
