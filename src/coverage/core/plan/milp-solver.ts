/** Minimise `cost`·x with rowLower <= Ax <= rowUpper, lower <= x <= upper; A by rows (compressed sparse row). */
export interface Milp {
  readonly columns: number;
  readonly rows: number;
  readonly cost: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** 1 = whole numbers only. */
  readonly integer: Uint8Array;
  readonly rowLower: Float64Array;
  readonly rowUpper: Float64Array;
  readonly starts: Int32Array;
  readonly indices: Int32Array;
  readonly values: Float64Array;
}

export interface MilpLimits {
  /** Relative gap at which to stop; 0 = proven. */
  readonly gap: number;
  /** The deterministic budget: nodes of branch and bound. */
  readonly nodesMax: number;
  /** A safety net on top: the result then depends on the machine. */
  readonly secondsMax: number;
  /** A known solution to begin from: values of the whole-number columns; the solver works out the rest. */
  readonly start?: { readonly indices: Int32Array; readonly values: Float64Array };
}

/** `bound` is a proven lower bound even when `x` is null. */
export interface MilpOutcome {
  readonly x: Float64Array | null;
  readonly objective: number;
  readonly bound: number;
  readonly proven: boolean;
}

/** Port: the planner asks for the exact solution of small models. Implemented in integrations/highs. */
export interface MilpSolver {
  /** How many models it can solve at the same time. */
  readonly parallel: number;
  solve(milp: Milp, limits: MilpLimits): Promise<MilpOutcome>;
}
