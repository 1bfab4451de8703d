import { loadOrganisation } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { minuteMs, shiftedInstant, toLocal, type Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { invalid, notFound, Problem } from '#platform/http/problem.ts';
import type { HospitalMaker } from '../ports.ts';
import { canBegin, type ExerciseName, type Shelf, type ShelvedExercise } from './exercise-shelf.ts';
import type { OwnServer } from './own-server.ts';
import { insertAttempt } from '../store/attempts.ts';
import { findClassByCode, type ClassRecord } from '../store/classes.ts';
import { keepHospital, keepRemoteHospital } from '../store/hospitals.ts';

const seed = 1;

export interface StartDeps {
  readonly db: Db;
  readonly hospital: HospitalMaker;
  readonly shelf: Shelf;
  readonly ownServer: Pick<OwnServer, 'source'>;
}

export interface StartWish {
  readonly exerciseId: string | null;
  /** Free practice on the hospital's own FHIR server instead of the synthetic hospital. */
  readonly onOwnServer?: boolean | undefined;
  /** Of a class to join; its exercise then is the one. */
  readonly classCode?: string | undefined;
  /** A draft that its author tries out. */
  readonly trial?: true;
}

/**
 * Answers the new attempt's id.
 * @throws Problem 404 for an exercise or a class that does not exist, 409 when the class is closed
 */
export async function startAttempt(
  { db, hospital, shelf, ownServer }: StartDeps,
  wish: StartWish,
  actor: Actor,
  now: Instant,
): Promise<string> {
  const joined = wish.classCode === undefined ? null : await classToJoin(db, wish.classCode);
  const exerciseId = joined ? joined.exercise_id : wish.exerciseId;
  const shelved = await exerciseToBegin(
    shelf,
    joined ?? { exercise_id: exerciseId, exercise_version: null },
    joined !== null || wish.trial === true,
  );
  const remote = wish.onOwnServer === true ? (ownServer.source?.address ?? null) : null;
  if (wish.onOwnServer === true && exerciseId !== null) throw invalid('Exercises take place in the synthetic hospital only.');
  if (wish.onOwnServer === true && remote === null) throw new Problem(409, 'no-server', 'No FHIR server is set up to practise on.');
  const { timeZone } = await loadOrganisation(db);
  const hospitalWish = { seed, startDate: toLocal(now, timeZone).date, timeZone };
  const attemptId = newId('att');
  await db.tx(async (tx) =>
    insertAttempt(tx, {
      attempt_id: attemptId,
      account_id: actor.accountId,
      person_id: actor.personId,
      learner_name: actor.name,
      exercise_id: exerciseId,
      exercise_version: shelved?.origin === 'own' ? shelved.exercise.version : null,
      class_id: joined?.class_id ?? null,
      hospital_id:
        remote === null ? await keepHospital(tx, hospital, hospitalWish, now) : await keepRemoteHospital(tx, remote, hospitalWish, now),
      // A server elsewhere lives in the present.
      virtual_start: new Date(
        remote === null ? shiftedInstant(hospitalWish.startDate, shelved?.exercise.clock ?? hospital.startsAtTime, timeZone) : now,
      ),
      time_zone: timeZone,
      started_at: new Date(now),
      last_entry_at: new Date(now),
      exam: joined?.exam ?? false,
      ends_at: joined?.limit_minutes ? new Date(now + joined.limit_minutes * minuteMs) : null,
    }),
  );
  return attemptId;
}

/** @param even what can't be begun by itself any more: a class goes on with the exercise that it was opened for */
async function exerciseToBegin(shelf: Shelf, name: ExerciseName, even: boolean): Promise<ShelvedExercise | null> {
  if (name.exercise_id === null) return null;
  await shelf.bring(name);
  const found = shelf.find(name.exercise_id, name.exercise_version);
  if (!found || (!even && !canBegin(shelf, name.exercise_id))) throw notFound('The exercise');
  return found;
}

async function classToJoin(db: Db, code: string): Promise<ClassRecord> {
  const found = await findClassByCode(db, code.toUpperCase());
  if (!found) throw new Problem(404, 'no-such-class', 'There is no class with this code. Ask your instructor for it.');
  if (found.closed_at !== null) throw new Problem(409, 'class-closed', 'This class is closed. Ask your instructor to open it again.');
  return found;
}
