import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { employments, listPeople, type PersonLine } from '#directory/contract.ts';
import type { Args } from '#platform/http/route.ts';
import { call } from '#web/app/call.ts';

/** A table of more than this is narrowed by searching, not by scrolling. */
export const loadedMax = 5000;

export interface PeopleFilter {
  readonly q: string;
  readonly jobRole: string;
  readonly unitId: string;
  readonly employment: string;
  readonly who: string;
}

/** Everybody who fits, loaded page after page in the background; the first page shows at once. */
export function usePeople(filter: PeopleFilter) {
  const query = useInfiniteQuery({
    queryKey: ['people', filter],
    queryFn: ({ pageParam }) => call(listPeople, { query: { ...asked(filter), limit: 500, ...(pageParam ? { cursor: pageParam } : {}) } }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next,
    placeholderData: keepPreviousData,
  });
  const { data, hasNextPage, isFetching, fetchNextPage } = query;
  const people = useMemo((): PersonLine[] => data?.pages.flatMap((page) => page.people) ?? [], [data]);
  useEffect(() => {
    if (hasNextPage && !isFetching && people.length < loadedMax) void fetchNextPage();
  }, [hasNextPage, isFetching, people.length, fetchNextPage]);
  return { people, total: data?.pages[0]?.total ?? 0, error: query.error, isPending: query.isPending, retry: query.refetch };
}

function asked({ q, jobRole, unitId, employment, who }: PeopleFilter): Args<typeof listPeople, 'in'>['query'] {
  const known = employments.find((one) => one === employment);
  return {
    ...(q ? { q } : {}),
    ...(jobRole ? { jobRole } : {}),
    ...(unitId ? { unitId } : {}),
    ...(known ? { employment: known } : {}),
    who: who === 'left' || who === 'all' ? who : 'current',
  };
}
