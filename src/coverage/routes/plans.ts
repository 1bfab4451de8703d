import { newId } from '#kernel/ids.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { Problem, invalid, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract.ts';
import { withOverrides } from '../core/settings.ts';
import { plansChanged } from '../events.ts';
import type { RunWorker } from '../jobs.ts';
import { whatIfWords } from '../shell/what-if.ts';
import { loadSupply } from '../store/facts.ts';
import { askToStop, deletePlanRow, findPlan, insertRun, listPlanRows, lockPlan, summaryOf, type PlanRow } from '../store/plans.ts';
import { mustBeSpan } from './board.ts';

const planDaysMax = 120;

export function planRoutes({ db, clock, server }: Deps, worker: RunWorker): void {
  bind(server, contract.listPlans, async () => ({ plans: (await listPlanRows(db)).map(summaryOf) }));
  bind(server, contract.getPlan, async ({ params }) => {
    const plan = summaryOf(await run(findPlan(db, params.planId)));
    return { ...plan, supposes: plan.changes.length === 0 ? [] : whatIfWords(plan.changes, await loadSupply(db)) };
  });

  bind(server, contract.startPlan, async ({ body, actor }) => {
    mustBeSpan(body.from, body.to, planDaysMax);
    const settings = withOverrides(body.settings);
    if (!settings.ok) throw invalid(settings.refusal.text);
    const planId = newId('plan');
    const row = await db.tx(async (tx) => {
      const { from, to, name, seed, changes } = body;
      const at = clock.now();
      await insertRun(tx, { planId, name, from, to, seed, secondsMax: body.seconds, settings: body.settings, changes, by: actor.name, at });
      const detail = { from, to, seed, changes: changes.length };
      await audit(tx, actor, { action: 'coverage.plan-started', subjectKind: 'plan', subjectId: planId, detail }, at);
      await tell(tx, [plansChanged(planId)], at);
      return findPlan(tx, planId);
    });
    worker.wake();
    return summaryOf(row);
  });

  bind(server, contract.stopPlan, ({ params, actor }) =>
    db.tx(async (tx) => {
      const plan = await run(lockPlan(tx, params.planId));
      if (plan.status !== 'waiting' && plan.status !== 'running')
        throw refused({ code: 'not-running', text: 'This run has ended already.' });
      await askToStop(tx, plan.plan_id);
      await audit(tx, actor, { action: 'coverage.plan-stopped', subjectKind: 'plan', subjectId: plan.plan_id }, clock.now());
      await tell(tx, [plansChanged(plan.plan_id)], clock.now());
      return summaryOf({ ...plan, stop_asked: true });
    }),
  );

  bind(server, contract.deletePlan, ({ params, actor }) =>
    db.tx(async (tx) => {
      const plan = await run(lockPlan(tx, params.planId));
      await deletePlanRow(tx, plan.plan_id); // a worker that is on it finds its lease gone and stops
      const detail = { name: plan.name, status: plan.status };
      await audit(tx, actor, { action: 'coverage.plan-deleted', subjectKind: 'plan', subjectId: plan.plan_id, detail }, clock.now());
      await tell(tx, [plansChanged(plan.plan_id)], clock.now());
      return { done: true as const };
    }),
  );
}

/** @throws Problem 409 for the plan in force: it is not a run. */
async function run(found: Promise<PlanRow>): Promise<PlanRow> {
  const plan = await found;
  if (plan.status === 'in-force')
    throw new Problem(409, 'in-force', 'This is the published plan; it is changed by publishing another or by hand.');
  return plan;
}
