import type { SealedColumn } from '../secrets/secrets.ts';

/** What authenticator apps share with us. Lost: the password alone signs in until the app is set up again. */
export const totpSecret: SealedColumn = {
  table: 'account',
  column: 'totp_secret',
  rowColumn: 'account_id',
  holds: 'authenticator apps',
  whenLost: { set: 'totp_secret = null, totp_last_step = null, version = version + 1' },
};

export const pendingTotpSecret: SealedColumn = {
  table: 'account',
  column: 'totp_pending_secret',
  rowColumn: 'account_id',
  holds: 'authenticator apps being set up',
  whenLost: { set: 'totp_pending_secret = null' },
};
