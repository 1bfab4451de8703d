import { hostname } from 'node:os';
import { hourMs } from '#kernel/time.ts';
import type { Clock } from '#platform/deps.ts';
import type { Db } from '#platform/db/open.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { oneMoment } from './store/tables.ts';
import type { PlanProgress, PlanResult, WhatIf } from './contract.ts';
import type { Need } from './core/need.ts';
import type { Plan } from './core/plan/plan.ts';
import { planFailed, planMade, planProgressed } from './events.ts';
import type { RunPlan } from './ports.ts';
import { loadRunProblem } from './shell/plan-problem.ts';
import { attemptsMax, claimRun, endRun, keepRun, lockPlan, nextVersion, releaseRun, setWholeSince, type PlanRow } from './store/plans.ts';
import { insertAssignments, insertNeeds, insertUncovered } from './store/roster.ts';

/** Works on plan runs, one at a time, for as long as the process lives. */
export interface RunWorker {
  /** There is something to do: look now rather than at the next beat. */
  wake(): void;
  close(): Promise<void>;
}

export interface WorkerDeps {
  readonly db: Db;
  readonly clock: Clock;
  readonly runPlan: RunPlan;
  readonly logError: (error: unknown, doing: string) => void;
}

const beatMs = 2_000;
const progressMs = 1_000;

/**
 * A run left behind by a killed process is taken up again when its lease ends: same facts and seed, so nothing is lost but
 * time. After three attempts it is failed, since it then probably is what kills us.
 */
export function startRunWorker(deps: WorkerDeps): RunWorker {
  const holder = `${hostname()} ${process.pid} ${crypto.randomUUID().slice(0, 8)}`;
  let closed = false;
  let working: Promise<void> | null = null;
  let current: AbortController | null = null;

  const workOff = async (): Promise<void> => {
    for (let run = await claimRun(deps.db, holder); run; run = closed ? null : await claimRun(deps.db, holder)) {
      current = new AbortController();
      await work(deps, holder, run, current, () => closed);
      current = null;
    }
  };
  const wake = (): void => {
    if (closed) return;
    working ??= workOff()
      .catch((error: unknown) => deps.logError(error, 'plan runs'))
      .finally(() => {
        working = null;
      });
  };
  const beat = setInterval(wake, beatMs);
  wake();
  return {
    wake,
    async close() {
      closed = true;
      clearInterval(beat);
      current?.abort();
      await working;
    },
  };
}

async function work(deps: WorkerDeps, holder: string, run: PlanRow, stop: AbortController, closed: () => boolean): Promise<void> {
  const { db, clock } = deps;
  let latest: PlanProgress | null = null;
  let lost = false;
  const keep = async (): Promise<void> => {
    const progress = latest;
    latest = null;
    const kept = await db.tx(async (tx) => {
      const answer = await keepRun(tx, run.plan_id, holder, progress);
      if (progress && answer.ours) await tell(tx, [planProgressed(run.plan_id, progress)], clock.now());
      return answer;
    });
    lost = !kept.ours;
    if (kept.stop) stop.abort();
  };
  let keeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    keeping = keeping.then(keep).catch((error: unknown) => deps.logError(error, 'plan progress'));
  }, progressMs);
  try {
    if (run.attempts > attemptsMax) throw new Error(`given up after ${attemptsMax} attempts`);
    const made = await solve(deps, run, stop.signal, (progress) => (latest = progress));
    clearInterval(timer);
    await keeping;
    if (closed() && !run.stop_asked) await releaseRun(db, run.plan_id, holder);
    else if (!lost) await saveMade(deps, holder, run, made);
  } catch (error) {
    clearInterval(timer);
    await keeping;
    deps.logError(error, `plan run ${run.plan_id}`);
    if (!lost) await saveFailed(deps, run, error);
  }
}

interface Made {
  readonly plan: Plan;
  readonly needs: readonly Need[];
  readonly seconds: number;
}

async function solve(
  { db, clock, runPlan }: WorkerDeps,
  run: PlanRow,
  signal: AbortSignal,
  heard: (progress: PlanProgress) => void,
): Promise<Made> {
  const began = performance.now();
  const of = {
    from: run.from_date ?? '',
    to: run.to_date ?? '',
    settings: run.settings as Record<string, number>,
    changes: run.changes as WhatIf[],
  };
  const { problem, needs } = await db.tx(async (tx) => {
    await oneMoment(tx); // an import that lands meanwhile is in the plan wholly or not at all
    return loadRunProblem(tx, of, clock.now());
  });
  const known = (value: number): number | null => (Number.isFinite(value) ? value : null);
  const plan = await runPlan(problem, {
    seed: run.seed,
    seconds: run.seconds_max,
    signal,
    onProgress: ({ phase, incumbent, bound, gap, seconds }) =>
      heard({ phase, incumbent: known(incumbent), bound: known(bound), gap: known(gap), seconds }),
  });
  return { plan, needs, seconds: (performance.now() - began) / 1000 };
}

async function saveMade({ db, clock }: WorkerDeps, holder: string, run: PlanRow, made: Made): Promise<void> {
  await db.tx(async (tx) => {
    const row = await lockPlan(tx, run.plan_id).catch(() => null); // deleted meanwhile
    if (!row || row.lease_holder !== holder) return;
    const version = await nextVersion(tx, row);
    await setWholeSince(tx, run.plan_id, version);
    await insertNeeds(tx, run.plan_id, made.needs, version);
    await insertAssignments(tx, run.plan_id, made.plan.assignments, version);
    await insertUncovered(tx, run.plan_id, made.plan.uncovered);
    await endRun(tx, run.plan_id, { result: resultOf(made) });
    await tell(tx, [planMade(run.plan_id)], clock.now());
  });
}

async function saveFailed({ db, clock }: WorkerDeps, run: PlanRow, error: unknown): Promise<void> {
  const reason = error instanceof Error ? error.message : 'unknown error';
  await db.tx(async (tx) => {
    await endRun(tx, run.plan_id, {
      problem: `No plan could be made (${reason}). Check the imported files, then start the run again; if it fails again, tell your administrator.`,
    });
    await tell(tx, [planFailed(run.plan_id)], clock.now());
  });
}

export function resultOf({ plan, needs, seconds }: Made): PlanResult {
  return {
    status: plan.status,
    cost: { ...plan.cost },
    bound: plan.bound,
    gap: plan.gap,
    seconds: Math.round(seconds * 100) / 100,
    assignments: plan.assignments.length,
    needs: needs.length,
    uncoveredNeeds: new Set(plan.uncovered.map((one) => one.needId)).size,
    uncoveredHours: Math.round(plan.uncovered.reduce((sum, one) => sum + (one.missing * (one.end - one.start)) / hourMs, 0) * 100) / 100,
    people: new Set(plan.assignments.map((one) => one.personId)).size,
  };
}
