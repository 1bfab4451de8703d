import { parentPort } from 'node:worker_threads';
import * as highsModule from 'highs';
import { assert } from '#kernel/assert.ts';
import type { MilpOutcome } from '#coverage/core/plan/milp-solver.ts';
import type { SolveRequest } from './solver.ts';

// The package's types describe its CommonJS build; as an ES module the default export is the loader itself.
const loadHighs = highsModule.default as unknown as typeof highsModule.default.default;
const highs = await loadHighs();
assert(parentPort, 'solve-thread runs as a worker thread only');
const port = parentPort;

port.on('message', (request: SolveRequest) => {
  try {
    port.postMessage(solve(request));
  } catch (error) {
    port.postMessage({ failed: String(error) });
  }
});

function solve({ milp, limits, stop }: SolveRequest): MilpOutcome {
  const flag = new Int32Array(stop);
  const { columns, rows } = milp;
  const { objectiveSense, modelStatus, solutionStatus, callbackType } = highs.constants;
  const model = highs.createModel({
    numCols: columns,
    numRows: rows,
    sense: objectiveSense.minimize,
    colCost: milp.cost,
    colLower: milp.lower,
    colUpper: milp.upper,
    rowLower: milp.rowLower,
    rowUpper: milp.rowUpper,
    matrix: {
      format: 'csr',
      numRows: rows,
      numCols: columns,
      starts: milp.starts,
      indices: milp.indices,
      values: milp.values,
    },
    integrality: Int32Array.from(milp.integer),
  });
  try {
    model.options.set({
      output_flag: false,
      mip_rel_gap: limits.gap,
      mip_abs_gap: 1e-6,
      mip_max_nodes: limits.nodesMax,
      time_limit: limits.secondsMax,
    });
    if (limits.start) model.setSolution(limits.start);
    model.run({
      [callbackType.mipInterrupt](event) {
        if (Atomics.load(flag, 0) !== 0) event.interrupt();
        return undefined;
      },
    });
    const proven = model.getModelStatus() === modelStatus.optimal;
    const found = model.info.get('primal_solution_status') === solutionStatus.feasible;
    const objective = found ? model.getObjectiveValue() : Infinity;
    const whole = milp.integer.includes(1);
    const told = whole ? Number(model.info.get('mip_dual_bound')) : proven ? objective : -Infinity;
    return {
      x: found ? Float64Array.from(model.getSolution().colValue) : null,
      objective,
      bound: told < highs.infinity ? told : -Infinity, // no solution at all: an infinite bound would prove any plan the best
      proven,
    };
  } finally {
    model.dispose();
  }
}
