import { loadOrganisation } from '#directory/index.ts';
import { toLocal } from '#kernel/time.ts';
import { every, type LogError } from '#platform/beat.ts';
import type { Deps } from '#platform/deps.ts';
import { r4 } from './definitions/read.ts';
import type { FhirSource, HospitalMaker } from './ports.ts';
import { practiceHospital } from './practice-hospital.ts';
import { attemptFhir } from './routes/attempt-fhir.ts';
import { appGrantRoutes } from './routes/app-grants.ts';
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
import { makeBases, type Bases } from './shell/bases.ts';
import { makeClassNews } from './shell/class-news.ts';
import { prepareToday } from './shell/day-hospital.ts';
import { ExerciseRuns } from './shell/exercise-runs.ts';
import { noteTrouble } from './shell/exercise-troubles.ts';
import { listTroubles, type TroubleRow } from './store/exercise-troubles.ts';
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
  /** Make each day's hospital before anybody asks for it: at start and at midnight. */
  readonly prepares: boolean;
  /** For apps that act in somebody's name. */
  readonly findActor: FindActor;
}

const restMsMax = 30 * 60_000;
const workEveryMs = 15_000;
const dayEveryMs = 60_000;
const newsEveryMs = 1000;
/** A day's busy work is some hundred kilobytes: these only stop what is no practice. */
const attemptBounds = { writtenLengthMax: 32 * 1_048_576, entriesMax: 50_000 };

/** The practice EHR: attempts, each with a FHIR server of its own, kept in a journal; exercises, graded; classes. */
export async function registerSandbox(
  deps: Deps,
  { version, heldMibMax, prepares, findActor, ownServer: source }: SandboxOptions,
  hospital: HospitalMaker = practiceHospital,
): Promise<void> {
  const { db, clock, server } = deps;
  const trouble = (kind: TroubleRow['kind'], exerciseId: string, exerciseVersion: number, digest: string): void => {
    server.log.error({ exerciseId, exerciseVersion, kind }, 'an exercise was given up on');
    noteTrouble(db, { exercise_id: exerciseId, version: exerciseVersion, kind, digest }, clock.now()).catch((error: unknown) =>
      server.log.error({ err: error }, 'keeping that an exercise was given up on'),
    );
  };
  const shelf = openShelf(db, (exerciseId, unread) => trouble('unreadable', exerciseId, unread, ''));
  await shelf.refresh();
  const ownServer = new OwnServer(source, r4, clock);
  const bases = makeBases(db, r4, ownServer);
  const classNews = makeClassNews(db, clock);
  const bounds = { heldLengthMax: heldMibMax * 1_048_576, restMsMax };
  const live = new LiveAttempts(db, clock, bases, bounds, {
    beforeOpening: (row) => shelf.bring(row),
    afterKeeping: ({ class_id }) => class_id !== null && classNews.note(class_id),
  });
  // A draft that is tried out is its author's own to watch: the rule test tells.
  const runs = new ExerciseRuns(shelf, ({ exercise, origin, digest }) => {
    if (origin === 'own') trouble('slow', exercise.id, exercise.version, digest);
  });
  const marking = new Marking(db, clock, live, runs, shelf);
  const rehearsals = new Rehearsals(async () => {
    const { timeZone } = await loadOrganisation(db);
    return { startDate: toLocal(clock.now(), timeZone).date, timeZone };
  });
  const practice: Practice = { ...deps, live, runs, marking, shelf, hospital, rehearsals, classNews, ownServer };
  const unfollow = await live.follow();
  const unfollowShelf = await db.listen(exercisesChannel, () => {
    const again = async (): Promise<void> => {
      await shelf.refresh();
      runs.forgiveAllBut(new Set((await listTroubles(db)).map(({ digest }) => digest)));
    };
    again().catch((error: unknown) => server.log.error({ err: error }, 'reading exercises'));
  });
  const logError: LogError = (error, doing) => server.log.error({ err: error }, doing);
  const endTrim = every(workEveryMs, async () => live.trim(), logError, 'letting go of attempts that rest');
  const endGrading = every(workEveryMs, () => marking.catchUp(), logError, 'grading');
  const endPreparing = prepares ? preparing({ db, clock, hospital, bases, logError }) : null;
  const endNews = every(newsEveryMs, () => classNews.flush(), logError, 'news of classes');
  server.addHook('onClose', async () => {
    await Promise.all([endTrim(), endGrading(), endPreparing?.(), endNews()]);
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
  appGrantRoutes(practice);
  ownServerRoutes(practice);
  await smartRoutes(practice);
  await attemptFhir(practice, findActor, version, attemptBounds);
  await replayFhir(practice, version);
}

interface Preparing extends Pick<Deps, 'db' | 'clock'> {
  readonly hospital: HospitalMaker;
  readonly bases: Bases;
  readonly logError: LogError;
}

/** Today's hospital at once, and the next when its day begins. Answers how to end it. */
function preparing({ db, clock, hospital, bases, logError }: Preparing): () => Promise<void> {
  let last: string | null = null;
  const prepare = async (): Promise<void> => {
    last = await prepareToday(db, hospital, bases, last, clock.now());
  };
  const first = prepare().catch((error: unknown) => logError(error, "preparing the day's hospital"));
  const end = every(dayEveryMs, prepare, logError, "preparing the day's hospital");
  return async () => {
    await first;
    await end();
  };
}
