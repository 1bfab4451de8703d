import { useQuery, type QueryKey } from '@tanstack/react-query';

/**
 * What is going to be written on: read when its author arrives, whatever is known from before, so that she goes on in what is kept now. (What was known
 * may be older than what she saved herself before she left.)
 */
export function useReadOnArrival<Read>(queryKey: QueryKey, queryFn: () => Promise<Read>) {
  const { data, error, isFetchedAfterMount, refetch } = useQuery({ queryKey, queryFn, refetchOnMount: 'always' });
  const arrived = isFetchedAfterMount ? data : undefined;
  return { data: arrived, error, isPending: arrived === undefined && error === null, refetch };
}
