import { randomStream } from '#kernel/random.ts';
import { DualAscent } from './dual.ts';
import { solveScopes } from './exact.ts';
import { costOfState, outsiders, toPlan } from './finish.ts';
import { startState } from './load.ts';
import { modelOf } from './model.ts';
import type { MilpSolver } from './milp-solver.ts';
import { nextScopes, wholeColumns } from './neighbourhoods.ts';
import type { Effort, PlanOptions, PlanProgress } from './plan-options.ts';
import type { Assignment, Plan } from './plan.ts';
import type { PlanProblem } from './problem.ts';
import { carryAll, construct, improve, restore, totalCost, wholeWindow } from './search.ts';
import type { PlanState } from './state.ts';
import { closeGaps } from './swaps.ts';

/** Budgets in steps, not seconds, so that a plan does not depend on the machine. */
interface Budget {
  readonly bids: number;
  /** Iterations of the ascent: this many, and more for fewer people, up to four times as many. */
  readonly ascents: number;
  /** Steps of ruin and recreate, per person. */
  readonly stepsPerPerson: number;
  /** Models of parts, per hundred people. */
  readonly modelsPerHundred: number;
  /** Whole models: nodes, and the gap that is good enough. */
  readonly nodesMax: number;
  readonly wholeGap: number;
}

const budgets: Record<Effort, Budget> = {
  quick: { bids: 20, ascents: 40, stepsPerPerson: 10, modelsPerHundred: 0, nodesMax: 0, wholeGap: 1 },
  normal: { bids: 60, ascents: 250, stepsPerPerson: 50, modelsPerHundred: 30, nodesMax: 50, wholeGap: 2e-3 },
  thorough: { bids: 80, ascents: 600, stepsPerPerson: 150, modelsPerHundred: 60, nodesMax: 5_000, wholeGap: 1e-6 },
};

/** Whole models up to this size are solved as one, unit by unit. */
const wholeColumnsMax = 6_000;
/** Up to this size the optimum is proven, whatever the effort (but `quick`). */
const provenColumnsMax = 1_500;

/** The best plan that the effort finds, with a proven bound and a true reason for every need that stays uncovered. */
export async function planCoverage(problem: PlanProblem, options: PlanOptions): Promise<Plan> {
  const run = new Run(problem, options);
  run.first();
  run.ascend();
  run.search();
  await run.solveExactly();
  return run.finish();
}

class Run {
  private readonly state: PlanState;
  private readonly outside: readonly Assignment[];
  private readonly options: PlanOptions;
  private readonly budget: Budget;
  private readonly random: () => number;
  private readonly grantedSeconds: number;
  private readonly ascent: DualAscent;
  private ascentsLeft: number;
  private bound = -Infinity;

  constructor(problem: PlanProblem, options: PlanOptions) {
    const model = modelOf(problem);
    this.state = startState(model);
    this.outside = outsiders(model, problem.fixed);
    this.options = options;
    this.budget = budgets[options.effort ?? 'normal'];
    this.random = randomStream(options.seed);
    const openMissing = model.needs.reduce(
      (sum, need, n) => sum + Math.max(0, need.headcount - this.state.heads[n]!) * model.needMissing[n]!,
      0,
    );
    this.ascent = new DualAscent(startState(model), totalCost(this.state) - openMissing);
    this.ascentsLeft = Math.round(this.budget.ascents * Math.min(4, Math.max(1, 400 / Math.max(1, model.members.length))));
    this.grantedSeconds = options.secondsLeft?.() ?? Infinity;
  }

  /** Stops a phase when the caller says so, or when its share of the granted seconds is gone. */
  private stopAfter(share: number): () => boolean {
    const { shouldStop, secondsLeft } = this.options;
    return () => (shouldStop?.() ?? false) || (secondsLeft !== undefined && secondsLeft() < this.grantedSeconds * (1 - share));
  }

  private report(phase: PlanProgress['phase']): void {
    const incumbent = costOfState(this.state, this.outside).total;
    const bound = Math.min(incumbent, Math.max(0, this.bound));
    this.options.onProgress?.({ phase, incumbent, bound, gap: incumbent > 0 ? (incumbent - bound) / incumbent : 0 });
  }

  /** What fixed assignments of others cost: in every plan, so in the bound too. */
  private get outsideCost(): number {
    return this.outside.reduce((sum, assignment) => sum + assignment.cost, 0);
  }

  private raise(bound: number): void {
    this.bound = Math.max(this.bound, bound + this.outsideCost);
  }

  first(): void {
    construct(this.state, this.random);
    carryAll(this.state);
    this.report('first');
  }

  /** Prices and a bound; then a second first plan that is led by the prices, if it is cheaper. */
  ascend(): void {
    const { state, ascent } = this;
    const { model } = state;
    ascent.bid(this.budget.bids, this.stopAfter(0.3));
    this.raise(ascent.bound);
    // Half of the ascent now, for the prices; the rest, for the bound, while the solver's threads are at work.
    const later = Math.floor(this.ascentsLeft / 2);
    while (this.ascentsLeft > later && this.ascendMore(20, this.stopAfter(0.35))) this.report('improve');
    const led = startState(model);
    construct(led, this.random, ascent.needPrices());
    carryAll(led);
    if (totalCost(led) < totalCost(state)) restore(state, new Map(led.rosters.entries()));
    this.report('improve');
  }

  /** False when the ascent has come to its end, or should stop. */
  private ascendMore(iterations: number, stop: () => boolean): boolean {
    const count = Math.min(iterations, this.ascentsLeft);
    if (count === 0 || stop()) return false;
    this.ascentsLeft -= count;
    if (!this.ascent.ascend(count, totalCost(this.state), stop)) this.ascentsLeft = 0;
    this.raise(this.ascent.bound);
    return true;
  }

  search(): void {
    const { state, random } = this;
    const prices = this.ascent.needPrices();
    const rounds = 4;
    const steps = Math.ceil((this.budget.stepsPerPerson * state.rosters.length) / rounds);
    for (let round = 0; round < rounds; round++) {
      improve(state, { steps, prices, random, shouldStop: this.stopAfter(0.6) });
      closeGaps(state, false, this.stopAfter(0.6));
      this.report('improve');
    }
  }

  /** A small problem as one model; a large one in parts, one after another. */
  async solveExactly(): Promise<void> {
    const { state, budget } = this;
    const { solver } = this.options;
    if (!solver || budget.nodesMax === 0) {
      while (this.ascendMore(20, this.stopAfter(0.97))) this.report('improve');
      return;
    }
    if (wholeColumns(state) <= wholeColumnsMax) await this.solveWhole(solver);
    else await this.solveParts(solver);
    this.report('exact');
  }

  private async solveWhole(solver: MilpSolver): Promise<void> {
    const { state, budget } = this;
    const small = wholeColumns(state) <= provenColumnsMax;
    const limits = {
      gap: small ? 0 : budget.wholeGap,
      nodesMax: small ? 100_000 : budget.nodesMax,
      secondsMax: Math.min(600, this.options.secondsLeft?.() ?? 600),
      columnsMax: Infinity,
    };
    const people = state.model.members.map((member) => member.index);
    const solving = solveScopes(state, [{ people, window: wholeWindow(state.model), merged: false }], solver, limits);
    while (this.ascendMore(20, this.stopAfter(0.9))) this.report('exact');
    const [result] = await solving;
    // Thinned outreach makes the model a part of the problem only: its bound then proves nothing about the rest.
    if (result && state.posts.thinned.size === 0) this.raise(result.bound);
  }

  private async solveParts(solver: MilpSolver): Promise<void> {
    const { state, budget } = this;
    const stop = this.stopAfter(0.97);
    const rounds = Math.ceil((budget.modelsPerHundred * state.rosters.length) / 100 / solver.parallel);
    const ascents = Math.ceil(this.ascentsLeft / Math.max(1, rounds));
    for (let i = 0; i < rounds && !stop(); i++) {
      const secondsMax = Math.min(this.options.secondsLeft ? 20 : 300, this.options.secondsLeft?.() ?? 300);
      const limits = { gap: 1e-4, nodesMax: 200, secondsMax, columnsMax: 20_000 };
      const solving = solveScopes(state, nextScopes(state, solver.parallel, this.random), solver, limits);
      this.ascendMore(ascents, stop);
      await solving;
      if (i % 4 === 3) this.report('exact');
    }
  }

  finish(): Plan {
    closeGaps(this.state, true, () => false);
    carryAll(this.state);
    this.report('finish');
    return toPlan(this.state, this.options.seed, Math.max(0, this.bound), this.outside);
  }
}
