import type { MilpSolver } from './milp-solver.ts';

/** `quick`: a first good plan; `normal`: near the optimum; `thorough`: as near as the method goes. All deterministic. */
export type Effort = 'quick' | 'normal' | 'thorough';

export interface PlanProgress {
  readonly phase: 'first' | 'improve' | 'exact' | 'finish';
  /** Cost of the best plan so far and the proven lower bound, in the plan's currency; gap as in `Plan`. */
  readonly incumbent: number;
  readonly bound: number;
  readonly gap: number;
}

export interface PlanOptions {
  readonly seed: number;
  readonly effort?: Effort;
  /** Absent: no exact phase. */
  readonly solver?: MilpSolver;
  readonly onProgress?: (progress: PlanProgress) => void;
  /** Asked often; true = return the best plan so far. */
  readonly shouldStop?: () => boolean;
  /** Seconds that the caller still grants, for the time limits of single models. Absent: without limit. */
  readonly secondsLeft?: () => number;
}
