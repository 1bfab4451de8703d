import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import { tablesOf, type Tx } from '#platform/db/open.ts';
import { tell } from '#platform/realtime/outbox.ts';
import { blockIri, courseIri, unitIri } from '../core/packages/package-activity.ts';
import { unitsOf, type Course, type PackageKind } from '../core/packages/course.ts';
import type { Cmi5Verb } from '../core/packages/cmi5-vocabulary.ts';
import { lmsStatement, type LmsSaying } from '../core/packages/lms-statement.ts';
import { courseState, type CourseState, type SaidByUnit } from '../core/packages/move-on.ts';
import { saidOf, type SaidOfUnit } from '../core/packages/unit-statement.ts';
import { isDone } from '../core/sequencing/course-way.ts';
import { standingOf } from '../core/sequencing/report.ts';
import { ownAuthority } from '../core/ledger/vocabulary.ts';
import { objectOf, textOf, type JsonObject } from '../core/xapi/json.ts';
import { term } from '../core/xapi/terms.ts';
import { versions } from '../core/xapi/versions.ts';
import { recordChanged } from '../events.ts';
import { recordFacts, type ToldFact } from '../ledger/record-facts.ts';
import { appendAll } from '../records/append.ts';
import { digest } from '../records/digest.ts';
import { findWay } from './sequence.ts';
import { setSatisfied } from './store.ts';
import type { PackageRow, RegistrationRow } from './tables.ts';

/** Everything that cmi5 defines and was said in a registration, by activity, oldest first. Voided statements do not count. */
export async function saidIn(tx: Tx, registration: string): Promise<ReadonlyMap<string, readonly SaidOfUnit[]>> {
  const { rows } = await sql<{ body: string }>`select s.body from record_term t join record_statement s on s.seq = t.seq
    where t.term = ${digest(term('registration', registration))} and t.source = t.seq
      and not exists (select from record_void v where v.target = s.statement_id) order by s.seq`.execute(tablesOf(tx));
  const said = new Map<string, SaidOfUnit[]>();
  for (const { body } of rows) {
    const statement = JSON.parse(body) as JsonObject;
    const one = saidOf(statement);
    const activity = textOf(objectOf(statement, 'object') ?? {}, 'id');
    if (one) said.set(activity, [...(said.get(activity) ?? []), one]);
  }
  return said;
}

/** Says something as the LMS, in the caller's transaction. */
export async function sayAsLms(tx: Tx, kind: PackageKind, sayings: readonly Omit<LmsSaying, 'id'>[], now: Instant): Promise<void> {
  const version = versions.find((one) => one.name === '1.0.3');
  if (!version || sayings.length === 0) return;
  const submissions = sayings.map((saying) => {
    const id = digest('cmi5', saying.verb, saying.registration, saying.activityId, saying.verb === 'satisfied' ? '' : saying.sessionId);
    const sent = lmsStatement({ ...saying, id }, kind);
    return { statements: [{ id, sent }], version, authority: ownAuthority, mayDefine: true, attachments: new Map<string, Buffer>() };
  });
  await appendAll(tx, submissions, { now: () => now });
}

export const saidByUnit = (packageId: string, course: Course, said: ReadonlyMap<string, readonly SaidOfUnit[]>): SaidByUnit =>
  new Map(
    unitsOf(course.children).map((_, unit) => [unit, new Set<Cmi5Verb>((said.get(unitIri(packageId, unit)) ?? []).map((one) => one.verb))]),
  );

const stateOf = (packageId: string, course: Course, said: ReadonlyMap<string, readonly SaidOfUnit[]>): CourseState =>
  courseState(course, saidByUnit(packageId, course, said));

/**
 * How far somebody is. Where a course brings its sequencing, its own rollup decides; units that were waived, with all others done, do as well. What was
 * done once stays done.
 */
export async function stateIn(
  tx: Tx,
  row: Pick<PackageRow, 'package_id' | 'course'>,
  registration: RegistrationRow | undefined,
  said: ReadonlyMap<string, readonly SaidOfUnit[]>,
): Promise<CourseState> {
  const plain = stateOf(row.package_id, row.course, said);
  const way = await findWay(tx, row.course, registration);
  if (!way) return plain;
  const standing = (id: string) => standingOf(way.tree, way.tracking, id);
  const root = standing(way.tree.root.id);
  const isWaived = plain.units.some(({ waived }) => waived);
  const wasPassed = [...said.values()].flat().some(({ verb }) => verb === 'passed');
  return {
    units: plain.units.map(({ satisfied, waived }, unit) => ({
      waived,
      satisfied: satisfied || isDone(standing(way.tree.leaves[unit]?.id ?? '')),
    })),
    blocks: way.tree.all.toReversed().flatMap(({ id, unit, parent }) => (unit === null && parent && isDone(standing(id)) ? [id] : [])),
    satisfied: (registration?.satisfied_at ?? null) !== null || isDone(root) || (isWaived && plain.satisfied),
    passed: root.satisfied === true && wasPassed && !isWaived,
  };
}

/** Says what is satisfied now and was not before, and tells the gate once the whole course is. */
export async function judge(tx: Tx, registration: RegistrationRow, course: Course, sessionId: string, now: Instant): Promise<CourseState> {
  const { package_id: packageId, person_id: personId } = registration;
  const said = await saidIn(tx, registration.registration);
  const state = await stateIn(tx, { package_id: packageId, course }, registration, said);
  const isSaid = (iri: string): boolean => (said.get(iri) ?? []).some((one) => one.verb === 'satisfied');
  const due = [
    ...state.blocks.map((id) => ({ activityId: blockIri(packageId, id), publisherId: id, type: 'block' as const })),
    ...(state.satisfied ? [{ activityId: courseIri(packageId), publisherId: course.id, type: 'course' as const }] : []),
  ].filter((one) => !isSaid(one.activityId));
  const common = { verb: 'satisfied' as const, personId, registration: registration.registration, sessionId, at: now };
  await sayAsLms(
    tx,
    course.kind,
    due.map((one) => ({ ...common, ...one })),
    now,
  );
  if (state.satisfied && registration.satisfied_at === null) {
    await setSatisfied(tx, registration.registration, now);
    const kind = state.passed ? 'module-passed' : 'module-completed';
    await recordFacts(tx, [resultFact(registration, kind, registration.registration, null)], now);
    await tell(tx, [recordChanged(personId)], now);
  }
  return state;
}

/** The course's result as a fact of ours: what units say themselves is no proof. */
export function resultFact(
  { package_id, person_id, registration }: RegistrationRow,
  kind: 'module-passed' | 'module-completed' | 'module-failed',
  key: string,
  score: number | null,
): ToldFact {
  return { kind, personId: person_id, moduleId: courseIri(package_id), version: 1, attemptId: registration, score, seconds: null, key };
}
