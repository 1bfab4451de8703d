import {
  useMutation,
  useQuery,
  useQueryClient,
  type QueryClient,
  type UseMutationResult,
  type UseQueryResult,
} from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Params, TransactionEntry } from './client.ts';
import type { Resource } from './elements.ts';
import { useFhir } from './FhirProvider.tsx';
import { patientIdOf, useWriteGuard } from './write-guard.ts';

/*
 * Keys: ['fhir', base, type, 'search' | 'read', what]. A write changes every cached list of that type at once (the screen answers
 * before the server does), then asks the server again: its answer is the truth.
 */
const nothing: readonly never[] = [];

/** All matches of a search; `params` null: not yet. */
export function useSearch<R extends Resource>(
  type: R['resourceType'],
  params: Params | null,
): UseQueryResult<R[]> & { list: readonly R[] } {
  const { fhir, base } = useFhir();
  const query = useQuery({
    queryKey: ['fhir', base, type, 'search', params],
    queryFn: () => fhir.search<R>(type, params ?? {}),
    enabled: params !== null,
  });
  return { ...query, list: query.data ?? nothing };
}

/** What a patient's chart holds of one type. */
export function usePatientList<R extends Resource>(type: R['resourceType'], patientId: string, params: Params = {}) {
  const key = JSON.stringify(params);
  // oxlint-disable-next-line react/exhaustive-deps -- `key` stands for params, which callers write anew each time
  const asked = useMemo(() => ({ patient: patientId, _count: 500, ...params }), [patientId, key]);
  return useSearch<R>(type, patientId === '' ? null : asked);
}

export function useRead<R extends Resource>(type: R['resourceType'], id: string): UseQueryResult<R> {
  const { fhir, base } = useFhir();
  return useQuery({ queryKey: ['fhir', base, type, 'read', id], queryFn: () => fhir.read<R>(type, id), enabled: id !== '' });
}

/** Reads anew whatever the hospital may have changed by itself: time has passed, or something was taken back. */
export function useRefreshChart(): () => Promise<void> {
  const client = useQueryClient();
  const { base } = useFhir();
  return () => client.invalidateQueries({ queryKey: ['fhir', base] });
}

const writeKey = (base: string) => ['fhir-write', base] as const;

/**
 * Resolves when every write that is under way has its answer. What is done to the whole attempt (time passes, a change is taken back, it is handed in)
 * comes after what was written before it, however slow the network is.
 */
export function useWritesDone(): () => Promise<void> {
  const client = useQueryClient();
  const { base } = useFhir();
  return () =>
    new Promise((done) => {
      const cache = client.getMutationCache();
      const writing = (): boolean => client.isMutating({ mutationKey: writeKey(base) }) > 0;
      if (!writing()) return done();
      const leave = cache.subscribe(() => {
        if (writing()) return;
        leave();
        done();
      });
    });
}

/** Creates what has no id, updates what has one. */
export function useSave<R extends Resource>(): UseMutationResult<R, Error, R> {
  const { fhir, base } = useFhir();
  const client = useQueryClient();
  const guard = useWriteGuard();
  return useMutation({
    mutationKey: writeKey(base),
    mutationFn: async (resource: R) => {
      await guard([resource]);
      if (resource.id === undefined) return fhir.create(resource);
      put(client, base, resource);
      return fhir.update(resource);
    },
    onSuccess: (saved) => put(client, base, saved),
    onSettled: (_saved, _error, resource) => settle(client, base, [resource.resourceType]),
  });
}

/** Several writes, all or none. Answers the resources in the order of the entries. */
export function useTransaction(): UseMutationResult<Resource[], Error, readonly TransactionEntry[]> {
  const { fhir, base } = useFhir();
  const client = useQueryClient();
  const guard = useWriteGuard();
  return useMutation({
    mutationKey: writeKey(base),
    mutationFn: async (entries: readonly TransactionEntry[]) => {
      await guard(entries.flatMap((entry) => entry.resource ?? []));
      return fhir.transaction(entries);
    },
    onSuccess: (saved) => {
      for (const resource of saved) put(client, base, resource);
    },
    onSettled: (_saved, _error, entries) => settle(client, base, [...new Set(entries.map((entry) => entry.url.split('/')[0] ?? ''))]),
  });
}

/**
 * Shows what was written at once: in its own place, or first in the lists of its patient. Readings of that type that are under way may be older and
 * are given up; the one after the write brings the rest.
 */
function put(client: QueryClient, base: string, resource: Resource): void {
  if (resource.id === undefined) return;
  void client.cancelQueries({ queryKey: ['fhir', base, resource.resourceType], predicate: ({ state }) => state.data !== undefined });
  client.setQueryData(['fhir', base, resource.resourceType, 'read', resource.id], resource);
  for (const [key, list] of client.getQueriesData<Resource[]>({ queryKey: ['fhir', base, resource.resourceType, 'search'] })) {
    if (!list) continue;
    const known = list.some((one) => one.id === resource.id);
    if (known)
      client.setQueryData(
        key,
        list.map((one) => (one.id === resource.id ? resource : one)),
      );
    else if (patientIdOf(resource) !== '' && (key[4] as Params | null)?.patient === patientIdOf(resource))
      client.setQueryData(key, [resource, ...list]);
  }
}

/** What the hospital does in answer to a write arrives with tasks and messages. */
const answers = ['Task', 'Communication'];

async function settle(client: QueryClient, base: string, types: readonly string[]): Promise<void> {
  await Promise.all([...types, ...answers].map((type) => client.invalidateQueries({ queryKey: ['fhir', base, type] })));
}

export const putEntry = <R extends Resource>(resource: R): TransactionEntry =>
  resource.id === undefined
    ? { method: 'POST', url: resource.resourceType, resource }
    : {
        method: 'PUT',
        url: `${resource.resourceType}/${resource.id}`,
        resource,
        ...(resource.meta?.versionId ? { versionId: resource.meta.versionId } : {}),
      };
