import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#kernel/assert.ts';
import { openHighs } from '#integrations/highs/solver.ts';
import { planCoverage } from '#coverage/core/plan/plan-coverage.ts';
import type { RunMessage, RunRequest } from './plan-runner.ts';

// The thread of runPlan: joins the pure planner with the clock, the stop flag and the solver.
assert(parentPort, 'plan-worker runs as a worker thread only');
const port = parentPort;
const { problem, seed, effort, seconds, stop } = workerData as RunRequest;
const flag = new Int32Array(stop);
const started = performance.now();
const elapsed = (): number => (performance.now() - started) / 1000;
const tell = (message: RunMessage): void => port.postMessage(message);
const solver = openHighs();
const isStopped = (): boolean => Atomics.load(flag, 0) !== 0 || (seconds !== null && elapsed() >= seconds);
// While a model is being solved nobody asks shouldStop: the flag is then passed on to the solver's threads.
const watch = setInterval(() => isStopped() && solver.halt(), 50);

try {
  const plan = await planCoverage(problem, {
    seed,
    effort,
    solver,
    onProgress: (progress) => tell({ kind: 'progress', progress: { ...progress, seconds: elapsed() } }),
    shouldStop: isStopped,
    ...(seconds === null ? {} : { secondsLeft: () => Math.max(0, seconds - elapsed()) }),
  });
  tell({ kind: 'plan', plan });
} catch (error) {
  tell({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
} finally {
  clearInterval(watch);
  await solver.close();
}
