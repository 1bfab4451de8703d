import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { getBoard, listPublications, type PlanSummary } from '#coverage/contract.ts';
import { toLocal } from '#kernel/time.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { DataTable, type Column } from '#web/ui/DataTable.tsx';
import { EmptyState } from '#web/ui/EmptyState.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { TimeText } from '#web/ui/TimeText.tsx';
import css from './plans.module.css';
import { gapText, moneyText, planStatus } from './plan-words.ts';
import { PlanRunDialog } from './PlanRunDialog.tsx';
import { Publications } from './Publications.tsx';
import { usePlans } from './use-plans.ts';

const columns: readonly Column<PlanSummary>[] = [
  {
    key: 'name',
    header: 'Plan',
    width: 'minmax(180px, 2fr)',
    cell: (plan) => (
      <span className="truncate" title={plan.name}>
        {plan.name}
      </span>
    ),
    sortBy: (plan) => plan.name,
  },
  {
    key: 'status',
    header: 'State',
    width: '120px',
    cell: (plan) => <StatusDot tone={planStatus[plan.status].tone}>{planStatus[plan.status].word}</StatusDot>,
    sortBy: (plan) => plan.status,
  },
  {
    key: 'span',
    header: 'Dates',
    width: '208px',
    cell: (plan) => `${localDayText(plan.from)} – ${localDateText(plan.to)}`,
    sortBy: (plan) => plan.from,
    hiddenBelow: 640,
  },
  {
    key: 'gaps',
    header: 'Gaps',
    width: '80px',
    align: 'right',
    cell: (plan) => plan.result?.uncoveredNeeds ?? '',
    sortBy: (plan) => plan.result?.uncoveredNeeds ?? -1,
  },
  {
    key: 'wages',
    header: 'Wages',
    width: '110px',
    align: 'right',
    cell: (plan) => (plan.result ? moneyText(plan.result.cost.wages) : ''),
    sortBy: (plan) => plan.result?.cost.wages ?? -1,
    hiddenBelow: 960,
  },
  {
    key: 'gap',
    header: 'From optimum',
    width: '120px',
    align: 'right',
    cell: (plan) => (plan.result ? `≤ ${gapText(plan.result.gap)}` : ''),
    sortBy: (plan) => plan.result?.gap ?? -1,
    hiddenBelow: 960,
  },
  { key: 'whatif', header: 'What if', width: '80px', align: 'right', cell: (plan) => plan.changes.length || '', hiddenBelow: 960 },
  {
    key: 'made',
    header: 'Made',
    width: '160px',
    cell: (plan) => <TimeText at={plan.createdAt} />,
    sortBy: (plan) => plan.createdAt,
    hiddenBelow: 640,
  },
  {
    key: 'by',
    header: 'By',
    width: 'minmax(100px, 1fr)',
    cell: (plan) => <span className="truncate">{plan.createdBy}</span>,
    sortBy: (plan) => plan.createdBy,
    hiddenBelow: 960,
  },
];

export function PlansPage() {
  const navigate = useNavigate();
  const mayPlan = useCan('coverage.plan');
  const [asking, setAsking] = useState(false);
  const plans = usePlans();
  const publications = useQuery({ queryKey: ['coverage', 'publications'], queryFn: () => call(listPublications, {}) });
  useNews('coverage.plan-published', () => void publications.refetch());
  const [today] = useState(() => toLocal(Date.now(), 'UTC').date);
  const lists = useQuery({
    queryKey: ['coverage', 'lists', today],
    queryFn: () => call(getBoard, { query: { from: today, to: today } }),
    enabled: asking,
  });
  const open = (planId: string): void => void navigate({ to: '/coverage/plans/$planId', params: { planId } as never });
  const start = mayPlan && (
    <Button loading={asking && lists.isPending} onClick={() => setAsking(true)}>
      New plan run
    </Button>
  );
  return (
    <>
      <PageHeader title="Plans" note="Runs and drafts; what is in force is always the published plan" actions={start} />
      <ProblemAlert error={plans.error} title="The plans could not be loaded" onRetry={() => void plans.refetch()} />
      {plans.data && (
        <DataTable
          label="Plans"
          columns={columns}
          rows={plans.data.plans}
          rowKey={(plan) => plan.planId}
          onOpen={(plan) => open(plan.planId)}
          height={380}
          empty={
            <EmptyState title="No plan yet" action={start}>
              Import units, shifts, supporters and rounds; a run then finds who supports whom, and says why where nobody can.
            </EmptyState>
          }
        />
      )}
      <h2 className={css.heading}>Published</h2>
      <ProblemAlert error={publications.error} title="The history could not be loaded" />
      {publications.data && <Publications publications={publications.data.publications} />}
      <ProblemAlert error={lists.error} title="Units and people could not be loaded" />
      {asking && lists.data && <PlanRunDialog lists={lists.data} onClose={() => setAsking(false)} onStarted={open} />}
    </>
  );
}
