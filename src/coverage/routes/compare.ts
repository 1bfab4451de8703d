import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import * as contract from '../contract.ts';
import type { CoveragePorts } from '../ports.ts';
import { compareStored, taperStored } from '../shell/compare.ts';
import { findPlan, mustBeOpen } from '../store/plans.ts';
import { mustBeSpan } from './board.ts';

const taperDaysMax = 42;

export function compareRoutes({ db, clock, server }: Deps, { runPlan }: Pick<CoveragePorts, 'runPlan'>): void {
  bind(server, contract.comparePlans, async ({ query }) => {
    const left = await findPlan(db, query.left);
    const right = await findPlan(db, query.right);
    mustBeOpen(left);
    mustBeOpen(right);
    return compareStored(db, left, right);
  });

  bind(server, contract.askTaper, async ({ params, body }) => {
    mustBeSpan(body.from, body.to, taperDaysMax);
    const plan = await findPlan(db, params.planId);
    mustBeOpen(plan);
    return taperStored(db, plan, body, clock.now(), runPlan);
  });
}
