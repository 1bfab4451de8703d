import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import { explainAssignment, explainNeed } from '../core/plan/explain.ts';
import { explainedAssignment, explainedNeed } from '../shell/explained.ts';
import { loadFrame, planOf } from '../shell/frame.ts';
import { assignmentView } from '../shell/views.ts';
import { findPlan } from '../store/plans.ts';
import { findAssignment, needsByIds, uncoveredOfNeeds } from '../store/roster.ts';

export function whyRoutes({ db, server }: Deps): void {
  bind(server, contract.explainAssignment, async ({ params }) => {
    const plan = await findPlan(db, params.planId);
    const assignment = await findAssignment(db, plan.plan_id, params.assignmentId);
    if (!assignment || assignment.removed) throw notFound('This assignment');
    const frame = await loadFrame(db, plan, { around: assignment, needIds: assignment.needIds });
    const why = explainAssignment(frame.problem, planOf(frame), assignment.id);
    if (!why) throw notFound('This supporter');
    return explainedAssignment(frame, why);
  });

  bind(server, contract.explainNeed, async ({ params }) => {
    const plan = await findPlan(db, params.planId);
    const [need] = await needsByIds(db, plan.plan_id, [params.needId]);
    if (!need) throw notFound('This need');
    const frame = await loadFrame(db, plan, { around: need, needIds: [need.id] });
    const why = explainNeed(frame.problem, planOf(frame), need.id);
    if (!why) throw notFound('This need');
    const { id, kind, unitId, personId, start, end, headcount, topic } = need;
    return {
      ...explainedNeed(frame, need, why),
      need: { id, kind, unitId, personId, start, end, headcount, topic },
      served: frame.assignments.filter((one) => one.needIds.includes(need.id)).map(assignmentView),
      uncovered: await uncoveredOfNeeds(db, plan.plan_id, [need.id]),
    };
  });
}
