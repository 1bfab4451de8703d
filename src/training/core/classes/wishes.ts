import { addDays, dayMs, shiftedInstant, type Instant, type LocalDate, type TimeZone } from '#kernel/time.ts';
import type { LearningDuty, TeachingRule } from '../gate/model.ts';

/** A course that somebody still needs, and when it may be. */
export interface SeatWish {
  readonly personId: string;
  readonly courseId: string;
  readonly due: LocalDate | null;
  readonly from: Instant;
  readonly until: Instant;
}

/** Training that is too early is forgotten: at most so many weeks before it is due (published: the last four to six weeks). */
export const weeksBeforeMax = 5;
/** Whoever is late already has so many days, counted from now (ours). */
const lateDays = 28;

/**
 * The classes that open duties ask for. A duty that is done, waived or only about to lapse asks for none. Of several classes that teach the same
 * competency high enough the first by id is asked for.
 */
export function wishesOf(
  personId: string,
  duties: readonly LearningDuty[],
  teachings: readonly TeachingRule[],
  now: Instant,
  timeZone: TimeZone,
): SeatWish[] {
  const byCourse = new Map<string, LocalDate | null>();
  for (const { competencyId, level, state, due } of duties) {
    if (state !== 'open' && state !== 'lapsed' && state !== 'expired') continue;
    const [course] = teachings
      .filter((one) => one.activity === 'class' && one.competencyId === competencyId && one.level >= level)
      .map(({ activityId }) => activityId)
      .toSorted();
    if (course === undefined) continue;
    const known = byCourse.get(course);
    byCourse.set(course, known === undefined || known === null ? due : due === null || known < due ? known : due);
  }
  return [...byCourse].map(([courseId, due]) => ({ personId, courseId, due, ...windowOf(due, now, timeZone) }));
}

function windowOf(due: LocalDate | null, now: Instant, timeZone: TimeZone): { from: Instant; until: Instant } {
  const late = now + lateDays * dayMs;
  if (due === null) return { from: now, until: late };
  const until = shiftedInstant(due, '00:00', timeZone);
  const from = shiftedInstant(addDays(due, -7 * weeksBeforeMax), '00:00', timeZone);
  return until <= now + dayMs ? { from: now, until: late } : { from: Math.max(now, from), until };
}
