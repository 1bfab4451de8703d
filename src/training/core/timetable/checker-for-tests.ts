import { overlaps } from '#kernel/interval.ts';
import type { Timetable, TimetableProblem } from './problem.ts';

/** Every rule of a timetable, read off the problem's own words; shares no code with the search. Answers what is broken, in words. */
export function checkTimetable(problem: TimetableProblem, { meetings, unplaced }: Pick<Timetable, 'meetings' | 'unplaced'>): string[] {
  const broken: string[] = [];
  const by = <T>(list: readonly T[], key: (one: T) => string) => new Map(list.map((one) => [key(one), one]));
  const slots = by(problem.slots, (one) => one.slotId);
  const courses = by(problem.courses, (one) => one.courseId);
  const rooms = by(problem.rooms, (one) => one.roomId);
  const trainers = by(problem.trainers, (one) => one.personId);
  const learners = by(problem.learners, (one) => one.personId);
  const taken = new Set<string>();
  const take = (what: string): void => void (taken.has(what) ? broken.push(`twice at once: ${what}`) : taken.add(what));
  const sits = new Map<string, string>();
  const away = new Map<string, number>();
  for (const meeting of meetings) {
    const [slot, course, room, trainer] = [
      slots.get(meeting.slotId),
      courses.get(meeting.courseId),
      rooms.get(meeting.roomId),
      trainers.get(meeting.trainerId),
    ];
    if (!slot || !course || !room || !trainer) throw new Error('a meeting of something unknown');
    take(`room ${room.roomId} ${slot.slotId}`);
    take(`trainer ${trainer.personId} ${slot.slotId}`);
    const kept = problem.kept.some((one) => one.meetingId !== null && one.meetingId === meeting.meetingId);
    if (!kept && room.closed.some((one) => overlaps(one, slot))) broken.push(`${room.roomId} is closed`);
    if (!kept && trainer.away.some((one) => overlaps(one, slot))) broken.push(`${trainer.personId} is away`);
    if (!kept && !trainer.teaches.includes(course.courseId)) broken.push(`${trainer.personId} may not teach ${course.courseId}`);
    if (!kept && !trainer.sites.includes(room.siteId)) broken.push(`${trainer.personId} does not teach at ${room.siteId}`);
    if (meeting.learnerIds.length > Math.min(course.seatsMax, room.seats)) broken.push(`${meeting.learnerIds.length} in ${room.roomId}`);
    if (!kept && meeting.learnerIds.length === 0) broken.push('a new meeting of nobody');
    for (const personId of meeting.learnerIds) {
      const one = learners.get(personId);
      if (!one) throw new Error(`unknown ${personId}`);
      take(`learner ${personId} ${slot.slotId}`);
      take(`${personId} in ${course.courseId}`);
      sits.set(`${personId} ${course.courseId}`, slot.slotId);
      away.set(`${one.unitId} ${slot.slotId}`, (away.get(`${one.unitId} ${slot.slotId}`) ?? 0) + 1);
      if (!one.courseIds.includes(course.courseId)) broken.push(`${personId} does not need ${course.courseId}`);
      if (kept) continue;
      if (slot.start < one.from || slot.end > one.until) broken.push(`${personId} outside their window`);
      if (one.busy.some((busy) => overlaps(busy, slot))) broken.push(`${personId} is on shift`);
      if (!one.sites.includes(room.siteId)) broken.push(`${personId} cannot go to ${room.siteId}`);
    }
  }
  for (const { unitId, slotId, awayMax } of problem.awayLimits)
    if ((away.get(`${unitId} ${slotId}`) ?? 0) > awayMax) broken.push(`${unitId} is emptied in ${slotId}`);
  const none = new Set(unplaced.map(({ personId, courseId }) => `${personId} ${courseId}`));
  for (const one of problem.learners)
    for (const courseId of new Set(one.courseIds)) {
      const at = slots.get(sits.get(`${one.personId} ${courseId}`) ?? '');
      if (at === undefined ? !none.has(`${one.personId} ${courseId}`) : none.has(`${one.personId} ${courseId}`))
        broken.push(`${one.personId} ${courseId}: neither or both of a seat and a reason`);
      for (const first of courses.get(courseId)?.after ?? []) {
        const earlier = slots.get(sits.get(`${one.personId} ${first}`) ?? '');
        if (at && earlier && earlier.end > at.start) broken.push(`${one.personId}: ${courseId} before ${first}`);
      }
    }
  return broken;
}
