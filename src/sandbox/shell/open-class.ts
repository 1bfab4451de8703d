import { randomInt } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { classChanged } from '../events.ts';
import { productShelf } from './exercise-shelf.ts';
import { findExerciseRow, listVersions } from '../store/exercises.ts';
import { findClass, findClassByCode, insertClass, replaceExpected, updateClass, type ClassRecord } from '../store/classes.ts';

export interface ClassWish {
  readonly name: string;
  readonly exerciseId: string | null;
  /** People who should be there. */
  readonly expected: readonly string[];
  readonly exam: boolean;
  readonly limitMinutes: number | null;
}

/** No letter or digit that is taken for another when it is read out or written on a board. */
const letters = 'ABCDEFGHJKMNPQRSTUVWXYZ23456789';
const codeLength = 6;
const newCode = (): string => Array.from({ length: codeLength }, () => letters[randomInt(letters.length)]).join('');

/** Which version a new class practises; null where there are none. @throws Problem 404 for an exercise that nobody can begin */
async function versionToTeach(on: Db | Tx, exerciseId: string | null): Promise<number | null> {
  if (exerciseId === null || productShelf().find(exerciseId)) return null;
  const row = await findExerciseRow(on, exerciseId);
  const [newest] = row && row.withdrawn_at === null ? await listVersions(on, exerciseId) : [];
  if (!newest) throw notFound('The exercise');
  return newest.version;
}

/** All of the class practise the version of today. @throws Problem 404 for an exercise that nobody can begin */
export async function openClass(tx: Tx, wish: ClassWish, actor: Actor, now: Instant): Promise<ClassRecord> {
  const row: ClassRecord = {
    class_id: newId('cls'),
    code: newCode(),
    name: wish.name,
    exercise_id: wish.exerciseId,
    exercise_version: await versionToTeach(tx, wish.exerciseId),
    opened_by: actor.accountId,
    opened_by_name: actor.name,
    opened_at: new Date(now),
    closed_at: null,
    marks_released_at: null,
    exam: wish.exam,
    limit_minutes: wish.limitMinutes,
  };
  while (!(await insertClass(tx, row, wish.expected))) row.code = newCode();
  await audit(tx, actor, { action: 'practice.class-opened', subjectKind: 'practice-class', subjectId: row.class_id }, now);
  return row;
}

export interface ClassChange {
  readonly closed?: boolean | undefined;
  readonly marksReleased?: boolean | undefined;
}

/** @throws Problem 404 */
export async function changeClass(db: Db, classId: string, wish: ClassChange, actor: Actor, now: Instant): Promise<ClassRecord> {
  return db.tx(async (tx) => {
    const row = await classOf(tx, classId);
    const at = (wanted: boolean | undefined, was: Date | null): Date | null =>
      wanted === undefined ? was : wanted ? (was ?? new Date(now)) : null;
    const change = { closed_at: at(wish.closed, row.closed_at), marks_released_at: at(wish.marksReleased, row.marks_released_at) };
    await updateClass(tx, classId, change);
    const detail = { ...wish };
    await audit(tx, actor, { action: 'practice.class-changed', subjectKind: 'practice-class', subjectId: classId, detail }, now);
    await tell(tx, [classChanged(classId)], now);
    return { ...row, ...change };
  });
}

/** Who should be there. Answers how many. @throws Problem 404 */
export async function expectInClass(
  tx: Tx,
  classId: string,
  personIds: readonly string[],
  actor: AuditActor,
  now: Instant,
): Promise<number> {
  await classOf(tx, classId);
  await replaceExpected(tx, classId, personIds);
  const expectedCount = new Set(personIds).size;
  const detail = { expectedCount };
  await audit(tx, actor, { action: 'practice.class-roster', subjectKind: 'practice-class', subjectId: classId, detail }, now);
  await tell(tx, [classChanged(classId)], now);
  return expectedCount;
}

/** However it was typed: small letters and blanks do no harm. @throws Problem 404 */
export async function classByCode(on: Db | Tx, typed: string): Promise<ClassRecord> {
  const found = await findClassByCode(on, typed.toUpperCase().replaceAll(/[^A-Z0-9]/g, ''));
  if (!found) throw new Problem(404, 'no-such-class', 'There is no class with this code. Ask your instructor for it.');
  return found;
}

/** @throws Problem 404 */
export async function classOf(on: Db | Tx, classId: string): Promise<ClassRecord> {
  const row = await findClass(on, classId);
  if (!row) throw notFound('The class');
  return row;
}
