import type { z } from 'zod';
import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Actor } from '#platform/http/actor.ts';
import { forbidden, notFound, Problem } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { openPracticeClass, setPracticeRoster } from '#sandbox/index.ts';
import type * as contract from '../contract/classes.ts';
import { classChanged } from '../events.ts';
import { findMeeting, loadSeats, lockClasses, type SeatRow } from './meetings.ts';
import { loadCourses } from './set-up.ts';
import { classTables, type Reader } from './tables.ts';

type Wish = z.output<typeof contract.startPracticeClass.body>;

export interface MeetingPractice {
  readonly practiceClassId: string;
  readonly code: string;
}

export async function findPractice(on: Reader, meetingId: string): Promise<MeetingPractice | null> {
  const row = await classTables(on).selectFrom('class_practice').selectAll().where('meeting_id', '=', meetingId).executeTakeFirst();
  return row ? { practiceClassId: row.practice_class_id, code: row.code } : null;
}

/** Who sits there, or sat. */
const present = (seats: readonly SeatRow[]): string[] =>
  seats.flatMap(({ personId, state }) => (state === 'seated' || state === 'attended' ? [personId] : []));

/** Opens the practice class of a meeting, with those who have a seat as its roster. @throws Problem 403, 404, 409 */
export async function startPractice(tx: Tx, meetingId: string, wish: Wish, actor: Actor, now: Instant): Promise<MeetingPractice> {
  if (!actor.can('sandbox.instruct')) throw forbidden('Your account does not let you lead classes in the practice EHR.');
  await lockClasses(tx);
  const meeting = await findMeeting(tx, meetingId);
  if (!meeting) throw notFound('This class');
  if (meeting.state === 'cancelled') throw new Problem(409, 'class-cancelled', 'This class does not take place.');
  if (await findPractice(tx, meetingId)) throw new Problem(409, 'practice-begun', 'This class has its practice class already. Open that.');
  const course = (await loadCourses(tx)).find(({ courseId }) => courseId === meeting.courseId);
  const expected = present(await loadSeats(tx, [meetingId]));
  const { classId, code } = await openPracticeClass(tx, { name: course?.name ?? meeting.courseId, expected, ...wish }, actor, now);
  await classTables(tx)
    .insertInto('class_practice')
    .values({ meeting_id: meetingId, practice_class_id: classId, code, opened_at: new Date(now), opened_by: actor.accountId })
    .execute();
  await tell(tx, [classChanged(meetingId)], now);
  return { practiceClassId: classId, code };
}

/** Whoever got or gave up a seat since belongs to the practice class, or no longer. */
export async function keepPracticeRoster(tx: Tx, meetingId: string, actor: AuditActor, now: Instant): Promise<void> {
  const practice = await findPractice(tx, meetingId);
  if (practice) await setPracticeRoster(tx, practice.practiceClassId, present(await loadSeats(tx, [meetingId])), actor, now);
}
