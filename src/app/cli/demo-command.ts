import { rmSync } from 'node:fs';
import { readConfig } from '../config.ts';
import { demoClock } from '../demo/demo-clock.ts';
import { keepFloorsAlive } from '../demo/command-centre.ts';
import { demoLinks, demoSupporter, furnishDemo } from '../demo/furnish.ts';
import { startServer } from '../start.ts';
import { exit, InputError, readArgs, wholeNumberOption, type Command } from './command.ts';

const folder = 'data/demo';
const sizes = ['S', 'M', 'L'] as const;

export const demoCommand: Command = {
  help: `atelbow demo [--size S|M|L] [--seed N] [--fresh]

Starts the server with a hospital in the second week of its go-live, fed through the real imports, planned and published, and
prints the address and links to sign in with. It keeps its database in ${folder} (unless DATABASE_URL says otherwise), so the
next start takes seconds.
--size   S: 25 beds; M (default): Lakeview Regional, 220 beds; L: about 1,000 beds
--seed   another hospital of the same size
--fresh  forgets the demo's database and builds it anew, for today`,
  async run(args, { say, note }) {
    const { values } = readArgs(
      args,
      { size: { type: 'string', default: 'M' }, seed: { type: 'string' }, fresh: { type: 'boolean', default: false } },
      [],
    );
    const size = sizes.find((one) => one === values.size.toUpperCase());
    if (!size) throw new InputError(`--size takes ${sizes.join(', ')}, not "${values.size}".`);
    const seed = wholeNumberOption('seed', values.seed, 0, 2_147_483_647) ?? 1;
    const own = process.env.DATABASE_URL === undefined || process.env.DATABASE_URL === '';
    if (values.fresh && !own)
      throw new InputError("--fresh removes only the demo's own database; DATABASE_URL names another. Empty that one yourself.");
    if (values.fresh) rmSync(folder, { recursive: true, force: true });
    const config = readConfig(own ? { ...process.env, DATABASE_URL: `embedded:${folder}` } : process.env);
    const clock = demoClock();
    const { app, url } = await startServer(config, clock);
    await furnishDemo(app.db, url, { size, seed, at: Date.now(), note, clock });
    keepFloorsAlive(app.db, await demoSupporter(app.db), (error) => app.server.log.error({ err: error }, 'demo floors'));
    if (!app.hasPages) note('The web pages are not built: run "npm run build" once, then start again.');
    say(`\nAtElbow answers on ${url}\n\nSign in (each link works once, for 30 minutes; "atelbow demo" again prints new ones):`);
    for (const { who, path } of await demoLinks(app.db, Date.now())) say(`  ${who.padEnd(34)} ${url}${path}`);
    say('\nCtrl-C stops it.');
    return exit.done;
  },
};
