import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import { getOwnDuty, sendHeartbeat } from '#support/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { dutyKeys } from './query-keys.ts';

const beatMs = 30_000;

/** My duty as the server has it, and the sign of life that keeps me on the list of those who are called. */
export function useDuty() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: dutyKeys.own,
    queryFn: async () => {
      const duty = await call(getOwnDuty, {});
      // A phone's clock goes wrong; what counts down is counted from the server's.
      return { ...duty, skewMs: duty.at - Date.now() };
    },
    refetchInterval: 15_000,
    refetchIntervalInBackground: true,
    staleTime: 0,
  });
  useNews(['support.offers-changed', 'support.duty-changed', 'support.request-changed'], () => {
    void client.invalidateQueries({ queryKey: dutyKeys.own });
  });
  const onDuty = query.data?.onDuty ?? false;
  useEffect(() => {
    if (!onDuty) return;
    const beat = async (): Promise<void> => {
      try {
        await call(sendHeartbeat, { body: {} });
      } catch (error) {
        // Off duty meanwhile: the next look says so. Without a network the server hears nothing, which is the truth.
        if (!(error instanceof CallError)) throw error;
      }
    };
    void beat();
    const timer = setInterval(() => void beat(), beatMs);
    return () => clearInterval(timer);
  }, [onDuty]);
  return query;
}
export type DutyNow = NonNullable<ReturnType<typeof useDuty>['data']>;
