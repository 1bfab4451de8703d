import { randomInt } from 'node:crypto';
import { newId } from '#kernel/ids.ts';
import type { Instant } from '#kernel/time.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { notFound } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { classChanged } from '../events.ts';
import { canBegin, type Shelf } from './exercise-shelf.ts';
import { findClass, insertClass, updateClass, type ClassRecord } from '../store/classes.ts';

export interface ClassWish {
  readonly name: string;
  readonly exerciseId: string | null;
  /** Of an exercise of the organisation's own: all of the class practise this version. */
  readonly exerciseVersion: number | null;
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
export async function versionToTeach(shelf: Shelf, exerciseId: string | null): Promise<number | null> {
  if (exerciseId === null) return null;
  await shelf.bring({ exercise_id: exerciseId, exercise_version: null });
  const found = canBegin(shelf, exerciseId) ? shelf.find(exerciseId) : undefined;
  if (!found) throw notFound('The exercise');
  return found.origin === 'own' ? found.exercise.version : null;
}

export async function openClass(tx: Tx, wish: ClassWish, actor: Actor, now: Instant): Promise<ClassRecord> {
  const row: ClassRecord = {
    class_id: newId('cls'),
    code: newCode(),
    name: wish.name,
    exercise_id: wish.exerciseId,
    exercise_version: wish.exerciseVersion,
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

/** @throws Problem 404 */
export async function classOf(on: Db | Tx, classId: string): Promise<ClassRecord> {
  const row = await findClass(on, classId);
  if (!row) throw notFound('The class');
  return row;
}
