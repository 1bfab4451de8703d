import * as client from 'openid-client';
import type { Instant } from '#kernel/time.ts';
import { ok, refuse, type Result } from '#kernel/result.ts';
import { audit } from '../audit/audit.ts';
import type { Db, Tx } from '../db/open.ts';
import { findAccountByEmail, findAccountByOidc, saveAccount } from './accounts.ts';
import { oidcProblems, type OidcProblem } from './contract.ts';
import type { Travel } from './cookie.ts';
import type { OidcSettings } from './options.ts';
import { letIn, type Browser } from './sign-in.ts';
import type { AccountRow } from './tables.ts';

/** Who the hospital's sign-in says that this is. */
export interface Identity {
  readonly issuer: string;
  readonly subject: string;
  readonly email: string | null;
  readonly emailVerified: boolean;
}

const timeoutSeconds = 10;
const loopback = new Set(['localhost', '127.0.0.1', '[::1]']);

/** OpenID Connect authorization code flow with PKCE, state and nonce (OpenID Connect Core 1.0, section 3.1). */
export class OidcClient {
  readonly #settings: OidcSettings;
  #discovered: Promise<client.Configuration> | null = null;

  constructor(settings: OidcSettings) {
    this.#settings = settings;
  }

  /** Where to send the browser, and what to remember until it is back. @throws when the provider can't be reached. */
  async begin(redirectUri: string, to: string): Promise<{ url: URL; travel: Travel }> {
    const config = await this.#configuration();
    const travel = { state: client.randomState(), nonce: client.randomNonce(), verifier: client.randomPKCECodeVerifier(), to };
    const url = client.buildAuthorizationUrl(config, {
      redirect_uri: redirectUri,
      scope: 'openid email profile',
      state: travel.state,
      nonce: travel.nonce,
      code_challenge: await client.calculatePKCECodeChallenge(travel.verifier),
      code_challenge_method: 'S256',
    });
    return { url, travel };
  }

  /** Exchanges the code. @throws when the answer isn't the one to our question, or isn't genuine. */
  async finish(returned: URL, travel: Travel): Promise<Identity> {
    const config = await this.#configuration();
    const tokens = await client.authorizationCodeGrant(config, returned, {
      pkceCodeVerifier: travel.verifier,
      expectedState: travel.state,
      expectedNonce: travel.nonce,
      idTokenExpected: true,
    });
    const claims = tokens.claims();
    if (!claims) throw new Error('The provider sent no ID token.');
    // Many providers keep the address out of the ID token and in the user-info answer.
    const about =
      claims.email === undefined && config.serverMetadata().userinfo_endpoint
        ? await client.fetchUserInfo(config, tokens.access_token, claims.sub)
        : claims;
    const email = typeof about.email === 'string' ? about.email : null;
    return { issuer: claims.iss, subject: claims.sub, email, emailVerified: about.email_verified === true };
  }

  async #configuration(): Promise<client.Configuration> {
    const { issuer, clientId, clientSecret } = this.#settings;
    const server = new URL(issuer);
    // Plain HTTP only on this very machine: for trying out and for tests.
    const plain = server.protocol === 'http:' && loopback.has(server.hostname);
    const options = { timeout: timeoutSeconds, ...(plain ? { execute: [client.allowInsecureRequests] } : {}) };
    this.#discovered ??= client.discovery(server, clientId, clientSecret || undefined, undefined, options);
    try {
      return await this.#discovered;
    } catch (error) {
      this.#discovered = null; // ask again next time
      throw error;
    }
  }
}

/** The account that an identity belongs to: the one linked to it, else the one with the same confirmed address, which is linked now. */
async function accountOf(tx: Tx, identity: Identity, at: Instant): Promise<Result<AccountRow, OidcProblem>> {
  const no = (problem: OidcProblem): Result<AccountRow, OidcProblem> => refuse(problem, oidcProblems[problem]);
  const linked = await findAccountByOidc(tx, identity.issuer, identity.subject);
  if (linked) return linked.disabled_at ? no('oidc-disabled') : ok(linked);
  if (identity.email === null || !identity.emailVerified) return no('oidc-email-unverified');
  const account = await findAccountByEmail(tx, identity.email);
  if (!account) return no('oidc-no-account');
  if (account.disabled_at) return no('oidc-disabled');
  if (account.oidc_subject !== null) return no('oidc-linked-elsewhere');
  const after = await saveAccount(tx, account.account_id, { oidc_issuer: identity.issuer, oidc_subject: identity.subject });
  const actor = { accountId: account.account_id, name: account.name };
  const detail = { issuer: identity.issuer };
  await audit(tx, actor, { action: 'account.oidc-linked', subjectKind: 'account', subjectId: account.account_id, detail }, at);
  return ok(after);
}

/** Answers the token of a new session, or why not. A second factor is the hospital sign-in's own affair. */
export async function signInByOidc(db: Db, identity: Identity, browser: Browser, at: Instant): Promise<Result<string, OidcProblem>> {
  return db.tx(async (tx) => {
    const found = await accountOf(tx, identity, at);
    return found.ok ? ok(await letIn(tx, found.value, browser, 'oidc', at)) : found;
  });
}
