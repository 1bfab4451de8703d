import { sql, type Insertable, type Selectable } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { tables, type DraftTable, type ExerciseTable, type ExerciseVersionTable, type Reader, type TrialTable } from './tables.ts';

export type ExerciseRow = Selectable<ExerciseTable>;
export type DraftRow = Selectable<DraftTable>;
export type ExerciseVersionRow = Selectable<ExerciseVersionTable>;
export type TrialRow = Selectable<TrialTable>;

/** Attempts at a draft name its trial in place of an exercise: ids of trials begin so. */
export const trialPrefix = 'try_';

/** Tells every process that another version can be begun, or one no longer. */
export const exercisesChannel = 'sandbox_exercises';
export const notifyExercises = (tx: Tx): Promise<unknown> => sql`select pg_notify(${exercisesChannel}, '')`.execute(tx);

export const listExerciseRows = (on: Reader): Promise<ExerciseRow[]> =>
  tables(on).selectFrom('sandbox_exercise').selectAll().orderBy('exercise_id').execute();

/** Nobody else changes this exercise until the transaction ends. */
export const lockExercise = (tx: Tx, exerciseId: string): Promise<ExerciseRow | undefined> =>
  tables(tx).selectFrom('sandbox_exercise').selectAll().where('exercise_id', '=', exerciseId).forUpdate().executeTakeFirst();

export const findExerciseRow = (on: Reader, exerciseId: string): Promise<ExerciseRow | undefined> =>
  tables(on).selectFrom('sandbox_exercise').selectAll().where('exercise_id', '=', exerciseId).executeTakeFirst();

/** False: the id is taken. */
export async function insertExercise(tx: Tx, row: ExerciseRow): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('sandbox_exercise')
    .values(row)
    .onConflict((conflict) => conflict.column('exercise_id').doNothing())
    .executeTakeFirst();
  return made.numInsertedOrUpdatedRows === 1n;
}

export async function deleteExercise(tx: Tx, exerciseId: string): Promise<void> {
  await tables(tx).deleteFrom('sandbox_exercise').where('exercise_id', '=', exerciseId).execute();
}

export async function setWithdrawn(tx: Tx, exerciseId: string, at: Instant | null): Promise<void> {
  await tables(tx)
    .updateTable('sandbox_exercise')
    .set({ withdrawn_at: at === null ? null : new Date(at) })
    .where('exercise_id', '=', exerciseId)
    .execute();
}

export const listDrafts = (on: Reader): Promise<DraftRow[]> => tables(on).selectFrom('sandbox_exercise_draft').selectAll().execute();

export const findDraft = (on: Reader, exerciseId: string): Promise<DraftRow | undefined> =>
  tables(on).selectFrom('sandbox_exercise_draft').selectAll().where('exercise_id', '=', exerciseId).executeTakeFirst();

export async function saveDraft(tx: Tx, row: DraftRow): Promise<void> {
  const { exercise_id: _id, base_version: _base, ...change } = row;
  await tables(tx)
    .insertInto('sandbox_exercise_draft')
    .values(row)
    .onConflict((conflict) => conflict.column('exercise_id').doUpdateSet(change))
    .execute();
}

export async function deleteDraft(tx: Tx, exerciseId: string): Promise<boolean> {
  const done = await tables(tx).deleteFrom('sandbox_exercise_draft').where('exercise_id', '=', exerciseId).executeTakeFirst();
  return done.numDeletedRows > 0n;
}

/** Newest first. */
export const listVersions = (on: Reader, exerciseId: string): Promise<ExerciseVersionRow[]> =>
  tables(on).selectFrom('sandbox_exercise_version').selectAll().where('exercise_id', '=', exerciseId).orderBy('version', 'desc').execute();

export const findVersion = (on: Reader, exerciseId: string, version: number): Promise<ExerciseVersionRow | undefined> =>
  tables(on)
    .selectFrom('sandbox_exercise_version')
    .selectAll()
    .where('exercise_id', '=', exerciseId)
    .where('version', '=', version)
    .executeTakeFirst();

export async function insertVersion(tx: Tx, row: Insertable<ExerciseVersionTable>): Promise<void> {
  await tables(tx).insertInto('sandbox_exercise_version').values(row).execute();
}

/** The newest version of each, with whether it may still be begun. */
export async function listNewestVersions(on: Reader): Promise<(ExerciseVersionRow & { withdrawn_at: Date | null })[]> {
  return tables(on)
    .selectFrom('sandbox_exercise_version as v')
    .innerJoin('sandbox_exercise as e', 'e.exercise_id', 'v.exercise_id')
    .distinctOn('v.exercise_id')
    .selectAll('v')
    .select('e.withdrawn_at')
    .orderBy('v.exercise_id')
    .orderBy('v.version', 'desc')
    .execute();
}

/** The newest version of each that can be begun, without its text but with the text's digest. */
export async function listNewestDigests(on: Reader): Promise<{ exercise_id: string; version: number; digest: string }[]> {
  return tables(on)
    .selectFrom('sandbox_exercise_version as v')
    .innerJoin('sandbox_exercise as e', 'e.exercise_id', 'v.exercise_id')
    .where('e.withdrawn_at', 'is', null)
    .distinctOn('v.exercise_id')
    .select(['v.exercise_id', 'v.version', sql<string>`md5(v.source)`.as('digest')])
    .orderBy('v.exercise_id')
    .orderBy('v.version', 'desc')
    .execute();
}

export async function insertTrial(tx: Tx, row: TrialRow): Promise<void> {
  await tables(tx).insertInto('sandbox_exercise_trial').values(row).execute();
}

export const findTrial = (on: Reader, trialId: string): Promise<TrialRow | undefined> =>
  tables(on).selectFrom('sandbox_exercise_trial').selectAll().where('trial_id', '=', trialId).executeTakeFirst();

export async function countTrials(on: Reader, exerciseId: string): Promise<number> {
  const row = await tables(on)
    .selectFrom('sandbox_exercise_trial')
    .select((e) => e.fn.countAll<number>().as('trials'))
    .where('exercise_id', '=', exerciseId)
    .executeTakeFirst();
  return Number(row?.trials ?? 0);
}

export interface TriedAttempt {
  readonly attempt_id: string;
  readonly account_id: string;
  readonly learner_name: string;
  readonly exercise_id: string;
  readonly started_at: Date;
  readonly submitted_at: Date | null;
  readonly entry_count: number;
}

/** Attempts of this account at drafts of the exercise, and everybody's at what is published, newest first. */
export async function listAttemptsToTry(on: Reader, exerciseId: string, accountId: string, limit: number): Promise<TriedAttempt[]> {
  const { rows } = await sql<TriedAttempt>`
    select attempt_id, account_id, learner_name, exercise_id, started_at, submitted_at, entry_count from sandbox_attempt
    where exercise_id = ${exerciseId}
      or (account_id = ${accountId} and exercise_id in (select trial_id from sandbox_exercise_trial where exercise_id = ${exerciseId}))
    order by started_at desc, attempt_id desc limit ${limit}`.execute(tables(on));
  return rows;
}
