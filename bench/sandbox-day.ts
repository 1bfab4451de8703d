import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as wait } from 'node:timers/promises';
import { makeBase, r4 } from '#sandbox/index.ts';
import { buildBase } from '#sandbox/core/store/base.ts';
import { makeInThread } from '#sandbox/hospital-thread.ts';
import { pack, unpack } from '#sandbox/pack-hospital.ts';
import { practiceHospital } from '#sandbox/practice-hospital.ts';
import { inSlices } from '#sandbox/shell/in-slices.ts';

const wish = { seed: 1, startDate: '2027-03-08', timeZone: 'America/Chicago' } as const;
const at = '2027-03-08T06:00:00.000Z';

/** How long everybody else waits while the day's hospital is made: at once, as it was, and in a thread and in slices. */
export async function dayHospital(): Promise<Record<string, number>> {
  r4();
  const atOnce = await delayMsMax(async () => {
    makeBase(r4(), await unpack((await pack(practiceHospital.make(wish))).json), at);
  });
  const sliced = await delayMsMax(async () => {
    await inSlices(buildBase(r4(), await unpack((await makeInThread(wish)).json), at));
  });
  return {
    'day.atOnce.delayMsMax': atOnce.delayMs,
    'day.atOnce.ms': atOnce.ms,
    'day.sliced.delayMsMax': sliced.delayMs,
    'day.sliced.ms': sliced.ms,
  };
}

async function delayMsMax(work: () => Promise<void>): Promise<{ delayMs: number; ms: number }> {
  const delays = monitorEventLoopDelay({ resolution: 1 });
  delays.enable();
  await wait(50);
  delays.reset();
  const began = performance.now();
  await work();
  const ms = performance.now() - began;
  await wait(20);
  delays.disable();
  return { delayMs: delays.max / 1e6, ms };
}
