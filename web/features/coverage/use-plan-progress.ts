import { useState } from 'react';
import { PlanProgress, type PlanSummary } from '#coverage/contract.ts';
import { useNews } from '#web/app/news.tsx';

const pointsMax = 2000;

/** All that was heard of a run since the page was opened, oldest first. */
export function usePlanProgress(plan: PlanSummary): readonly PlanProgress[] {
  const [points, setPoints] = useState<readonly PlanProgress[]>(() => (plan.progress ? [plan.progress] : []));
  useNews('coverage.plan-progressed', (item) => {
    if (item?.subject !== plan.planId) return;
    const read = PlanProgress.safeParse(item);
    if (read.success) setPoints((before) => [...before, read.data].slice(-pointsMax));
  });
  return points;
}
