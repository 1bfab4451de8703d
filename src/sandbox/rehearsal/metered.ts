import type { Evaluate, Expression } from '../core/exercise/model.ts';

/** One look of a rule may take so long: learners' attempts are graded at every step, in the thread that serves everybody. */
const evaluationMsMax = 1000;

export interface Meter {
  readonly evaluate: Evaluate;
  /** Expressions that took too long, with milliseconds. */
  readonly slow: ReadonlyMap<Expression, number>;
}

/** An evaluation that notes which expressions take too long. */
export function metered(evaluate: Evaluate): Meter {
  const slow = new Map<Expression, number>();
  return {
    slow,
    evaluate: (expression, view) => {
      const from = performance.now();
      try {
        return evaluate(expression, view);
      } finally {
        const took = performance.now() - from;
        if (took > Math.max(evaluationMsMax, slow.get(expression) ?? 0)) slow.set(expression, Math.round(took));
      }
    },
  };
}
