import { useQueryClient } from '@tanstack/react-query';
import { createContext, useContext, useEffect, useRef, useState, type ReactNode } from 'react';
import { openNewsStream, type NewsItem, type NewsState, type NewsStream } from './news-stream.ts';
import { readAgain } from './read-again.ts';
import { useSession } from './session.tsx';

const NewsContext = createContext<{ state: NewsState; stream: NewsStream | null }>({ state: 'offline', stream: null });

/** One event stream per tab, for whoever is signed in. */
export function NewsProvider({ children }: { children: ReactNode }) {
  const accountId = useSession().account?.accountId ?? null;
  const [state, setState] = useState<NewsState>('connecting');
  const [stream, setStream] = useState<NewsStream | null>(null);
  useEffect(() => {
    if (accountId === null) return;
    const opened = openNewsStream('/api/news', setState);
    // oxlint-disable-next-line react/set-state-in-effect -- the stream is the outside system; it exists from here to the clean-up
    setStream(opened);
    return () => {
      opened.close();
      setStream(null);
    };
  }, [accountId]);
  return <NewsContext value={{ state, stream }}>{children}</NewsContext>;
}

/** `live`: changes by others appear by themselves. */
export const useNewsState = (): NewsState => useContext(NewsContext).state;

/**
 * Calls `handler` for each piece of news of these kinds (`coverage.plan-published` …), and with null after a gap in which
 * news may have been missed: then ask again for everything that depends on it.
 */
export function useNews(kinds: string | readonly string[], handler: (item: NewsItem | null) => void): void {
  const { stream } = useContext(NewsContext);
  const client = useQueryClient();
  const latest = useRef(handler);
  useEffect(() => {
    latest.current = handler;
  });
  const key = typeof kinds === 'string' ? kinds : kinds.join(' ');
  useEffect(
    () =>
      stream?.listen(key.split(' '), (item) => {
        latest.current(item);
        readAgain(client);
      }),
    [stream, key, client],
  );
}
