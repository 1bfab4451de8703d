import { Button, Skeleton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate, useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { deletePlan, getPlan, publishedPlanId, stopPlan, type PlanSummary } from '#coverage/contract.ts';
import { call } from '#web/app/call.ts';
import { useNews } from '#web/app/news.tsx';
import { useCan } from '#web/app/session.tsx';
import { ConfirmDialog } from '#web/ui/ConfirmDialog.tsx';
import { PageHeader } from '#web/ui/PageHeader.tsx';
import { localDateText, localDayText } from '#web/ui/local-date-text.ts';
import { ProblemAlert } from '#web/ui/ProblemAlert.tsx';
import { StatusDot } from '#web/ui/StatusDot.tsx';
import { lengthText } from '#web/ui/time-text.ts';
import css from './plans.module.css';
import { gapText, moneyText, planStatus } from './plan-words.ts';
import { PlanProgressChart } from './PlanProgressChart.tsx';
import { PublishDialog } from './PublishDialog.tsx';
import { usePlanProgress } from './use-plan-progress.ts';

/** One run: how it gets on, what came out, and what to do with it. */
export function PlanPage() {
  const { planId = '' } = useParams({ strict: false }) as { planId?: string };
  const query = useQuery({ queryKey: ['coverage', 'plan', planId], queryFn: () => call(getPlan, { params: { planId } }) });
  useNews(['coverage.plan-made', 'coverage.plan-failed', 'coverage.plans-changed', 'coverage.plan-published'], () => void query.refetch());
  const plan = query.data;
  if (!plan)
    return (
      <>
        <ProblemAlert error={query.error} title="The plan could not be loaded" onRetry={() => void query.refetch()} />
        {query.isPending && <Skeleton height={220} />}
      </>
    );
  const { word, tone } = planStatus[plan.status];
  return (
    <>
      <PageHeader
        title={plan.name}
        note={`${localDayText(plan.from)} to ${localDateText(plan.to)}, by ${plan.createdBy}, seed ${plan.seed}`}
        actions={<Actions plan={plan} />}
      />
      <p>
        <StatusDot tone={tone}>{word}</StatusDot>
      </p>
      {plan.problem && <ProblemAlert error={new Error(plan.problem)} title="The run failed" />}
      {(plan.status === 'running' || plan.status === 'waiting') && <Running plan={plan} />}
      {plan.result && <Result result={plan.result} />}
      {plan.supposes.length > 0 && (
        <section className={css.panel}>
          <strong>What this plan supposes</strong>
          <ul className={css.list}>
            {plan.supposes.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

function Actions({ plan }: { plan: PlanSummary }) {
  const client = useQueryClient();
  const navigate = useNavigate();
  const mayPlan = useCan('coverage.plan');
  const mayPublish = useCan('coverage.publish');
  const [dialog, setDialog] = useState<'publish' | 'delete' | null>(null);
  const { planId } = plan;
  const stop = useMutation({
    mutationFn: () => call(stopPlan, { params: { planId } }),
    onSuccess: () => client.invalidateQueries({ queryKey: ['coverage', 'plan', planId] }),
  });
  const remove = useMutation({
    mutationFn: () => call(deletePlan, { params: { planId } }),
    onSuccess: () => {
      void client.invalidateQueries({ queryKey: ['coverage', 'plans'] });
      void navigate({ to: '/coverage/plans' });
    },
  });
  const running = plan.status === 'running' || plan.status === 'waiting';
  const board = { plan: planId, from: plan.from };
  return (
    <>
      {running && mayPlan && (
        <Button variant="default" loading={stop.isPending} disabled={plan.stopAsked} onClick={() => stop.mutate()}>
          {plan.stopAsked ? 'Stopping …' : 'Stop and keep the best'}
        </Button>
      )}
      {mayPlan && !running && plan.status !== 'published' && (
        <Button variant="subtle" color="gray" onClick={() => setDialog('delete')}>
          Delete
        </Button>
      )}
      {plan.status === 'draft' && (
        <>
          <Button
            variant="default"
            component={Link}
            {...({ to: '/coverage', search: { ...board, with: publishedPlanId, zoom: 'week' } } as object)}
          >
            Beside the published plan
          </Button>
          <Button variant="default" component={Link} {...({ to: '/coverage', search: board } as object)}>
            Open on the board
          </Button>
          {mayPublish && <Button onClick={() => setDialog('publish')}>Publish …</Button>}
        </>
      )}
      {dialog === 'publish' && (
        <PublishDialog planId={planId} onClose={() => setDialog(null)} onPublished={() => void navigate({ to: '/coverage' })} />
      )}
      <ConfirmDialog
        opened={dialog === 'delete'}
        title="Delete this plan?"
        confirm="Delete"
        danger
        busy={remove.isPending}
        error={remove.error}
        onConfirm={() => remove.mutate()}
        onClose={() => setDialog(null)}
      >
        “{plan.name}” and the edits made to it are gone then. What was published stays.
      </ConfirmDialog>
    </>
  );
}

function Running({ plan }: { plan: PlanSummary }) {
  const points = usePlanProgress(plan);
  const last = points.at(-1) ?? plan.progress;
  return (
    <section className={css.panel} aria-label="Progress" aria-live="polite">
      <div className={css.phase}>
        <span>{last?.phase ?? 'Waiting for its turn'}</span>
        <span className="tabular">
          {Math.round(last?.seconds ?? 0)} of at most {Math.round(plan.secondsMax)} s
          {last?.gap != null && `; within ${gapText(last.gap)} of the optimum`}
        </span>
      </div>
      <PlanProgressChart points={points} secondsMax={plan.secondsMax} />
    </section>
  );
}

function Result({ result }: { result: NonNullable<PlanSummary['result']> }) {
  const figures: readonly (readonly [string, string, boolean?])[] = [
    ['Needs without anybody', String(result.uncoveredNeeds), result.uncoveredNeeds > 0],
    ['Hours short', lengthText(result.uncoveredHours * 3_600_000), result.uncoveredHours > 0],
    ['Assignments', result.assignments.toLocaleString('en')],
    ['People', result.people.toLocaleString('en')],
    ['Wages', moneyText(result.cost.wages)],
    ['Cost of gaps', moneyText(result.cost.missing)],
    ['Preferences', moneyText(result.cost.preferences)],
    [result.status === 'optimal' ? 'Optimal, proven' : 'At most from the optimum', gapText(result.gap)],
    ['Took', `${result.seconds.toFixed(1)} s`],
  ];
  return (
    <dl className={`${css.panel} ${css.figures}`}>
      {figures.map(([name, value, short]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd data-short={short || undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  );
}
