import { useQuery, useQueryClient } from '@tanstack/react-query';
import { createContext, useCallback, useContext, useMemo, type ReactNode } from 'react';
import { getSession, signOut, type WhoAmI } from '#platform/auth/contract.ts';
import { call, forgetKeptAnswers } from './call.ts';
import { sessionKey } from './query-client.ts';

export interface Session {
  /** Null: nobody is signed in. */
  readonly account: WhoAmI | null;
  readonly setupNeeded: boolean;
  readonly oidcLabel: string | null;
  readonly can: (permission: string) => boolean;
  /** After signing in or a change of one's own account: ask again who is signed in. */
  readonly refresh: () => Promise<void>;
  readonly signOut: () => Promise<void>;
}

const SessionContext = createContext<Session | null>(null);

/** Knows who is signed in before anything below is drawn. */
export function SessionProvider({ waiting, failed, children }: Slots) {
  const client = useQueryClient();
  const query = useQuery({ queryKey: sessionKey, queryFn: () => call(getSession, {}), staleTime: 60_000 });
  const refresh = useCallback(async () => {
    await client.invalidateQueries({ queryKey: sessionKey });
  }, [client]);
  const leave = useCallback(async () => {
    await call(signOut, {});
    forgetKeptAnswers();
    client.clear();
    location.assign('/sign-in'); // a full load: nothing of the last reader stays in memory
  }, [client]);
  const { data } = query;
  const session = useMemo<Session | null>(() => {
    if (!data) return null;
    const granted = new Set(data.account?.permissions ?? []);
    return { ...data, can: (permission) => granted.has(permission), refresh, signOut: leave };
  }, [data, refresh, leave]);
  if (query.isError && !session) return failed(query.error, () => void query.refetch());
  return session ? <SessionContext value={session}>{children}</SessionContext> : waiting;
}

interface Slots {
  waiting: ReactNode;
  failed: (error: unknown, retry: () => void) => ReactNode;
  children: ReactNode;
}

export function useSession(): Session {
  const session = useContext(SessionContext);
  if (!session) throw new Error('bug: useSession outside SessionProvider');
  return session;
}

/** The account of whoever is signed in; only below a guarded page. */
export function useAccount(): WhoAmI {
  const { account } = useSession();
  if (!account) throw new Error('bug: useAccount on a public page');
  return account;
}

export const useCan = (permission: string): boolean => useSession().can(permission);
