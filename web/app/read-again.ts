import type { Query, QueryClient } from '@tanstack/react-query';

const waiting = new WeakSet<Query>();

/**
 * When news comes, a reading that is under way may be of before it. Readings of what is shown already are begun anew by whoever hears the news; a first
 * one cannot be (who asks again is only joined to it), so it is made once more when it is done. Otherwise a page that was opened a moment before a plan
 * was finished would wait for ever.
 */
export function readAgain(client: QueryClient): void {
  const first = (query: Query): boolean => query.state.data === undefined && !waiting.has(query);
  for (const query of client.getQueryCache().findAll({ fetchStatus: 'fetching', predicate: first })) {
    waiting.add(query);
    query
      .fetch() // joins the one under way
      .catch(() => undefined) // whoever asked first is told
      .then(() => {
        waiting.delete(query);
        return client.invalidateQueries({ queryKey: query.queryKey, exact: true });
      })
      .catch(() => undefined);
  }
}
