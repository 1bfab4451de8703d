import { Loader } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { getDifficulty, type TaskDifficulty } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { difficultyWord, discriminationWord, percentText } from './instructor-words.ts';
import css from './instructor.module.css';

const columns: readonly Column<TaskDifficulty>[] = [
  { key: 'task', header: 'Task', width: 'minmax(220px, 3fr)', cell: ({ text }) => <span className="truncate">{text}</span> },
  {
    key: 'share',
    header: 'Achieved',
    width: 'minmax(120px, 1fr)',
    sortBy: ({ share }) => share,
    cell: ({ share }) => (
      <span style={{ display: 'grid', gridTemplateColumns: '1fr 44px', alignItems: 'center', gap: 8, width: '100%' }}>
        <span className={css.bar} aria-hidden="true">
          <span style={{ width: percentText(share) }} />
        </span>
        {percentText(share)}
      </span>
    ),
  },
  { key: 'word', header: 'How hard', width: '140px', hiddenBelow: 640, cell: ({ share }) => difficultyWord(share) },
  {
    key: 'discrimination',
    header: 'Tells apart',
    width: '100px',
    align: 'right',
    hiddenBelow: 640,
    sortBy: ({ discrimination }) => discrimination ?? -2,
    cell: ({ discrimination }) => (discrimination === null ? '–' : discrimination.toFixed(2)),
  },
  {
    key: 'judged',
    header: 'What that says',
    width: '190px',
    hiddenBelow: 960,
    cell: ({ discrimination }) => discriminationWord(discrimination),
  },
];

/** How hard each task of an exercise is, from what learners did at their first attempt. */
export function DifficultyPage() {
  const { exerciseId } = useParams({ strict: false }) as { exerciseId: string };
  const { data, error, refetch } = useQuery({
    queryKey: ['practice-difficulty', exerciseId],
    queryFn: () => call(getDifficulty, { params: { exerciseId } }),
  });
  if (!data)
    return error ? <ProblemAlert error={error} title="It could not be read" onRetry={() => void refetch()} /> : <Loader size="sm" />;
  const { attemptCount, passedCount, unsafeCount, medianMinutes, minutesExpected } = data;
  const half = medianMinutes === null ? '' : ` Half needed up to ${medianMinutes} minutes; ${minutesExpected} are meant.`;
  return (
    <>
      <PageHeader
        title={data.exerciseTitle}
        note={`${attemptCount} first attempts: ${passedCount} passed, ${unsafeCount} unsafe.${half}`}
      />
      {attemptCount === 0 ? (
        <EmptyState title="Nobody has handed in yet">As soon as somebody has, this page says how hard each task was for them.</EmptyState>
      ) : (
        <DataTable label="Tasks of the exercise" columns={columns} rows={data.tasks} rowKey={({ taskId }) => taskId} />
      )}
    </>
  );
}
