import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getMyShifts, listNotices, listOpenShifts, listSwaps } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';

export const myKey = ['coverage', 'mine'] as const;

/** All that concerns my own shifts; changes by others arrive by themselves. */
export function useMyShifts() {
  const client = useQueryClient();
  const shifts = useQuery({ queryKey: [...myKey, 'shifts'], queryFn: () => call(getMyShifts, { query: {} }) });
  const open = useQuery({ queryKey: [...myKey, 'open'], queryFn: () => call(listOpenShifts, {}) });
  const swaps = useQuery({ queryKey: [...myKey, 'swaps'], queryFn: () => call(listSwaps, {}) });
  const notices = useQuery({ queryKey: [...myKey, 'notices'], queryFn: () => call(listNotices, {}) });
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: myKey });
  useNews(
    [
      'coverage.notified',
      'coverage.plan-changed',
      'coverage.plan-published',
      'coverage.offers-changed',
      'coverage.swap-changed',
      'coverage.call-out-changed',
    ],
    () => void refresh(),
  );
  return { shifts, open, swaps, notices, refresh };
}
