import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Course } from '../core/packages/course.ts';
import { unitsOf } from '../core/packages/course.ts';
import { treeOf } from '../core/sequencing/activity-tree.ts';
import { leave, type Way } from '../core/sequencing/course-way.ts';
import { noTracking, type Tracking } from '../core/sequencing/tracking.ts';
import { packageTables, type RegistrationRow } from './tables.ts';

type Registered = Pick<RegistrationRow, 'registration'>;

/** Where a learner is in a course that brings its sequencing; null for one that has none. Whoever changes it holds the registration's lock. */
export async function findWay(tx: Tx, course: Course, registration: Registered | undefined): Promise<Way | null> {
  if (!course.sequencing) return null;
  const row =
    registration &&
    (await packageTables(tx)
      .selectFrom('training_sequencing')
      .select('tracking')
      .where('registration', '=', registration.registration)
      .executeTakeFirst());
  const tracking = row?.tracking ?? noTracking;
  return { tree: treeOf(course), tracking, seed: seedOf(registration?.registration ?? '', tracking) };
}

export async function keepTracking(tx: Tx, { registration }: Registered, tracking: Tracking, now: Instant): Promise<void> {
  const values = { tracking: JSON.stringify(tracking), changed_at: new Date(now) };
  await packageTables(tx)
    .insertInto('training_sequencing')
    .values({ registration, ...values })
    .onConflict((conflict) => conflict.column('registration').doUpdateSet(values))
    .execute();
}

/** What is drawn is another thing for each learner and each attempt, and the same when it is asked for twice. */
const seedOf = (registration: string, { activities }: Tracking): number =>
  Number.parseInt(registration.slice(0, 7) || '0', 16) + Object.values(activities).reduce((sum, { attempts }) => sum + attempts, 0);

/** The way as it is once nothing of the course is open any more: what was is over if its SCO said so, and is gone on with if it did not. */
export async function findWayLeft(tx: Tx, course: Course, registration: RegistrationRow | undefined): Promise<Way | null> {
  const way = await findWay(tx, course, registration);
  const unit = way && way.tracking.current !== null ? (way.tree.byId.get(way.tracking.current)?.unit ?? null) : null;
  if (!way || !registration || unit === null) return way;
  const run = await packageTables(tx)
    .selectFrom('training_scorm_run')
    .select('finished')
    .where('registration', '=', registration.registration)
    .where('unit', '=', unit)
    .executeTakeFirst();
  const isFinished = unitsOf(course.children)[unit]?.isAsset === true || run?.finished === true;
  return { ...way, tracking: leave(way, isFinished) };
}

/** Leaves the course for now. */
export async function leaveWay(tx: Tx, course: Course, registration: RegistrationRow, now: Instant): Promise<void> {
  const left = await findWayLeft(tx, course, registration);
  if (left) await keepTracking(tx, registration, left.tracking, now);
}
