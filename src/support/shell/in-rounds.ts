interface Waiting<In, Out> {
  readonly one: In;
  readonly resolve: (made: Out) => void;
  readonly reject: (error: unknown) => void;
}

/**
 * Work that comes while a round of it is under way is done together, in the next round. Nobody joins a round that has begun: a look must not miss
 * what its viewer did just before.
 *
 * @param work answers one result for each of `those`, in their order; what it throws, all of them get.
 */
export function inRounds<In, Out>(work: (those: readonly In[]) => Promise<readonly Out[]>, roundMax: number): (one: In) => Promise<Out> {
  const waiting: Waiting<In, Out>[] = [];
  let running = false;
  async function run(): Promise<void> {
    running = true;
    while (waiting.length > 0) {
      const round = waiting.splice(0, roundMax);
      try {
        const made = await work(round.map(({ one }) => one));
        if (made.length !== round.length) throw new Error('bug: a round answers each of those in it');
        made.forEach((answer, i) => round[i]?.resolve(answer));
      } catch (error) {
        for (const { reject } of round) reject(error);
      }
    }
    running = false;
  }
  return (one) =>
    new Promise((resolve, reject) => {
      waiting.push({ one, resolve, reject });
      if (!running) void run();
    });
}

/** A look that is the same for whoever looks: those who come meanwhile share the next one. */
export function sharedLook<Out>(look: () => Promise<Out>): () => Promise<Out> {
  const shared = inRounds<null, Out>(async (those) => {
    const seen = await look();
    return those.map(() => seen);
  }, Number.POSITIVE_INFINITY);
  return () => shared(null);
}
