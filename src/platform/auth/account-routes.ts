import type { Deps } from '../deps.ts';
import { audit } from '../audit/audit.ts';
import { bind } from '../http/bind.ts';
import { invalid, notFound } from '../http/problem.ts';
import { findAccount, listAccounts } from './accounts.ts';
import { addAccount, changeAccount, removeTotpOf } from './administer.ts';
import * as contract from './contract.ts';
import { issueLink } from './links.ts';
import type { AuthOptions } from './options.ts';
import type { AccountRow } from './tables.ts';

export function registerAccounts({ db, clock, server }: Deps, options: AuthOptions): void {
  bind(server, contract.listAccounts, async ({ query }) => {
    const found = await listAccounts(db, { q: query.q ?? '', after: readCursor(query.cursor), limit: query.limit + 1 });
    const shown = found.slice(0, query.limit);
    const last = shown.at(-1);
    return {
      accounts: shown.map((row) => toAccount(row, row.last_seen_at)),
      next: found.length > shown.length && last ? Buffer.from(JSON.stringify([last.name, last.account_id])).toString('base64url') : null,
      rolesKnown: [...options.roles],
    };
  });

  bind(server, contract.createAccount, async ({ body, actor }) =>
    db.tx(async (tx) => {
      const account = await addAccount(tx, options, body, actor, clock.now());
      return { account: toAccount(account, null), link: await issueLink(tx, account.account_id, 'set-password', clock.now()) };
    }),
  );

  bind(server, contract.changeAccount, async ({ params, body, actor }) =>
    db.tx(async (tx) => ({ account: toAccount(await changeAccount(tx, options, params.accountId, body, actor, clock.now()), null) })),
  );

  bind(server, contract.issuePasswordLink, async ({ params, actor }) =>
    db.tx(async (tx) => {
      const account = await findAccount(tx, params.accountId);
      if (!account || account.disabled_at) throw notFound('This account, switched on,');
      const link = await issueLink(tx, account.account_id, 'set-password', clock.now());
      const entry = { action: 'account.link-issued', subjectKind: 'account', subjectId: account.account_id };
      await audit(tx, actor, entry, clock.now());
      return { link };
    }),
  );

  bind(server, contract.removeTotpOf, async ({ params, actor }) =>
    db.tx(async (tx) => ({ account: toAccount(await removeTotpOf(tx, params.accountId, actor, clock.now()), null) })),
  );
}

function readCursor(cursor: string | undefined): [string, string] | null {
  if (cursor === undefined) return null;
  try {
    const read: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(read) && typeof read[0] === 'string' && typeof read[1] === 'string') return [read[0], read[1]];
  } catch {
    // said below
  }
  throw invalid('This page of the list does not exist. Start at the first one.');
}

function toAccount(row: AccountRow, lastSeenAt: Date | null): contract.Account {
  return {
    accountId: row.account_id,
    email: row.email,
    name: row.name,
    personId: row.person_id,
    roles: row.roles,
    disabledAt: row.disabled_at?.toISOString() ?? null,
    totpOn: row.totp_secret !== null,
    hasPassword: row.password_hash !== null,
    oidcLinked: row.oidc_subject !== null,
    createdAt: row.created_at.toISOString(),
    lastSeenAt: lastSeenAt?.toISOString() ?? null,
    version: row.version,
  };
}
