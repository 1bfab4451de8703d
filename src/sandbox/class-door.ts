import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { expectInClass, openClass, type ClassWish } from './shell/open-class.ts';

/* Practice classes for a context to the right that knows who is to come. */

/** Opens a class in the caller's transaction. @throws Problem 404 for an exercise that nobody can begin */
export async function openPracticeClass(tx: Tx, wish: ClassWish, actor: Actor, now: Instant): Promise<{ classId: string; code: string }> {
  const row = await openClass(tx, wish, actor, now);
  return { classId: row.class_id, code: row.code };
}

/** From now on these are expected, and nobody else. @throws Problem 404 */
export async function setPracticeRoster(
  tx: Tx,
  classId: string,
  personIds: readonly string[],
  actor: AuditActor,
  now: Instant,
): Promise<void> {
  await expectInClass(tx, classId, personIds, actor, now);
}
