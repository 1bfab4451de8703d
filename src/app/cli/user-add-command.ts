import { addAccount } from '#platform/auth/administer.ts';
import { issueLink } from '#platform/auth/links.ts';
import { Problem } from '#platform/http/problem.ts';
import { z } from 'zod';
import { readConfig } from '../config.ts';
import { can, roles } from '../permissions.ts';
import { exit, InputError, readArgs, type Command } from './command.ts';
import { withDatabase } from './with-database.ts';

export const userAddCommand: Command = {
  help: `atelbow user add --email ADDRESS --name NAME --role ROLE [--role ROLE …] [--person PERSON_ID]

Creates an account and prints a link, good for 72 hours, with which its owner sets a password.
Roles: ${roles.join(', ')}.
--person links the account to somebody of people.csv, so that a supporter sees their own shifts.`,
  async run(args, { say }) {
    const { values } = readArgs(
      args,
      { email: { type: 'string' }, name: { type: 'string' }, role: { type: 'string', multiple: true }, person: { type: 'string' } },
      [],
    );
    const email = z.email().safeParse(values.email?.trim().toLowerCase());
    if (!email.success) throw new InputError('--email takes an address like a.nguyen@hospital.example.');
    if (!values.name?.trim()) throw new InputError('--name is needed: how others will read who did something.');
    const given = { email: email.data, name: values.name.trim(), roles: values.role ?? [], personId: values.person ?? null };
    const config = readConfig();
    const link = await withDatabase(config, (db) =>
      db.tx(async (tx) => {
        const at = Date.now();
        const account = await addAccount(tx, { roles, can }, given, { accountId: null, name: 'command line' }, at);
        return issueLink(tx, account.account_id, 'set-password', at);
      }),
    ).catch((error: unknown) => {
      throw error instanceof Problem ? new InputError(error.message) : error;
    });
    say(`${given.name} <${given.email}> may sign in after setting a password here, until ${link.expiresAt}:`);
    say(`${config.url ?? `http://${config.host}:${config.port}`}${link.path}`);
    return exit.done;
  },
};
