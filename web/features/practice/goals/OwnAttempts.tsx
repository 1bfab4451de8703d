import { Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listOwnAttempts, type OwnAttempt } from '#sandbox/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { LinkButton } from '#web/ui/LinkButton.tsx';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { Section } from '#web/ui/Section.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import { practiceKeys } from '../shell/practice-keys.ts';

const columns: readonly Column<OwnAttempt>[] = [
  {
    key: 'what',
    header: 'What',
    width: 'minmax(150px, 2fr)',
    sortBy: (one) => one.exerciseTitle ?? '',
    cell: (one) => <span className="truncate">{one.exerciseTitle ?? 'Free practice'}</span>,
  },
  {
    key: 'class',
    header: 'Class',
    width: 'minmax(120px, 1fr)',
    hiddenBelow: 960,
    cell: (one) => (
      <span className="truncate">
        {one.className}
        {one.exam && ', examination'}
      </span>
    ),
  },
  {
    key: 'started',
    header: 'Begun',
    width: '140px',
    hiddenBelow: 640,
    cell: (one) => <TimeText at={one.startedAt} />,
    sortBy: (one) => one.startedAt,
  },
  { key: 'mark', header: 'Mark', width: '150px', sortBy: (one) => one.mark?.score ?? -1, cell: (one) => <MarkCell attempt={one} /> },
  {
    key: 'steps',
    header: '',
    width: '120px',
    cell: (one) =>
      one.mark && (
        <LinkButton to="/practice-replay/$attemptId" params={{ attemptId: one.attemptId }} variant="subtle" size="compact-xs">
          Step by step
        </LinkButton>
      ),
  },
];

function MarkCell({ attempt: { state, held, mark, exerciseId } }: { attempt: OwnAttempt }) {
  if (state === 'open') return <StatusDot tone="look">Open</StatusDot>;
  if (held) return <StatusDot tone="quiet">Not released yet</StatusDot>;
  if (!mark) return <StatusDot tone="quiet">{exerciseId === null ? 'Ended' : 'Handed in'}</StatusDot>;
  const score = `${Math.round(mark.score * 100)}%`;
  if (mark.unsafe && !mark.override) return <StatusDot tone="gap">Unsafe</StatusDot>;
  return <StatusDot tone={mark.passed ? 'good' : 'gap'}>{`${score} ${mark.passed ? 'passed' : 'not passed'}`}</StatusDot>;
}

/** What I practised, with its marks as soon as they are mine to see. */
export function OwnAttempts() {
  const navigate = useNavigate();
  const own = useQuery({ queryKey: practiceKeys.own, queryFn: () => call(listOwnAttempts, {}) });
  useNews(['sandbox.attempt-graded', 'sandbox.class-changed'], (item) => {
    const mine = own.data?.attempts ?? [];
    if (
      item === null ||
      mine.some(({ attemptId, classId }) => attemptId === item.subject || (classId === item.subject && classId !== null))
    )
      void own.refetch();
  });
  const open = ({ attemptId, state }: OwnAttempt): void =>
    void navigate({ to: state === 'open' ? '/practice/$attemptId' : '/practice/$attemptId/grade', params: { attemptId } });
  return (
    <Section title="What I practised" flush>
      <ProblemAlert error={own.error} onRetry={() => void own.refetch()} />
      {own.isPending && <Skeleton height={100} aria-busy="true" />}
      {own.data && (
        <DataTable
          label="My attempts"
          columns={columns}
          rows={own.data.attempts}
          rowKey={(one) => one.attemptId}
          onOpen={open}
          empty={<EmptyState title="Nothing yet">Your attempts and their marks are kept here.</EmptyState>}
        />
      )}
    </Section>
  );
}
