import type { Instant } from '#kernel/time.ts';
import { tablesOf, type Tx } from '../db/open.ts';
import type { AuthTables } from './tables.ts';
import { hashRecoveryCode, newRecoveryCodes } from './totp.ts';

/** New codes in place of all earlier ones; shown once, stored as hashes. */
export async function replaceRecoveryCodes(tx: Tx, accountId: string): Promise<string[]> {
  await dropRecoveryCodes(tx, accountId);
  const codes = newRecoveryCodes();
  const rows = codes.map((code) => ({ account_id: accountId, code_hash: hashRecoveryCode(code), used_at: null }));
  await tablesOf<AuthTables>(tx).insertInto('recovery_code').values(rows).execute();
  return codes;
}

export async function dropRecoveryCodes(tx: Tx, accountId: string): Promise<void> {
  await tablesOf<AuthTables>(tx).deleteFrom('recovery_code').where('account_id', '=', accountId).execute();
}

/** True once for each code. */
export async function useRecoveryCode(tx: Tx, accountId: string, code: string, now: Instant): Promise<boolean> {
  const used = await tablesOf<AuthTables>(tx)
    .updateTable('recovery_code')
    .set({ used_at: new Date(now) })
    .where('account_id', '=', accountId)
    .where('code_hash', '=', hashRecoveryCode(code))
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return used.numUpdatedRows > 0n;
}
