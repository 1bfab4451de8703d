import { useMutation } from '@tanstack/react-query';
import { useCallback, useEffect, useRef } from 'react';
import type { AskedRequest } from '#support/contract.ts';
import { CallError } from '#platform/http/call.ts';
import { dropAsk, keepAsk, pendingAsks, usePendingAsks, type PendingAsk } from './pending-asks.ts';

export type Answered = AskedRequest & { readonly removed: readonly string[] };

const retryMs = 5000;

/**
 * Asks, and keeps on asking through a hole in the network: what was not sent stays on the device and goes out by itself, under the same key,
 * as soon as the server answers again.
 */
export function useAsk<A extends Answered>(
  scope: string,
  send: (ask: PendingAsk) => Promise<A>,
  onAnswered: (answer: A, ask: PendingAsk) => void,
) {
  const waiting = usePendingAsks(scope);
  const mutation = useMutation({
    mutationFn: async (ask: PendingAsk) => {
      keepAsk(scope, ask);
      try {
        const answer = await send(ask);
        dropAsk(scope, ask.clientKey);
        return answer;
      } catch (error) {
        // A refusal is an answer: it would be the same the next time. Anything else may yet get through.
        if (error instanceof CallError && error.status >= 400 && error.status < 500) dropAsk(scope, ask.clientKey);
        throw error;
      }
    },
    onSuccess: onAnswered,
  });
  const { mutate, isPending, error, reset } = mutation;
  const busy = useRef(isPending);
  useEffect(() => {
    busy.current = isPending;
  });
  const again = useCallback(() => {
    const [first] = pendingAsks(scope);
    if (first && !busy.current) mutate(first);
  }, [scope, mutate]);
  const some = waiting.length > 0;
  useEffect(() => {
    if (!some) return;
    const timer = setInterval(again, retryMs);
    addEventListener('online', again);
    return () => {
      clearInterval(timer);
      removeEventListener('online', again);
    };
  }, [some, again]);
  return {
    ask: mutate,
    again,
    busy: isPending,
    /** Refused; being without a network is told by `unsent`. */
    error: error instanceof CallError && error.status === 0 ? null : error,
    unsent: isPending && !error ? [] : waiting,
    forget: (clientKey: string) => {
      dropAsk(scope, clientKey);
      reset();
    },
  };
}
