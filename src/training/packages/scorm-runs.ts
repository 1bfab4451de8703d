import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { unitsOf, type CourseUnit } from '../core/packages/course.ts';
import { unitHomePage, unitIri } from '../core/packages/package-activity.ts';
import { openingOf, outcomeOf, type ScormOutcome, type ScormRun } from '../core/packages/scorm-run.ts';
import { reportOf } from '../core/packages/scorm-report.ts';
import { scormStatement, type ScormSaying } from '../core/packages/scorm-statement.ts';
import { pathUp, treeOf } from '../core/sequencing/activity-tree.ts';
import { takeReport } from '../core/sequencing/report.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { versions } from '../core/xapi/versions.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { appendAll } from '../records/append.ts';
import { digest } from '../records/digest.ts';
import { judge, resultFact, saidIn } from './judge.ts';
import { findWay, keepTracking } from './sequence.ts';
import { endSession } from './store.ts';
import { packageTables, type PackageRow, type RegistrationRow, type SessionRow } from './tables.ts';

interface Opened {
  readonly row: PackageRow;
  readonly registration: RegistrationRow;
  readonly unit: CourseUnit;
  /** Of the unit in the course. */
  readonly place: number;
  readonly sessionId: string;
  /** What the course's sequencing says of the attempt; undefined: the run itself tells whether it goes on. */
  readonly resumed?: boolean | undefined;
}

export async function findRun(tx: Tx, registration: string, unit: number): Promise<ScormRun | null> {
  const row = await packageTables(tx)
    .selectFrom('training_scorm_run')
    .selectAll()
    .where('registration', '=', registration)
    .where('unit', '=', unit)
    .executeTakeFirst();
  return row
    ? { attempt: row.attempt, cmi: row.cmi, secondsBefore: row.seconds_before, seconds: row.seconds, finished: row.finished }
    : null;
}

/** From here on this session is the one that may write; what an attempt that is over had kept is put away. */
export async function openRun(tx: Tx, { row, registration, unit, place, sessionId, resumed }: Opened, now: Instant): Promise<void> {
  const run = await findRun(tx, registration.registration, place);
  const learner = { id: registration.person_id, name: '' };
  const { attempt, secondsBefore, resumes } = openingOf(row.kind, { unit, learner, mode: 'Normal', resumed }, run);
  const values = {
    attempt,
    session_id: sessionId,
    sequence: 0,
    cmi: JSON.stringify(resumes && run ? run.cmi : {}),
    seconds_before: secondsBefore,
    seconds: 0,
    // How the last session ended is what the next entry is told by.
    finished: resumes && resumed === undefined && (run?.finished ?? false),
    committed_at: new Date(now),
  };
  await packageTables(tx)
    .insertInto('training_scorm_run')
    .values({ registration: registration.registration, unit: place, ...values })
    .onConflict((conflict) => conflict.columns(['registration', 'unit']).doUpdateSet(values))
    .execute();
}

export interface Commit {
  /** Counts up in a session: what overtook nothing may be kept. */
  readonly sequence: number;
  /** The SCO is done for now (LMSFinish, Terminate). */
  readonly finished: boolean;
  readonly cmi: JsonObject;
}

/** Keeps what a SCO commits and says what follows, with the registration locked. False: its session is not the one that writes. */
export async function takeCommit(
  tx: Tx,
  { row, registration, session }: { row: PackageRow; registration: RegistrationRow; session: SessionRow },
  commit: Commit,
  now: Instant,
): Promise<boolean> {
  const unit = unitsOf(row.course.children)[session.unit];
  if (!unit || session.ended_at !== null) return false;
  // Looking again changes nothing: neither the result nor what was kept.
  if (session.mode !== 'Normal') return true;
  const outcome = outcomeOf(row.kind, commit.cmi, unit.masteryScore);
  const { numUpdatedRows } = await packageTables(tx)
    .updateTable('training_scorm_run')
    .set({
      sequence: commit.sequence,
      cmi: JSON.stringify(commit.cmi),
      seconds: outcome.seconds,
      finished: commit.finished,
      committed_at: new Date(now),
    })
    .where('registration', '=', registration.registration)
    .where('unit', '=', session.unit)
    .where('session_id', '=', session.session_id)
    .where('sequence', '<', commit.sequence)
    .executeTakeFirst();
  if (numUpdatedRows === 0n) return true; // something newer is kept already
  const way = await findWay(tx, row.course, registration);
  if (way && way.tree.leaves[session.unit]?.id === way.tracking.current)
    await keepTracking(tx, registration, takeReport(way.tree, way.tracking, reportOf(commit.cmi, commit.finished)), now);
  await tell(tx, { row, registration, session, unit, outcome, isEnd: commit.finished }, now);
  if (commit.finished) await endSession(tx, session.session_id, 'terminated', now);
  await judge(tx, registration, row.course, session.session_id, now);
  return true;
}

/** A session that never finished is over: what it committed last counts. */
export async function closeRun(
  tx: Tx,
  { row, registration, session }: { row: PackageRow; registration: RegistrationRow; session: SessionRow },
  now: Instant,
): Promise<void> {
  const unit = unitsOf(row.course.children)[session.unit];
  if (!unit || session.mode !== 'Normal') return;
  const run = await packageTables(tx)
    .selectFrom('training_scorm_run')
    .select('cmi')
    .where('registration', '=', registration.registration)
    .where('unit', '=', session.unit)
    .where('session_id', '=', session.session_id)
    .where('sequence', '>', 0)
    .executeTakeFirst();
  if (!run) return;
  const outcome = outcomeOf(row.kind, run.cmi, unit.masteryScore);
  if (!outcome.suspended) await tell(tx, { row, registration, session, unit, outcome, isEnd: true }, now);
}

interface Told {
  readonly row: PackageRow;
  readonly registration: RegistrationRow;
  readonly session: SessionRow;
  readonly unit: CourseUnit;
  readonly outcome: ScormOutcome;
  readonly isEnd: boolean;
}

/** Completed and passed are said once and as soon as they are true; failed when the session ends, since a SCO may change its mind till then. */
async function tell(tx: Tx, { row, registration, session, unit, outcome, isEnd }: Told, now: Instant): Promise<void> {
  const activityId = unitIri(row.package_id, session.unit);
  const said = new Set(((await saidIn(tx, registration.registration)).get(activityId) ?? []).map((one) => one.verb));
  const hasFailed = isEnd && outcome.success === false && !said.has('passed') && !outcome.suspended;
  const verbs = [
    ...(outcome.completed && !said.has('completed') ? ['completed' as const] : []),
    ...(outcome.success === true && !said.has('passed') ? ['passed' as const] : []),
    ...(hasFailed ? ['failed' as const] : []),
    ...(isEnd ? ['terminated' as const] : []),
  ];
  await sayAsUnit(tx, { registration, unit, activityId, sessionId: session.session_id }, { verbs, ...outcome }, now);
  // Failing stays in the record: pass rates count attempts, not people.
  if (hasFailed && failsCourse(row, session.unit))
    await recordFacts(tx, [resultFact(registration, 'module-failed', session.session_id, outcome.score)], now);
}

/** A pre-test that is failed is no failed course: where the course says that a unit's result does not count in its own, it does not here. */
const failsCourse = ({ course }: PackageRow, unit: number): boolean => {
  const leaf = course.sequencing && treeOf(course).leaves[unit];
  return !leaf || pathUp(leaf).every(({ parent, rules }) => !parent || (rules.tracked && rules.rollupObjectiveSatisfied));
};

interface Place {
  readonly registration: RegistrationRow;
  readonly unit: CourseUnit;
  readonly activityId: string;
  readonly sessionId: string;
}

/** A page that tells nothing is done once it was opened. */
export const tellOfAsset = (tx: Tx, place: Place, now: Instant): Promise<void> =>
  sayAsUnit(tx, place, { verbs: ['completed'], score: null, seconds: 0 }, now);

async function sayAsUnit(
  tx: Tx,
  { registration, unit, activityId, sessionId }: Place,
  { verbs, score, seconds }: { readonly verbs: readonly ScormSaying['verb'][]; readonly score: number | null; readonly seconds: number },
  now: Instant,
): Promise<void> {
  const version = versions.find((one) => one.name === '1.0.3');
  if (!version || verbs.length === 0) return;
  const account = { homePage: unitHomePage, name: registration.registration };
  const submissions = verbs.map((verb) => {
    const id = digest('scorm', verb, registration.registration, activityId, sessionId);
    const common = {
      personId: registration.person_id,
      activityId,
      publisherId: unit.id,
      registration: registration.registration,
      sessionId,
    };
    const sent = scormStatement({ id, verb, ...common, at: now, seconds, score });
    return {
      statements: [{ id, sent }],
      version,
      authority: { objectType: 'Agent', name: 'Content package', account },
      mayDefine: false,
      attachments: new Map<string, Buffer>(),
    };
  });
  await appendAll(tx, submissions, { now: () => now });
}
