import { loadOrganisation } from '#directory/index.ts';
import { defined } from '#kernel/assert.ts';
import { newId } from '#kernel/ids.ts';
import { addDays, toLocal, type Instant } from '#kernel/time.ts';
import { audit, type AuditActor } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { mendTimetable, type MendedTimetable } from '../core/timetable/mend.ts';
import type { ClassSlot, TimetableMeeting } from '../core/timetable/problem.ts';
import { classChanged } from '../events.ts';
import { saveChanges } from './change-seats.ts';
import { changeMeeting, insertMeeting, loadSeats, lockClasses, type MeetingRow } from './meetings.ts';
import type { ClassPorts } from './ports.ts';
import { insertAway, loadCourses, loadRooms } from './set-up.ts';
import { loadTimetableProblem } from './timetable-problem.ts';

export interface Mending {
  readonly mended: MendedTimetable;
  readonly meetings: ReadonlyMap<string, MeetingRow>;
  readonly slots: readonly ClassSlot[];
}

/** How far ahead seats are looked for, for whoever loses one. */
const aheadDays = 35;

/** What would happen if this trainer were away then. */
export async function mendWithout(
  tx: Tx,
  ports: Pick<ClassPorts, 'isElsewhere'>,
  away: { readonly personId: string; readonly start: Instant; readonly end: Instant },
  now: Instant,
): Promise<Mending> {
  const { timeZone } = await loadOrganisation(tx);
  const from = toLocal(Math.max(now, away.start), timeZone).date;
  const to = addDays(toLocal(away.end, timeZone).date, aheadDays);
  const { problem, meetings } = await loadTimetableProblem(tx, ports, { from, to }, now);
  const without = {
    ...problem,
    trainers: problem.trainers.map((one) => (one.personId === away.personId ? { ...one, away: [...one.away, away] } : one)),
    // Whoever has no seat yet is not what this is about: they would take the free seats from those who lose theirs.
    learners: onlyWithSeats(problem.learners, problem.kept),
  };
  return { mended: mendTimetable(without, problem.kept, 1), meetings, slots: problem.slots };
}

function onlyWithSeats<L extends { readonly personId: string; readonly courseIds: readonly string[] }>(
  learners: readonly L[],
  kept: readonly { readonly courseId: string; readonly learnerIds: readonly string[] }[],
): L[] {
  const sits = new Set(kept.flatMap(({ courseId, learnerIds }) => learnerIds.map((personId) => `${personId} ${courseId}`)));
  return learners.map((one) => ({ ...one, courseIds: one.courseIds.filter((courseId) => sits.has(`${one.personId} ${courseId}`)) }));
}

/** Does it: other trainers, cancelled classes, new ones, seats that move; each of those concerned is told. */
export async function applyMending(
  tx: Tx,
  { mended, meetings, slots }: Mending,
  away: { readonly personId: string; readonly start: Instant; readonly end: Instant },
  actor: AuditActor,
  now: Instant,
): Promise<void> {
  await lockClasses(tx);
  await insertAway(tx, { awayId: newId('awy'), ...away });
  const slotOf = new Map(slots.map((slot) => [slot.slotId, slot]));
  const courseOf = new Map((await loadCourses(tx)).map((one) => [one.courseId, one.seatsMax]));
  const roomOf = new Map((await loadRooms(tx)).map((one) => [one.roomId, one.seats]));
  const size = (one: TimetableMeeting): number => Math.min(courseOf.get(one.courseId) ?? 1, roomOf.get(one.roomId) ?? 1);
  for (const { meetingId, to } of mended.substitutions) if (meetingId !== null) await changeMeeting(tx, meetingId, { trainer_id: to });
  for (const { meetingId } of mended.cancelled) {
    if (meetingId === null) continue;
    const meeting = defined(meetings.get(meetingId), meetingId);
    const seats = await loadSeats(tx, [meetingId]);
    await changeMeeting(tx, meetingId, { state: 'cancelled' });
    const leaving = seats.filter(({ state }) => state === 'seated' || state === 'waiting');
    await saveChanges(
      tx,
      meeting,
      seats,
      leaving.map(({ personId }) => ({ personId, to: 'given-up' as const })),
      actor,
      now,
    );
  }
  for (const one of mended.meetings) {
    const slot = defined(slotOf.get(one.slotId), one.slotId);
    const known = one.meetingId === null ? null : (meetings.get(one.meetingId) ?? null);
    const meeting = known ?? (await insertMeeting(tx, { ...one, start: slot.start, end: slot.end, seats: size(one) }, now));
    const seats = await loadSeats(tx, [meeting.meetingId]);
    const sits = new Set(seats.filter(({ state }) => state === 'seated').map(({ personId }) => personId));
    const leaving = [...sits].filter((personId) => !one.learnerIds.includes(personId));
    const coming = one.learnerIds.filter((personId) => !sits.has(personId));
    await saveChanges(
      tx,
      meeting,
      seats,
      [
        ...leaving.map((personId) => ({ personId, to: 'given-up' as const })),
        ...coming.map((personId) => ({ personId, to: 'seated' as const })),
      ],
      actor,
      now,
    );
  }
  const detail = { substitutions: mended.substitutions.length, cancelled: mended.cancelled.length, moved: mended.moved.length };
  await audit(tx, actor, { action: 'training.trainer-away', subjectKind: 'trainer', subjectId: away.personId, detail }, now);
  await tell(tx, [classChanged('*')], now);
}
