import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import type { Milp, MilpLimits, MilpOutcome, MilpSolver } from '#coverage/core/plan/milp-solver.ts';

export interface SolveRequest {
  readonly milp: Milp;
  readonly limits: MilpLimits;
  /** Non-zero: stop now and give the best so far. */
  readonly stop: SharedArrayBuffer;
}

/** After this many columns in all, a thread is replaced: WebAssembly memory grows and never shrinks. */
const columnsPerThreadMax = 400_000;

interface Thread {
  readonly worker: Worker;
  columns: number;
}

export interface HighsSolver extends MilpSolver {
  /** Makes running solves give up soon, with what they have. */
  halt(): void;
  close(): Promise<void>;
}

/**
 * HiGHS (https://highs.dev, MIT) compiled to WebAssembly, a model per thread: a call blocks its thread for as long as it
 * takes. Results are the same on every machine unless `secondsMax` cuts in.
 */
export function openHighs(parallel = Math.min(2, availableParallelism())): HighsSolver {
  const idle: Thread[] = [];
  const all = new Set<Thread>();
  const stop = new SharedArrayBuffer(4);
  const start = (): Thread => {
    const thread = { worker: new Worker(new URL('./solve-thread.ts', import.meta.url)), columns: 0 };
    thread.worker.unref();
    all.add(thread);
    return thread;
  };
  const end = async (thread: Thread): Promise<void> => {
    all.delete(thread);
    await thread.worker.terminate();
  };
  return {
    parallel,
    async solve(milp, limits) {
      const thread = idle.pop() ?? start();
      thread.columns += milp.columns;
      try {
        const outcome = await ask(thread.worker, { milp, limits, stop });
        if (thread.columns > columnsPerThreadMax) await end(thread);
        else idle.push(thread);
        return outcome;
      } catch {
        // Out of WebAssembly memory or a solver fault: the caller keeps the plan that it has, and nothing is claimed.
        await end(thread);
        return { x: null, objective: Infinity, bound: -Infinity, proven: false };
      }
    },
    halt: () => void Atomics.store(new Int32Array(stop), 0, 1),
    close: async () => {
      await Promise.all([...all].map(end));
      idle.length = 0;
    },
  };
}

function ask(worker: Worker, request: SolveRequest): Promise<MilpOutcome> {
  return new Promise((resolve, reject) => {
    worker.ref();
    const done = (): void => {
      worker.off('message', answer);
      worker.off('error', fail);
      worker.unref();
    };
    const answer = (outcome: MilpOutcome | { failed: string }): void => {
      done();
      if ('failed' in outcome) reject(new Error(outcome.failed));
      else resolve(outcome);
    };
    const fail = (error: Error): void => {
      done();
      reject(error);
    };
    worker.on('message', answer);
    worker.on('error', fail);
    worker.postMessage(request);
  });
}
