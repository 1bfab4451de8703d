import { loadOrganisation } from '#directory/index.ts';
import { newId } from '#kernel/ids.ts';
import { toLocal, type Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound } from '#platform/http/problem.ts';
import type { HospitalMaker } from '../ports.ts';
import { insertAttempt } from '../store/attempts.ts';
import { keepHospital } from '../store/hospitals.ts';

const seed = 1;

export interface StartWish {
  readonly exerciseId: string | null;
}

/** Answers the new attempt's id. @throws Problem 404 for an exercise that does not exist */
export async function startAttempt(
  db: Db,
  hospital: HospitalMaker,
  { exerciseId }: StartWish,
  actor: Actor,
  now: Instant,
): Promise<string> {
  if (exerciseId !== null) throw notFound('The exercise');
  const { timeZone } = await loadOrganisation(db);
  const wish = { seed, startDate: toLocal(now, timeZone).date, timeZone };
  const attemptId = newId('att');
  await db.tx(async (tx) =>
    insertAttempt(tx, {
      attempt_id: attemptId,
      account_id: actor.accountId,
      person_id: actor.personId,
      learner_name: actor.name,
      exercise_id: exerciseId,
      class_id: null,
      hospital_id: await keepHospital(tx, hospital, wish, now),
      virtual_start: new Date(now),
      time_zone: timeZone,
      started_at: new Date(now),
      last_entry_at: new Date(now),
    }),
  );
  return attemptId;
}
