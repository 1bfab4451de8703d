import { useNavigate } from '@tanstack/react-router';
import type { ClassGrid, ClassRow } from '#sandbox/contract.ts';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { useNow } from '#web/ui/use-now.ts';
import css from './instructor.module.css';
import { agoText, percentText, stateRank, stateTones, stateWords } from './instructor-words.ts';
import { ProgressCells } from './ProgressCells.tsx';

/** Everybody of a class, who needs somebody most first. */
export function ClassTable({ grid: { practiceClass, tasks, rows } }: { grid: ClassGrid }) {
  const navigate = useNavigate();
  const now = useNow();
  const sorted = rows.toSorted((a, b) => stateRank(a.state) - stateRank(b.state));
  const open = ({ attemptId }: ClassRow): void => {
    if (attemptId !== null) void navigate({ to: '/practice-replay/$attemptId', params: { attemptId } });
  };
  return (
    <DataTable
      label={`Learners of ${practiceClass.name}`}
      columns={columnsOf(tasks, now)}
      rows={sorted}
      rowKey={({ attemptId, personId, learnerName }) => attemptId ?? personId ?? learnerName}
      onOpen={open}
      empty={
        <EmptyState title="Nobody has joined yet">
          Read the code out: <span className={css.code}>{practiceClass.code}</span>. Learners type it on the page of the practice EHR.
        </EmptyState>
      }
    />
  );
}

function columnsOf(tasks: ClassGrid['tasks'], now: number): Column<ClassRow>[] {
  const textOf = new Map(tasks.map(({ taskId, text }) => [taskId, text]));
  return [
    {
      key: 'learner',
      header: 'Learner',
      width: 'minmax(140px, 1.2fr)',
      sortBy: ({ learnerName }) => learnerName,
      cell: ({ learnerName }) => <span className="truncate">{learnerName}</span>,
    },
    {
      key: 'state',
      header: 'State',
      width: '110px',
      sortBy: ({ state }) => stateRank(state),
      cell: ({ state }) => <StatusDot tone={stateTones[state]}>{stateWords[state]}</StatusDot>,
    },
    {
      key: 'progress',
      header: 'Tasks',
      width: 'minmax(150px, 1.4fr)',
      hiddenBelow: 640,
      sortBy: ({ achieved }) => achieved.reduce((sum, one) => sum + one, 0),
      cell: ({ achieved }) => <ProgressCells tasks={tasks} achieved={achieved} />,
    },
    {
      key: 'present',
      header: 'On',
      width: 'minmax(160px, 2fr)',
      hiddenBelow: 960,
      cell: ({ presentTaskId }) => <span className="truncate">{textOf.get(presentTaskId ?? '') ?? ''}</span>,
    },
    {
      key: 'last',
      header: 'Last seen',
      width: '100px',
      sortBy: ({ lastEntryAt }) => lastEntryAt ?? 0,
      cell: ({ lastEntryAt }) => (lastEntryAt === null ? '' : agoText(lastEntryAt, now)),
    },
    {
      key: 'hints',
      header: 'Hints',
      width: '70px',
      align: 'right',
      hiddenBelow: 960,
      sortBy: ({ hintsUsed }) => hintsUsed,
      cell: ({ hintsUsed }) => hintsUsed || '',
    },
    {
      key: 'resets',
      header: 'Resets',
      width: '76px',
      align: 'right',
      hiddenBelow: 960,
      sortBy: ({ resetCount }) => resetCount,
      cell: ({ resetCount }) => resetCount || '',
    },
    {
      key: 'mark',
      header: 'Mark',
      width: '120px',
      align: 'right',
      sortBy: ({ mark }) => mark?.score ?? -1,
      cell: (row) => <MarkText row={row} />,
    },
  ];
}

function MarkText({ row: { mark, unsafe } }: { row: ClassRow }) {
  if (unsafe) return <span className={css.unsafe}>Unsafe{mark?.override ? `, ${percentText(mark.score)}` : ''}</span>;
  if (!mark) return null;
  return (
    <span>
      {percentText(mark.score)} {mark.passed ? 'passed' : 'not passed'}
    </span>
  );
}
