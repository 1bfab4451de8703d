import type { FastifyReply, FastifyRequest } from 'fastify';
import { assert, defined } from '#kernel/assert.ts';
import type { Deps } from '../deps.ts';
import { bind } from '../http/bind.ts';
import { notFound } from '../http/problem.ts';
import { anyAccount, findAccount } from './accounts.ts';
import { browserOf } from './browser.ts';
import * as contract from './contract.ts';
import { clearSessionCookie, readSessionCookie, writeSessionCookie } from './cookie.ts';
import type { AuthOptions } from './options.ts';
import { beginTotp, changePassword, confirmTotp, removeTotp, setPasswordByLink, signOut } from './own-account.ts';
import { endSessionById, listSessions } from './sessions.ts';
import { setUpFirst } from './set-up.ts';
import { signInByLink, signInByPassword, type Entry } from './sign-in.ts';
import { toWhoAmI } from './who-am-i.ts';

export function registerSession(deps: Deps, options: AuthOptions): void {
  bindEntry(deps, options);
  bindOwnAccount(deps, options);
}

function bindEntry({ db, clock, server }: Deps, options: AuthOptions): void {
  const { url } = options;
  const admit = (request: FastifyRequest, reply: FastifyReply, entry: Entry) => {
    if (entry.outcome === 'code-needed') return { outcome: entry.outcome };
    writeSessionCookie(request, reply, url, entry.token);
    return { outcome: entry.outcome, account: toWhoAmI(entry.account, options) };
  };

  bind(server, contract.getSession, async ({ actor }) => {
    const account = actor && (await findAccount(db, actor.accountId));
    return {
      account: account && toWhoAmI(account, options),
      setupNeeded: !account && !(await anyAccount(db)),
      oidcLabel: options.oidc?.label ?? null,
    };
  });
  bind(server, contract.signIn, async ({ body, request, reply }) =>
    admit(request, reply, await signInByPassword(db, body, browserOf(request, url), clock.now())),
  );
  bind(server, contract.signInByLink, async ({ body, request, reply }) =>
    admit(request, reply, await signInByLink(db, body, browserOf(request, url), clock.now())),
  );
  bind(server, contract.setUp, async ({ body, request, reply }) => {
    const { account, token } = await setUpFirst(db, options, body, browserOf(request, url), clock.now());
    writeSessionCookie(request, reply, url, token);
    return { account: toWhoAmI(account, options) };
  });
  bind(server, contract.setPasswordByLink, async ({ body }) => ({ email: await setPasswordByLink(db, body, clock.now()) }));
  bind(server, contract.signOut, async ({ actor, request, reply }) => {
    await signOut(db, actor, tokenOf(request), clock.now());
    clearSessionCookie(request, reply, url);
    return {};
  });

  function tokenOf(request: FastifyRequest): string {
    return defined(readSessionCookie(request, url), 'the cookie of a signed-in request');
  }
}

function bindOwnAccount({ db, clock, server }: Deps, { url }: AuthOptions): void {
  bind(server, contract.changePassword, async ({ actor, body, request, reply }) => {
    const token = await changePassword(db, actor.accountId, body, browserOf(request, url), clock.now());
    writeSessionCookie(request, reply, url, token);
    return {};
  });
  bind(server, contract.enrolTotp, async ({ actor, body, request }) =>
    beginTotp(db, actor.accountId, body.password, browserOf(request, url), clock.now()),
  );
  bind(server, contract.confirmTotp, async ({ actor, body }) => ({
    recoveryCodes: await confirmTotp(db, actor.accountId, body.code, clock.now()),
  }));
  bind(server, contract.removeTotp, async ({ actor, body, request }) => {
    await removeTotp(db, actor.accountId, body.code, browserOf(request, url), clock.now());
    return {};
  });
  bind(server, contract.listOwnSessions, async ({ actor, request }) => {
    const token = readSessionCookie(request, url);
    assert(token !== null, 'a signed-in request has a cookie');
    return { sessions: await listSessions(db, actor.accountId, clock.now(), token) };
  });
  bind(server, contract.endOwnSession, async ({ actor, params }) => {
    if (!(await db.tx((tx) => endSessionById(tx, actor.accountId, params.sessionId)))) throw notFound('This session');
    return {};
  });
}
