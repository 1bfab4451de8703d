import { parentPort, workerData } from 'node:worker_threads';
import { assert } from '#kernel/assert.ts';
import { solveTimetable } from '#training/core/timetable/solve.ts';
import type { TimetableMessage, TimetableRequest } from './timetable-runner.ts';

// The thread of runTimetable: joins the pure search with the clock and the stop flag.
assert(parentPort, 'timetable-worker runs as a worker thread only');
const port = parentPort;
const { problem, seed, seconds, stop } = workerData as TimetableRequest;
const flag = new Int32Array(stop);
const began = performance.now();
const tell = (message: TimetableMessage): void => port.postMessage(message);

try {
  const timetable = solveTimetable(problem, {
    seed,
    triesMax: Number.MAX_SAFE_INTEGER,
    shouldStop: () => Atomics.load(flag, 0) !== 0 || performance.now() - began >= seconds * 1000,
    onProgress: (progress) => tell({ kind: 'progress', progress }),
  });
  tell({ kind: 'made', timetable });
} catch (error) {
  tell({ kind: 'failed', text: error instanceof Error ? (error.stack ?? error.message) : String(error) });
}
