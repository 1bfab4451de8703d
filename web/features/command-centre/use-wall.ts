import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { getWallBoard } from '#support/contract.ts';
import { call, useKeptAt } from '#web/app/call.ts';
import { useNews, useNewsState } from '#web/app/news.tsx';
import { useNow } from '#web/ui/use-now.ts';
import { wallKey } from './query-keys.ts';
import { staleSince } from './wall-words.ts';

/** Waits grow even when nothing happens. */
const askEveryMs = 15_000;
/** In a storm there is news every few milliseconds; a wall that flickers cannot be read. */
const restMs = 1500;

export function useWall() {
  const client = useQueryClient();
  const query = useQuery({
    queryKey: wallKey,
    queryFn: () => call(getWallBoard, {}),
    refetchInterval: askEveryMs,
    refetchIntervalInBackground: true,
    retry: false,
  });
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const look = (): void => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void client.invalidateQueries({ queryKey: wallKey });
    }, restMs);
  };
  useEffect(() => () => clearTimeout(timer.current ?? undefined), []);
  useNews(
    [
      'support.queue-changed',
      'support.request-changed',
      'support.duty-changed',
      'support.issue-changed',
      'support.incident-changed',
      'support.downtime-changed',
      'coverage.plan-published',
      'coverage.plan-changed',
    ],
    look,
  );
  const now = useNow(1000);
  const live = useNewsState() === 'live' && query.error === null;
  return { board: query.data, error: query.error, now, stale: staleSince(query.data?.at, now, live, useKeptAt('/api/support/board')) };
}
