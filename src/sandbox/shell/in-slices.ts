import { setImmediate as nextTurn } from 'node:timers/promises';

/** Does long work piece by piece; between the slices others get their turn. */
export async function inSlices<T>(work: Iterator<void, T>, sliceMs = 8): Promise<T> {
  for (;;) {
    const until = performance.now() + sliceMs;
    do {
      const step = work.next();
      if (step.done) return step.value;
    } while (performance.now() < until);
    await nextTurn();
  }
}
