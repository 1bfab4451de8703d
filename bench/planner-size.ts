import { randomStream } from '../src/kernel/random.ts';
import { checkPlan } from '../src/coverage/core/plan/check.ts';
import { startState } from '../src/coverage/core/plan/load.ts';
import { buildMilp } from '../src/coverage/core/plan/milp-model.ts';
import { modelOf } from '../src/coverage/core/plan/model.ts';
import type { Plan } from '../src/coverage/core/plan/plan.ts';
import type { PlanProblem } from '../src/coverage/core/plan/problem.ts';
import { repairPlan } from '../src/coverage/core/plan/repair.ts';
import { totalCost, wholeWindow } from '../src/coverage/core/plan/search.ts';
import { runPlan } from '../src/app/planner/plan-runner.ts';
import { openHighs } from '../src/integrations/highs/solver.ts';
import { makeInstance, type InstanceSize } from './planner-instance.ts';

/** One size of the planner bench. `seconds` null: the planner's own budget. */
export interface PlannerJob {
  readonly size: InstanceSize;
  readonly seconds: number | null;
  /** How long the plain whole model may take; 0 = it is not run. */
  readonly milpSeconds: number;
  readonly repairs: number;
}

const job = JSON.parse(process.argv[2]!) as PlannerJob;
const key = String(job.size.supporters);
const problem = makeInstance(job.size);
const figures: Record<string, number> = {};
const plan = await planned(problem, job.seconds);
if (job.repairs > 0) repaired(problem, plan, job.repairs);
if (job.milpSeconds > 0) await plainMilp(problem, job.milpSeconds);
process.send!(figures);

async function planned(of: PlanProblem, seconds: number | null): Promise<Plan> {
  const started = performance.now();
  let last = 0;
  const made = await runPlan(of, {
    seed: 1,
    ...(seconds === null ? {} : { seconds }),
    onProgress: (progress) => {
      if (progress.phase === 'first') figures[`${key}.firstSeconds`] = progress.seconds;
      if (progress.seconds < last + 5) return;
      last = progress.seconds;
      console.error(
        `${key}: ${progress.seconds.toFixed(0)} s, ${progress.phase}, ${progress.incumbent.toFixed(0)}, gap ${(100 * progress.gap).toFixed(2)}%`,
      );
    },
  });
  figures[`${key}.seconds`] = (performance.now() - started) / 1000;
  figures[`${key}.cpuSeconds`] = process.cpuUsage().user / 1e6;
  figures[`${key}.cost`] = made.cost.total;
  figures[`${key}.bound`] = made.bound;
  figures[`${key}.gap`] = made.gap;
  figures[`${key}.peakMiB`] = process.resourceUsage().maxRSS / 1024;
  figures[`${key}.uncoveredHeads`] = made.uncovered.reduce((sum, { missing }) => sum + missing, 0);
  figures[`${key}.hardRulesBroken`] = checkPlan(of, made).length;
  return made;
}

/** Call-outs at random: somebody is out for the duty that begins then. The first one also compiles the problem. */
function repaired(of: PlanProblem, made: Plan, count: number): void {
  const random = randomStream(99);
  const milliseconds: number[] = [];
  let movedMax = 0;
  let touchedMax = 0;
  let uncovered = 0;
  for (let i = 0; i < count; i++) {
    const out = made.assignments[Math.floor(random() * made.assignments.length)]!;
    const started = performance.now();
    const repair = repairPlan(of, made, { outSick: out.personId, at: out.start, until: out.end });
    milliseconds.push(performance.now() - started);
    movedMax = Math.max(movedMax, repair.moved.length);
    touchedMax = Math.max(touchedMax, repair.moved.length + repair.called.length);
    uncovered += repair.uncovered.length;
  }
  const sorted = milliseconds.toSorted((a, b) => a - b);
  figures[`repair${key}.p50Ms`] = sorted[Math.floor(sorted.length / 2)]!;
  figures[`repair${key}.p99Ms`] = sorted[Math.ceil(sorted.length * 0.99) - 1]!;
  figures[`repair${key}.movedMax`] = movedMax;
  figures[`repair${key}.touchedMax`] = touchedMax;
  figures[`repair${key}.leftOpenShare`] = uncovered / count;
}

/** What our planner is measured against: everything in one model, unit by unit, from nothing, with the same solver. */
async function plainMilp(of: PlanProblem, seconds: number): Promise<void> {
  const model = modelOf(of);
  const state = startState(model);
  const people = model.members.map((member) => member.index);
  const whole = buildMilp(state, { people, window: wholeWindow(model), merged: false }, totalCost(state));
  const solver = openHighs(1);
  const started = performance.now();
  const outcome = await solver.solve(whole.milp, { gap: 1e-4, nodesMax: 1_000_000, secondsMax: seconds });
  figures[`${key}.milpSeconds`] = (performance.now() - started) / 1000;
  figures[`${key}.milpColumns`] = whole.milp.columns;
  const cost = outcome.objective * whole.scale + whole.constant;
  const bound = outcome.bound * whole.scale + whole.constant;
  // Without any solution the gap is whole: 1.
  figures[`${key}.milpGap`] = outcome.x ? (cost - Math.max(0, bound)) / cost : 1;
  if (outcome.x) figures[`${key}.milpCost`] = cost;
  await solver.close();
}
