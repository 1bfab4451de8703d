import { Worker } from 'node:worker_threads';
import type { Effort, PlanProgress } from '#coverage/core/plan/plan-options.ts';
import type { Plan } from '#coverage/core/plan/plan.ts';
import type { PlanProblem } from '#coverage/core/plan/problem.ts';
import type { RunOptions } from '#coverage/ports.ts';

export type RunMessage =
  | { readonly kind: 'progress'; readonly progress: PlanProgress & { readonly seconds: number } }
  | { readonly kind: 'plan'; readonly plan: Plan }
  | { readonly kind: 'failed'; readonly text: string };

export interface RunRequest {
  readonly problem: PlanProblem;
  readonly seed: number;
  readonly effort: Effort;
  readonly seconds: number | null;
  /** Becomes non-zero when the caller wants the best so far. */
  readonly stop: SharedArrayBuffer;
}

/** Plans in a thread of its own, so that the caller's event loop stays free; its memory goes when it ends. */
export function runPlan(problem: PlanProblem, options: RunOptions): Promise<Plan> {
  const stop = new SharedArrayBuffer(4);
  const flag = new Int32Array(stop);
  const { seed, effort = 'normal', seconds = null, signal, onProgress } = options;
  const workerData: RunRequest = { problem, seed, effort, seconds, stop };
  const worker = new Worker(new URL('./plan-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 3_000, maxYoungGenerationSizeMb: 64 },
  });
  const halt = (): void => void Atomics.store(flag, 0, 1);
  if (signal?.aborted) halt();
  signal?.addEventListener('abort', halt, { once: true });
  return new Promise<Plan>((resolve, reject) => {
    worker.on('message', (message: RunMessage) => {
      if (message.kind === 'progress') onProgress?.(message.progress);
      else if (message.kind === 'plan') resolve(message.plan);
      else reject(new Error(message.text));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the planner's thread ended with code ${code} before it had a plan`)));
  }).finally(() => {
    signal?.removeEventListener('abort', halt);
    void worker.terminate();
  });
}
