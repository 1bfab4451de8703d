import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query';
import { CallError } from '#platform/http/call.ts';

export const sessionKey = ['session'] as const;

/** Answers stay fresh until news says otherwise; a refusal is never retried, an unreachable server is, twice. */
export function makeQueryClient(): QueryClient {
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError: signedOutElsewhere }),
    mutationCache: new MutationCache({ onError: signedOutElsewhere }),
    defaultOptions: {
      queries: {
        networkMode: 'always', // the service worker answers reads without a network
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && error instanceof CallError && (error.status === 0 || error.status === 503),
        refetchOnWindowFocus: true,
      },
      mutations: { networkMode: 'always', retry: false },
    },
  });
  function signedOutElsewhere(error: unknown): void {
    if (error instanceof CallError && error.status === 401) void client.invalidateQueries({ queryKey: sessionKey });
  }
  return client;
}
