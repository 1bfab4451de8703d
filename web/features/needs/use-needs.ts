import { useQuery, useQueryClient } from '@tanstack/react-query';
import { getNeeds, listNeeds } from '#training/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';

export const needsKey = ['training', 'needs'] as const;

export function useNeeds() {
  const query = useQuery({ queryKey: [...needsKey, 'all'], queryFn: () => call(listNeeds, {}) });
  useNews(['training.needs-changed', 'training.matrix-changed'], () => void query.refetch());
  return query;
}

export function useRoleNeeds(jobRole: string) {
  const query = useQuery({ queryKey: [...needsKey, 'role', jobRole], queryFn: () => call(getNeeds, { params: { jobRole } }) });
  useNews(['training.needs-changed', 'training.matrix-changed'], () => void query.refetch());
  return query;
}

export function useRefreshNeeds(): () => Promise<void> {
  const client = useQueryClient();
  return () => client.invalidateQueries({ queryKey: needsKey });
}
