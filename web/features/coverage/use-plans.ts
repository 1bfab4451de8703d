import { useQuery } from '@tanstack/react-query';
import { listPlans } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';

/** Runs and drafts; those that others make or end appear by themselves. */
export function usePlans() {
  const plans = useQuery({ queryKey: ['coverage', 'plans'], queryFn: () => call(listPlans, {}) });
  useNews(['coverage.plans-changed', 'coverage.plan-made', 'coverage.plan-failed', 'coverage.plan-published'], () => void plans.refetch());
  return plans;
}
