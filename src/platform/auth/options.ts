import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '../audit/audit.ts';
import type { Tx } from '../db/open.ts';

export interface OidcSettings {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly label: string;
}

/** What the first-run page asks besides the administrator. */
export interface FirstRun {
  readonly organisation: string;
  readonly site?: { readonly siteId: string; readonly name: string; readonly timeZone: string } | undefined;
}

/** What accounts need to know of the house around them; the platform itself knows no role and no permission by name. */
export interface AuthOptions {
  readonly roles: readonly string[];
  readonly permissions: readonly string[];
  readonly can: (held: readonly string[], permission: string) => boolean;
  /** Where browsers reach us; null: the address that they used. */
  readonly url: string | null;
  readonly oidc: OidcSettings | null;
  /** Stores what is not ours, in the transaction that creates the first administrator. */
  readonly onSetUp: (tx: Tx, firstRun: FirstRun, actor: AuditActor, at: Instant) => Promise<void>;
}

/** Whoever holds it can let others in again: the last one may not go. */
export const accountsPermission = 'platform.accounts';
