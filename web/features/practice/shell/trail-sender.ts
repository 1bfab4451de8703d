import type { TrailNote } from './attempt-space.ts';

/*
 * Notes are sent one after the other in the order in which they were made, so that the grader sees them so. One that does not arrive is
 * tried again; after that it is dropped rather than holding up the learner's work.
 */
const triesMax = 3;

export function makeTrailSender(send: (note: TrailNote) => Promise<unknown>, wait: (ms: number) => Promise<void> = pause) {
  let chain: Promise<void> = Promise.resolve();
  const deliver = async (note: TrailNote): Promise<void> => {
    for (let tried = 1; ; tried += 1)
      try {
        await send(note);
        return;
      } catch (error) {
        if (tried >= triesMax) {
          console.warn('A note for the trail was lost.', error);
          return;
        }
        await wait(400 * tried);
      }
  };
  return {
    note(note: TrailNote): void {
      chain = chain.then(() => deliver(note));
    },
    /** Resolves when everything noted so far is told: before handing in. */
    idle: (): Promise<void> => chain,
  };
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
