import { sql, type Selectable } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Instant, LocalDate } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Timetable } from '../core/timetable/problem.ts';
import type { ClassSlot } from '../core/timetable/problem.ts';
import type { TimetableProgress } from '../core/timetable/solve.ts';
import { classTables, type ClassTables, type Reader } from './tables.ts';

/* All SQL of timetable runs. */

export type RunRow = Selectable<ClassTables['timetable_run']>;

/** What a finished run keeps: the timetable, and the slots that it speaks of. */
export interface RunResult extends Timetable {
  readonly slots: readonly ClassSlot[];
  readonly seats: number;
  readonly seconds: number;
}

export async function insertRun(
  on: Reader,
  of: { readonly from: LocalDate; readonly to: LocalDate; readonly seconds: number; readonly seed: number; readonly by: string },
  now: Instant,
): Promise<RunRow> {
  return classTables(on)
    .insertInto('timetable_run')
    .values({
      run_id: newId('ttb'),
      from_date: of.from,
      to_date: of.to,
      seed: of.seed,
      seconds_max: of.seconds,
      created_at: new Date(now),
      created_by: of.by,
      state: 'due',
      progress: null,
      result: null,
      problem: null,
      lease_holder: null,
      lease_until: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

export const listRuns = (on: Reader): Promise<RunRow[]> =>
  classTables(on).selectFrom('timetable_run').selectAll().orderBy('created_at', 'desc').limit(50).execute();

export async function findRun(on: Reader, runId: string): Promise<RunRow | null> {
  return (await classTables(on).selectFrom('timetable_run').selectAll().where('run_id', '=', runId).executeTakeFirst()) ?? null;
}

export const askToStop = (on: Reader, runId: string) =>
  classTables(on).updateTable('timetable_run').set({ stop_asked: true }).where('run_id', '=', runId).execute();

export const markPublished = (on: Reader, runId: string) =>
  classTables(on).updateTable('timetable_run').set({ state: 'published' }).where('run_id', '=', runId).execute();

const leaseSeconds = 20;
const attemptsMax = 3;

/** A run to work on: one that is due, or one whose process died. After three attempts it is failed, since it then is what kills us. */
export async function claimRun(db: Db, holder: string): Promise<RunRow | null> {
  await sql`update timetable_run set state = 'failed', problem = 'Given up after three attempts. Choose a shorter time, then try again.'
    where state = 'running' and lease_until < now() and attempts >= ${attemptsMax}`.execute(classTables(db));
  const { rows } = await sql<RunRow>`update timetable_run
    set state = 'running', lease_holder = ${holder}, lease_until = now() + make_interval(secs => ${leaseSeconds}), attempts = attempts + 1
    where run_id = (select run_id from timetable_run where state = 'due' or (state = 'running' and lease_until < now())
      order by created_at limit 1 for update skip locked)
    returning *`.execute(classTables(db));
  return rows[0] ?? null;
}

/** Says how far it is and keeps the lease; answers whether somebody asked to stop, or somebody else has the run by now. */
export async function keepRun(
  on: Reader,
  runId: string,
  holder: string,
  progress: TimetableProgress | null,
): Promise<{ stop: boolean; ours: boolean }> {
  const { rows } = await sql<{ stop_asked: boolean }>`update timetable_run
    set lease_until = now() + make_interval(secs => ${leaseSeconds}), progress = coalesce(${progress === null ? null : JSON.stringify(progress)}::jsonb, progress)
    where run_id = ${runId} and lease_holder = ${holder} and state = 'running' returning stop_asked`.execute(classTables(on));
  return { ours: rows.length > 0, stop: rows[0]?.stop_asked ?? true };
}

export const endRun = (on: Reader, runId: string, holder: string, end: { readonly result: RunResult } | { readonly problem: string }) =>
  classTables(on)
    .updateTable('timetable_run')
    .set('result' in end ? { state: 'made', result: JSON.stringify(end.result) } : { state: 'failed', problem: end.problem })
    .where('run_id', '=', runId)
    .where('lease_holder', '=', holder)
    .execute();
