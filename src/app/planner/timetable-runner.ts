import { Worker } from 'node:worker_threads';
import type { ClassPorts } from '#training/classes/ports.ts';
import type { Timetable, TimetableProblem } from '#training/core/timetable/problem.ts';
import type { TimetableProgress } from '#training/core/timetable/solve.ts';

export type TimetableMessage =
  | { readonly kind: 'progress'; readonly progress: TimetableProgress }
  | { readonly kind: 'made'; readonly timetable: Timetable }
  | { readonly kind: 'failed'; readonly text: string };

export interface TimetableRequest {
  readonly problem: TimetableProblem;
  readonly seed: number;
  readonly seconds: number;
  /** Becomes non-zero when the caller wants the best so far. */
  readonly stop: SharedArrayBuffer;
}

/** Searches in a thread of its own, so that the server's event loop stays free; its memory goes when it ends. */
export const runTimetable: ClassPorts['runTimetable'] = (problem, { seed, seconds, signal, onProgress }) => {
  const stop = new SharedArrayBuffer(4);
  const halt = (): void => void Atomics.store(new Int32Array(stop), 0, 1);
  if (signal.aborted) halt();
  signal.addEventListener('abort', halt, { once: true });
  const workerData: TimetableRequest = { problem, seed, seconds, stop };
  const worker = new Worker(new URL('./timetable-worker.ts', import.meta.url), {
    workerData,
    resourceLimits: { maxOldGenerationSizeMb: 1_000 },
  });
  return new Promise<Timetable>((resolve, reject) => {
    worker.on('message', (message: TimetableMessage) => {
      if (message.kind === 'progress') onProgress(message.progress);
      else if (message.kind === 'made') resolve(message.timetable);
      else reject(new Error(message.text));
    });
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the timetable's thread ended with code ${code} before it was done`)));
  }).finally(() => {
    signal.removeEventListener('abort', halt);
    void worker.terminate();
  });
};
