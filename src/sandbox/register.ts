import { loadOrganisation } from '#directory/index.ts';
import { toLocal } from '#kernel/time.ts';
import { every, type LogError } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import { r4 } from './definitions/read.ts';
import type { FhirSource, HospitalMaker } from './ports.ts';
import { practiceHospital } from './practice-hospital.ts';
import { attemptFhir } from './routes/attempt-fhir.ts';
import { appRoutes } from './routes/apps.ts';
import { attemptRoutes } from './routes/attempts.ts';
import { authoringRoutes } from './routes/authoring.ts';
import { rehearsalRoutes } from './routes/rehearsals.ts';
import { Rehearsals } from './rehearsal/rehearsals.ts';
import { exercisesChannel } from './store/exercises.ts';
import { cdsHookRoutes } from './routes/cds-hooks.ts';
import { classRoutes } from './routes/classes.ts';
import { exerciseRoutes } from './routes/exercises.ts';
import { instructingRoutes, replayFhir } from './routes/instructing.ts';
import { learnerStepRoutes } from './routes/learner-steps.ts';
import { ownServerRoutes } from './routes/own-server.ts';
import { smartRoutes } from './routes/smart.ts';
import type { FindActor } from './shell/app-access.ts';
import { makeBases } from './shell/bases.ts';
import { ExerciseRuns } from './shell/exercise-runs.ts';
import { openShelf } from './shell/exercise-shelf.ts';
import { LiveAttempts } from './shell/live-attempts.ts';
import { Marking } from './shell/mark-attempt.ts';
import { OwnServer } from './shell/own-server.ts';
import type { Practice } from './shell/practice.ts';

export interface SandboxOptions {
  readonly version: string;
  /** Bound of what attempts hold in memory beyond the hospitals; those longest unused are read again when needed. */
  readonly heldMibMax: number;
  /** A FHIR server of the hospital's own to practise on; null: there is none. */
  readonly ownServer: FhirSource | null;
  /** For apps that act in somebody's name. */
  readonly findActor: FindActor;
}

const restMsMax = 30 * 60_000;
const workEveryMs = 15_000;
/** A day's busy work is some hundred kilobytes: these only stop what is no practice. */
const attemptBounds = { writtenLengthMax: 32 * 1_048_576, entriesMax: 50_000 };

/** The practice EHR: attempts, each with a FHIR server of its own, kept in a journal; exercises, graded; classes. */
export async function registerSandbox(
  deps: Deps,
  { version, heldMibMax, findActor, ownServer: source }: SandboxOptions,
  hospital: HospitalMaker = practiceHospital,
): Promise<void> {
  const { db, clock, server } = deps;
  const shelf = openShelf(db);
  await shelf.refresh();
  const ownServer = new OwnServer(source, r4, clock);
  const live = new LiveAttempts(db, clock, makeBases(db, r4, ownServer), { heldLengthMax: heldMibMax * 1_048_576, restMsMax }, (row) =>
    shelf.bring(row),
  );
  const runs = new ExerciseRuns(shelf, (exerciseId) => server.log.error({ exerciseId }, 'rules of an exercise take too long'));
  const marking = new Marking(db, clock, live, runs, shelf);
  const rehearsals = new Rehearsals(async () => {
    const { timeZone } = await loadOrganisation(db);
    return { startDate: toLocal(clock.now(), timeZone).date, timeZone };
  });
  const practice: Practice = { ...deps, live, runs, marking, shelf, hospital, rehearsals, ownServer };
  const unfollow = await live.follow();
  const unfollowShelf = await db.listen(exercisesChannel, () => {
    shelf.refresh().catch((error: unknown) => server.log.error({ err: error }, 'reading exercises'));
  });
  const logError: LogError = (error, doing) => server.log.error({ err: error }, doing);
  const endTrim = every(workEveryMs, async () => live.trim(), logError, 'letting go of attempts that rest');
  const endGrading = every(workEveryMs, () => marking.catchUp(), logError, 'grading');
  server.addHook('onClose', async () => {
    await Promise.all([endTrim(), endGrading()]);
    await unfollow();
    await unfollowShelf();
    await rehearsals.close();
    await live.close();
  });
  attemptRoutes(practice);
  learnerStepRoutes(practice);
  exerciseRoutes(practice);
  authoringRoutes(practice);
  rehearsalRoutes(practice);
  classRoutes(practice);
  instructingRoutes(practice);
  cdsHookRoutes(practice);
  appRoutes(practice);
  ownServerRoutes(practice);
  await smartRoutes(practice);
  await attemptFhir(practice, findActor, version, attemptBounds);
  await replayFhir(practice, version);
}
