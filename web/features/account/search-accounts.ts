import { listAccounts } from '#platform/auth/contract.ts';
import { call } from '#web/app/call.ts';
import type { Choice } from '#web/ui/SearchSelect.tsx';

export async function searchAccounts(typed: string): Promise<Choice[]> {
  const { accounts } = await call(listAccounts, { query: { limit: 12, ...(typed.trim() ? { q: typed } : {}) } });
  return accounts.map((account) => ({ value: account.accountId, label: account.name, note: account.email }));
}
