import type { Generated } from 'kysely';

export interface AccountRow {
  account_id: string;
  email: string;
  name: string;
  person_id: string | null;
  password_hash: string | null;
  totp_secret: string | null;
  /** Number of the last 30-second step whose code was taken: each code works once. */
  totp_last_step: number | null;
  totp_pending_secret: string | null;
  oidc_issuer: string | null;
  oidc_subject: string | null;
  roles: string[];
  disabled_at: Date | null;
  created_at: Date;
  version: number;
}

export interface AuthTables {
  account: Omit<AccountRow, 'version'> & { version: Generated<number> };
  session: {
    token_hash: Buffer;
    account_id: string;
    created_at: Date;
    last_seen_at: Date;
    expires_at: Date;
    user_agent: Generated<string>;
  };
  sign_in_link: {
    token_hash: Buffer;
    account_id: string;
    purpose: LinkPurpose;
    expires_at: Date;
    used_at: Date | null;
  };
  recovery_code: { account_id: string; code_hash: Buffer; used_at: Date | null };
  sign_in_failure: { target: Buffer; at: Date };
}

export type LinkPurpose = 'sign-in' | 'set-password';
