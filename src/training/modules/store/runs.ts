import type { Insertable, Updateable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import { tables, type AnswerRow, type CheckRow, type ModuleTables, type Reader, type RunRow } from './tables.ts';

/** The open run of a person, or else their last; locked on demand, so that two devices of one person take turns. */
export async function lastRun(reader: Reader, personId: string, moduleId: string, lock = false): Promise<RunRow | null> {
  const query = tables(reader)
    .selectFrom('training_module_run')
    .selectAll()
    .where('person_id', '=', personId)
    .where('module_id', '=', moduleId)
    .orderBy((e) => e('ended_at', 'is', null), 'desc')
    .orderBy('started_at', 'desc')
    .limit(1);
  return (await (lock ? query.forUpdate() : query).executeTakeFirst()) ?? null;
}

export async function findRun(tx: Tx, runId: string): Promise<RunRow | null> {
  return (
    (await tables(tx).selectFrom('training_module_run').selectAll().where('run_id', '=', runId).forUpdate().executeTakeFirst()) ?? null
  );
}

export const runsOf = (reader: Reader, personId: string): Promise<RunRow[]> =>
  tables(reader).selectFrom('training_module_run').selectAll().where('person_id', '=', personId).orderBy('started_at').execute();

export const insertRun = (tx: Tx, row: Insertable<ModuleTables['training_module_run']>): Promise<RunRow> =>
  tables(tx).insertInto('training_module_run').values(row).returningAll().executeTakeFirstOrThrow();

export const updateRun = (tx: Tx, runId: string, set: Updateable<ModuleTables['training_module_run']>): Promise<RunRow> =>
  tables(tx).updateTable('training_module_run').set(set).where('run_id', '=', runId).returningAll().executeTakeFirstOrThrow();

export const checksOf = (reader: Reader, runIds: readonly string[]): Promise<CheckRow[]> =>
  runIds.length === 0
    ? Promise.resolve([])
    : tables(reader).selectFrom('training_check').selectAll().where('run_id', 'in', runIds).orderBy('number').execute();

export const insertCheck = (tx: Tx, row: Insertable<ModuleTables['training_check']>): Promise<unknown> =>
  tables(tx).insertInto('training_check').values(row).execute();

export const updateCheck = (tx: Tx, checkId: string, set: Updateable<ModuleTables['training_check']>): Promise<unknown> =>
  tables(tx).updateTable('training_check').set(set).where('check_id', '=', checkId).execute();

export const answersOfRun = (reader: Reader, runId: string): Promise<AnswerRow[]> =>
  tables(reader).selectFrom('training_answer').selectAll().where('run_id', '=', runId).orderBy('seq').execute();

export async function knownKeys(tx: Tx, keys: readonly string[]): Promise<Set<string>> {
  const rows = await tables(tx).selectFrom('training_answer').select('answer_key').where('answer_key', 'in', keys).execute();
  return new Set(rows.map((row) => row.answer_key));
}

/** Items of a module that this person has answered before, whatever the version, by id and words. */
export async function answeredItems(tx: Tx, personId: string, moduleId: string): Promise<Set<string>> {
  const rows = await tables(tx)
    .selectFrom('training_answer')
    .select(['item_id', 'item_hash'])
    .where('person_id', '=', personId)
    .where('module_id', '=', moduleId)
    .where('first', '=', true)
    .execute();
  return new Set(rows.map((row) => `${row.item_id} ${row.item_hash}`));
}

export type NewAnswer = Insertable<ModuleTables['training_answer']>;

/** In the order in which they were given. */
export const insertAnswers = async (tx: Tx, rows: readonly NewAnswer[]): Promise<unknown> =>
  rows.length > 0 && tables(tx).insertInto('training_answer').values(rows).execute();
