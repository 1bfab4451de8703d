import { searchTips } from '#support/contract.ts';
import { call } from './call.ts';
import type { Choice } from '#web/ui/SearchSelect.tsx';

/** Tip sheets of the library by what was typed; without words those used most. */
export async function searchTipChoices(typed: string): Promise<Choice[]> {
  const { tips } = await call(searchTips, { query: typed.trim() ? { q: typed } : {} });
  return tips
    .slice(0, 8)
    .map((tip) => ({ value: tip.tipId, label: tip.title, note: [...tip.topics, ...tip.jobRoles].join(', ') || `Used ${tip.used} times` }));
}
