import { useQuery, useQueryClient } from '@tanstack/react-query';
import { listCallOuts, listSwaps, type CallOut, type Swap } from '#coverage/contract.ts';
import { call } from './call.ts';
import { useNews } from './news.tsx';
import { useCan } from './session.tsx';

export const waitingKey = ['coverage', 'waiting'] as const;
/** News rests in a tab that nobody looks at; its title is to be right all the same. */
const askEveryMs = 60_000;

/** What waits for a coordinator's yes; nothing for whoever may not give it. */
export interface Waiting {
  readonly callOuts: readonly CallOut[];
  readonly swaps: readonly Swap[];
  readonly count: number;
  readonly error: unknown;
}

export function useWaiting(refetchInterval: number | false = false): Waiting {
  const enabled = useCan('coverage.plan');
  const every = { enabled, refetchInterval, refetchIntervalInBackground: true };
  const asked = useQuery({
    queryKey: [...waitingKey, 'call-outs'],
    queryFn: () => call(listCallOuts, { query: { waiting: 'true' } }),
    ...every,
  });
  const listed = useQuery({ queryKey: [...waitingKey, 'swaps'], queryFn: () => call(listSwaps, {}), ...every });
  const callOuts = asked.data?.callOuts ?? [];
  const swaps = (listed.data?.swaps ?? []).filter((swap) => swap.status === 'waiting');
  return { callOuts, swaps, count: callOuts.length + swaps.length, error: asked.error ?? listed.error };
}

/** Keeps it up to date. Once per tab, by whoever draws the page. */
export function useWaitingCount(): number {
  const client = useQueryClient();
  useNews(
    ['coverage.call-out-changed', 'coverage.swap-changed', 'coverage.offers-changed', 'coverage.plan-changed', 'coverage.plan-published'],
    () => void client.invalidateQueries({ queryKey: waitingKey }),
  );
  return useWaiting(askEveryMs).count;
}
