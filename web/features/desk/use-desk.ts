import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import { getDesk, getDeskRequest } from '#support/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { deskKey, deskQueueKey, deskRequestKey } from './query-keys.ts';

/** A storm brings many pieces of news at once: the queue is asked for again once in this time. */
const gatherMs = 400;

const queueNews = [
  'support.queue-changed',
  'support.request-changed',
  'support.request-written',
  'support.issue-changed',
  'support.duty-changed',
  'support.targets-changed',
];

/** The queue, kept up to date by news; a little slower than news comes, so that it stays readable in a storm. */
export function useDesk() {
  const client = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | null>(null);
  const query = useQuery({ queryKey: deskQueueKey, queryFn: () => call(getDesk, {}), refetchInterval: 60_000 });
  useNews(queueNews, () => {
    timer.current ??= setTimeout(() => {
      timer.current = null;
      void client.invalidateQueries({ queryKey: deskKey });
    }, gatherMs);
  });
  return query;
}

export const useDeskRequest = (requestId: string) =>
  useQuery({ queryKey: deskRequestKey(requestId), queryFn: () => call(getDeskRequest, { params: { requestId } }) });
