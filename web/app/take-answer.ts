import type { QueryClient, QueryKey } from '@tanstack/react-query';

/**
 * Shows what a change answered in place of what was read before. A reading that is under way began before the change was made, or may have: it is
 * given up, since it would put the older state back when it came.
 */
export function takeAnswer<Read>(
  client: QueryClient,
  queryKey: QueryKey,
  answer: Read | ((before: Read | undefined) => Read | undefined),
): void {
  void client.cancelQueries({ queryKey, exact: true });
  client.setQueryData<Read>(queryKey, answer as Read);
}
