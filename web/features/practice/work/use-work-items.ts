import { useMemo } from 'react';
import { idOf } from '../fhir/codes.ts';
import type { Task } from '../fhir/resources.ts';
import { useSearch } from '../fhir/use-fhir.ts';
import { useAttempt } from '../shell/attempt-space.ts';

const ranks: Readonly<Record<string, number>> = { stat: 0, asap: 1, urgent: 2 };
const open = ['requested', 'received', 'accepted', 'in-progress', 'on-hold', 'ready'];

export const taskRank = (task: Task): number => ranks[task.priority ?? ''] ?? 3;
export const isPressing = (task: Task): boolean => taskRank(task) < 3;

/** Open work of the learner, urgent first; of one patient only when one is named. */
export function useWorkItems(patientId?: string): { tasks: Task[]; isPending: boolean; error: Error | null } {
  const { learner } = useAttempt();
  const query = useSearch<Task>('Task', learner.reference ? { owner: learner.reference, _count: 1000 } : null);
  const tasks = useMemo(
    () =>
      query.list
        .filter((task) => open.includes(task.status) && (patientId === undefined || idOf(task.for) === patientId))
        .toSorted((a, b) => taskRank(a) - taskRank(b) || (a.authoredOn ?? '').localeCompare(b.authoredOn ?? '')),
    [query.list, patientId],
  );
  return { tasks, isPending: query.isPending, error: query.error };
}
