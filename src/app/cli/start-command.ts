import { readConfig } from '../config.ts';
import { startServer } from '../start.ts';
import { exit, readArgs, type Command } from './command.ts';

export const startCommand: Command = {
  help: `atelbow start

Starts the server on the configured database (the one inside the packages by default, in ./data).
Settings are environment variables: docs/operate/running.md lists them. Stops in order on Ctrl-C.`,
  async run(args, { say, note }) {
    readArgs(args, {}, []);
    const { url, app } = await startServer(readConfig());
    say(`AtElbow answers on ${url} (${app.db.kind === 'embedded' ? 'database inside the packages' : 'database server'})`);
    if (!app.hasPages) note('The web pages are not built: run "npm run build" once, then start again.');
    if (app.db.secrets.kind === 'none')
      note('No key is set: secrets lie in the database as they are. Set SECRETS_KEY ("atelbow secrets key" makes one).');
    return exit.done;
  },
};
