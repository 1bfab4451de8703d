import { sql, type Selectable } from 'kysely';
import type { Tx } from '#platform/db/open.ts';
import type { AttemptRow } from './attempts.ts';
import { tables, type ClassTable, type Reader } from './tables.ts';

export type ClassRecord = Selectable<ClassTable>;

export const findClass = (on: Reader, classId: string): Promise<ClassRecord | undefined> =>
  tables(on).selectFrom('sandbox_class').selectAll().where('class_id', '=', classId).executeTakeFirst();

export async function findClasses(on: Reader, classIds: readonly string[]): Promise<ClassRecord[]> {
  if (classIds.length === 0) return [];
  return tables(on).selectFrom('sandbox_class').selectAll().where('class_id', 'in', classIds).execute();
}

/** This account's newest attempt in a class. */
export const findOwnInClass = (on: Reader, classId: string, accountId: string): Promise<AttemptRow | undefined> =>
  tables(on)
    .selectFrom('sandbox_attempt')
    .selectAll()
    .where('class_id', '=', classId)
    .where('account_id', '=', accountId)
    .orderBy('started_at', 'desc')
    .orderBy('attempt_id', 'desc')
    .limit(1)
    .executeTakeFirst();

export const findClassByCode = (on: Reader, code: string): Promise<ClassRecord | undefined> =>
  tables(on).selectFrom('sandbox_class').selectAll().where('code', '=', code).executeTakeFirst();

/** False: the code is taken. */
export async function insertClass(tx: Tx, row: ClassRecord, expected: readonly string[]): Promise<boolean> {
  const made = await tables(tx)
    .insertInto('sandbox_class')
    .values(row)
    .onConflict((conflict) => conflict.column('code').doNothing())
    .executeTakeFirst();
  if (made.numInsertedOrUpdatedRows !== 1n) return false;
  const people = [...new Set(expected)].map((person_id) => ({ class_id: row.class_id, person_id }));
  if (people.length > 0) await tables(tx).insertInto('sandbox_class_expected').values(people).execute();
  return true;
}

/** These are expected from now on, and nobody else. */
export async function replaceExpected(tx: Tx, classId: string, personIds: readonly string[]): Promise<void> {
  await tables(tx).deleteFrom('sandbox_class_expected').where('class_id', '=', classId).execute();
  const people = [...new Set(personIds)].map((person_id) => ({ class_id: classId, person_id }));
  if (people.length > 0) await tables(tx).insertInto('sandbox_class_expected').values(people).execute();
}

export async function updateClass(
  tx: Tx,
  classId: string,
  change: Partial<Pick<ClassRecord, 'closed_at' | 'marks_released_at'>>,
): Promise<void> {
  if (Object.keys(change).length > 0) await tables(tx).updateTable('sandbox_class').set(change).where('class_id', '=', classId).execute();
}

export interface ClassCount extends ClassRecord {
  readonly learners: number;
  readonly submitted: number;
}

export async function listClassCounts(on: Reader, limit: number): Promise<ClassCount[]> {
  const counted = await tables(on)
    .selectFrom('sandbox_class as c')
    .leftJoin('sandbox_attempt as a', 'a.class_id', 'c.class_id')
    .selectAll('c')
    .select([
      sql<number>`count(distinct a.account_id)::int`.as('learners'),
      sql<number>`count(distinct a.account_id) filter (where a.submitted_at is not null)::int`.as('submitted'),
    ])
    .groupBy('c.class_id')
    .orderBy('c.opened_at', 'desc')
    .limit(limit)
    .execute();
  return counted;
}

export async function listExpected(on: Reader, classId: string): Promise<string[]> {
  const rows = await tables(on).selectFrom('sandbox_class_expected').select('person_id').where('class_id', '=', classId).execute();
  return rows.map(({ person_id }) => person_id);
}

/** Oldest first. */
export const listAttemptsOfClass = (on: Reader, classId: string): Promise<AttemptRow[]> =>
  tables(on)
    .selectFrom('sandbox_attempt')
    .selectAll()
    .where('class_id', '=', classId)
    .orderBy('started_at')
    .orderBy('attempt_id')
    .execute();
