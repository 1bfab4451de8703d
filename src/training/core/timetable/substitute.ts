import { overlaps } from '#kernel/interval.ts';
import { defined } from '#kernel/assert.ts';
import type { TimetableMeeting, TimetableProblem, TimetableTrainer } from './problem.ts';

export interface Substitution {
  readonly meetingId: string | null;
  readonly slotId: string;
  readonly courseId: string;
  readonly from: string;
  readonly to: string;
}

interface Substituted {
  readonly meetings: readonly TimetableMeeting[];
  readonly substitutions: readonly Substitution[];
  readonly cancelled: readonly TimetableMeeting[];
}

/**
 * Finds a trainer for as many meetings as can have one, slot by slot: a largest matching of meetings and trainers that starts from who teaches
 * already (Kuhn's algorithm), so trainers who can go on go on, and change among themselves only where that saves a meeting. Meetings whose room
 * is closed are cancelled.
 */
export function substituteTrainers(problem: TimetableProblem, current: readonly TimetableMeeting[]): Substituted {
  const [meetings, substitutions, cancelled]: [TimetableMeeting[], Substitution[], TimetableMeeting[]] = [[], [], []];
  for (const [slotId, those] of Map.groupBy(current, (one) => one.slotId)) {
    const slot = defined(
      problem.slots.find((one) => one.slotId === slotId),
      `slot ${slotId}`,
    );
    const roomOf = new Map(problem.rooms.map((room) => [room.roomId, room]));
    const able = (meeting: TimetableMeeting): readonly TimetableTrainer[] => {
      const room = roomOf.get(meeting.roomId);
      if (!room || room.closed.some((closed) => overlaps(closed, slot))) return [];
      return problem.trainers.filter(
        (one) =>
          one.teaches.includes(meeting.courseId) && one.sites.includes(room.siteId) && !one.away.some((away) => overlaps(away, slot)),
      );
    };
    const teaching = matchTrainers(those, able);
    for (const meeting of those) {
      const to = teaching.get(meeting);
      if (to === undefined) cancelled.push(meeting);
      else {
        meetings.push({ ...meeting, trainerId: to });
        const { meetingId, courseId, trainerId: from } = meeting;
        if (to !== from) substitutions.push({ meetingId, slotId, courseId, from, to });
      }
    }
  }
  return { meetings, substitutions, cancelled };
}

function matchTrainers(
  meetings: readonly TimetableMeeting[],
  able: (meeting: TimetableMeeting) => readonly TimetableTrainer[],
): Map<TimetableMeeting, string> {
  const held = new Map<string, TimetableMeeting>();
  const choices = new Map(meetings.map((meeting) => [meeting, able(meeting).map(({ personId }) => personId)]));
  for (const meeting of meetings) if (choices.get(meeting)?.includes(meeting.trainerId)) held.set(meeting.trainerId, meeting);
  const find = (meeting: TimetableMeeting, asked: Set<string>): boolean => {
    for (const personId of choices.get(meeting) ?? []) {
      if (asked.has(personId)) continue;
      asked.add(personId);
      const other = held.get(personId);
      if (other === undefined || find(other, asked)) {
        held.set(personId, meeting);
        return true;
      }
    }
    return false;
  };
  const served = new Set(held.values());
  for (const meeting of meetings) if (!served.has(meeting)) find(meeting, new Set());
  return new Map([...held].map(([personId, meeting]) => [meeting, personId]));
}
