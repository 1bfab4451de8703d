import { sql } from 'kysely';
import { overlaps, type Interval } from '#kernel/interval.ts';
import type { ClassPorts } from './ports.ts';
import { loadSeatsOf } from './meetings.ts';
import { classTables, type Reader } from './tables.ts';

/** Shifts of these people as imported, in a stretch of time. */
export async function loadShifts(
  on: Reader,
  personIds: readonly string[],
  { start, end }: Interval,
): Promise<(Interval & { personId: string })[]> {
  const rows = await classTables(on)
    .selectFrom('training_learner_shift')
    .selectAll()
    .where(sql<boolean>`person_id = any(${[...personIds]}::text[])`)
    .where('starts_at', '<', new Date(end))
    .where('ends_at', '>', new Date(start))
    .execute();
  return rows.map((row) => ({ personId: row.person_id, start: row.starts_at.getTime(), end: row.ends_at.getTime() }));
}

/** Who cannot come at a time: on shift, expected somewhere by what coverage knows, or in the class of another course. */
export async function busyThen(
  on: Reader,
  { isElsewhere }: Pick<ClassPorts, 'isElsewhere'>,
  personIds: readonly string[],
  when: Interval & { readonly courseId: string },
): Promise<ReadonlySet<string>> {
  const [shifts, elsewhere, seats] = await Promise.all([
    loadShifts(on, personIds, when),
    isElsewhere(on, personIds, when),
    loadSeatsOf(on, personIds, when.start),
  ]);
  const inClass = seats.filter(
    ({ state, meeting }) => meeting.courseId !== when.courseId && (state === 'seated' || state === 'attended') && overlaps(meeting, when),
  );
  return new Set([...shifts, ...elsewhere.filter((one) => overlaps(one, when)), ...inClass].map(({ personId }) => personId));
}
