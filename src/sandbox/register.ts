import type { Deps } from '#platform/deps.ts';
import { r4 } from './definitions/read.ts';
import { practiceHospital } from './practice-hospital.ts';
import { attemptFhir } from './routes/attempt-fhir.ts';
import { attemptRoutes } from './routes/attempts.ts';
import { makeBases } from './shell/bases.ts';
import { LiveAttempts } from './shell/live-attempts.ts';

export interface SandboxOptions {
  readonly version: string;
  /** Bound of what attempts hold in memory beyond the hospitals; those longest unused are read again when needed. */
  readonly heldMibMax: number;
}

const restMsMax = 30 * 60_000;
const trimEveryMs = 15_000;
/** A day's busy work is some hundred kilobytes: these only stop what is no practice. */
const attemptBounds = { writtenLengthMax: 32 * 1_048_576, entriesMax: 50_000 };

/** The practice EHR: attempts, each with a FHIR server of its own, kept in a journal. */
export async function registerSandbox(deps: Deps, { version, heldMibMax }: SandboxOptions): Promise<void> {
  const bases = makeBases(deps.db, r4);
  const live = new LiveAttempts(deps.db, deps.clock, bases, { heldLengthMax: heldMibMax * 1_048_576, restMsMax });
  const unfollow = await live.follow();
  const trimming = setInterval(() => live.trim(), trimEveryMs);
  deps.server.addHook('onClose', async () => {
    clearInterval(trimming);
    await unfollow();
    await live.close();
  });
  attemptRoutes(deps, live, practiceHospital);
  await attemptFhir(deps, live, version, attemptBounds);
}
