import { Worker } from 'node:worker_threads';
import type { HospitalWish, PackedHospital } from './ports.ts';

/** Makes the practice hospital in a thread of its own, packed as it is kept: the caller's event loop stays free, its memory goes with the thread. */
export function makeInThread(wish: HospitalWish): Promise<PackedHospital> {
  const worker = new Worker(new URL('./hospital-worker.ts', import.meta.url), {
    workerData: wish,
    resourceLimits: { maxOldGenerationSizeMb: 1000 },
  });
  return new Promise<PackedHospital>((resolve, reject) => {
    worker.once('message', ({ count, json }: { count: number; json: Uint8Array }) => resolve({ count, json: Buffer.from(json) }));
    worker.once('error', reject);
    worker.once('exit', (code) => reject(new Error(`the thread that makes the hospital ended with code ${code}`)));
  }).finally(() => void worker.terminate());
}
