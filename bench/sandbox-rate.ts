import { randomStream } from '#kernel/random.ts';
import { observation, vitalCodes } from './sandbox-hospital.ts';

const warmMsMin = 1000;

/**
 * How often per second `work` is done by one caller who waits for each answer, as `NAME.perS`, and how often per second of processor time, as
 * `NAME.perCpuS`: what one core would do if nobody else used this machine. The time in which code is compiled does not count.
 */
export async function rates(name: string, seconds: number, work: () => unknown): Promise<Record<string, number>> {
  const warmUntil = performance.now() + Math.max(warmMsMin, seconds * 200);
  while (performance.now() < warmUntil) await work();
  let done = 0;
  const cpu = process.cpuUsage();
  const began = performance.now();
  const until = began + seconds * 1000;
  while (performance.now() < until) {
    // Looking at the clock and yielding cost more than a read: both are shared by ten.
    for (let n = 0; n < 10; n++) {
      const answer = work();
      if (answer instanceof Promise) await answer;
    }
    done += 10;
  }
  const { user, system } = process.cpuUsage(cpu);
  return { [`${name}.perS`]: (done * 1000) / (performance.now() - began), [`${name}.perCpuS`]: (done * 1e6) / (user + system) };
}

/** The same requests for whoever is measured. */
export interface Work {
  readonly readUrl: () => string;
  readonly searchUrl: () => string;
  readonly newObservation: () => object;
  readonly newTransaction: () => object;
}

export function makeWork(patients: number): Work {
  const random = randomStream(11);
  const patient = (): string => `p${Math.floor(random() * patients)}`;
  const code = (): string => vitalCodes[Math.floor(random() * vitalCodes.length)] ?? '';
  const one = (): object => {
    const { id: _id, ...rest } = observation('', patient(), code(), 70, '2027-03-01T08:00:00Z');
    return rest;
  };
  return {
    readUrl: () => `Patient/${patient()}`,
    searchUrl: () => `Observation?patient=${patient()}&code=${code()}`,
    newObservation: one,
    newTransaction: () => ({
      resourceType: 'Bundle',
      type: 'transaction',
      entry: Array.from({ length: 10 }, () => ({ resource: one(), request: { method: 'POST', url: 'Observation' } })),
    }),
  };
}
