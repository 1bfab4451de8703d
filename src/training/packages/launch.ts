import { randomUUID } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Tx } from '#platform/db/open.ts';
import { refused } from '#platform/http/problem.ts';
import { actorKey } from '../core/xapi/actor-key.ts';
import { versions } from '../core/xapi/versions.ts';
import { launchData, learnerOf } from '../core/packages/lms-statement.ts';
import { courseIri, unitIri } from '../core/packages/package-activity.ts';
import { unitsOf, type CourseUnit } from '../core/packages/course.ts';
import { nextUnit, openUnit } from '../core/sequencing/course-way.ts';
import { wordsOf } from '../core/sequencing/exceptions.ts';
import { openUnits } from '../core/packages/unit-order.ts';
import { changeDocument } from '../records/documents.ts';
import { judge, saidByUnit, saidIn, sayAsLms, stateIn } from './judge.ts';
import { closeRun, openRun, tellOfAsset } from './scorm-runs.ts';
import { findWay, keepTracking, leaveWay } from './sequence.ts';
import { endSession, openSessions, registrationFor } from './store.ts';
import { packageTables, type PackageRow, type RegistrationRow, type SessionRow } from './tables.ts';

export interface Launched {
  readonly sessionId: string;
  readonly unit: number;
  readonly url: string;
  readonly mode: SessionRow['mode'];
}

const notYet = { code: 'unit-not-open', text: 'Other units of this course come first. Take those that are open.' };

interface ForWhom {
  readonly package: PackageRow;
  readonly personId: string;
  readonly origin: string;
  readonly now: Instant;
}

/** Opens a unit for a person: what was open in the registration is abandoned, the unit gets its documents and its one-time address. */
export async function launchUnit(tx: Tx, given: ForWhom & { readonly unit: number }): Promise<Launched | null> {
  const { package: row, personId, now } = given;
  const unit = unitsOf(row.course.children)[given.unit];
  if (!unit) return null;
  const registration = await registrationFor(tx, row.package_id, personId, now);
  await abandonOpen(tx, row, registration, now);
  await leaveWay(tx, row.course, registration, now);
  const said = await saidIn(tx, registration.registration);
  const state = await stateIn(tx, row, registration, said);
  const isDone = unit.moveOn !== 'NotApplicable' && (state.units[given.unit]?.satisfied ?? false);
  const way = await findWay(tx, row.course, registration);
  if (!way) {
    if (!openUnits(row.course, saidByUnit(row.package_id, row.course, said))[given.unit]) throw refused(notYet);
    return deliverUnit(tx, { ...given, registration, mode: isDone ? 'Review' : 'Normal' });
  }
  const isNext = nextUnit(way) === given.unit && !state.satisfied;
  if (isDone && !isNext) return deliverUnit(tx, { ...given, registration, mode: 'Review' });
  const opened = openUnit(way, given.unit);
  if (!opened.ok) throw refused({ code: notYet.code, text: wordsOf(opened.code) });
  await keepTracking(tx, registration, opened.navigation.tracking, now);
  return deliverUnit(tx, { ...given, registration, mode: 'Normal', resumed: opened.navigation.outcome.isResumed });
}

/** Opens a unit that may be opened. */
export async function deliverUnit(
  tx: Tx,
  given: ForWhom & {
    readonly unit: number;
    readonly registration: RegistrationRow;
    readonly mode: 'Normal' | 'Review';
    readonly resumed?: boolean;
  },
): Promise<Launched | null> {
  const { package: row, registration, mode, personId, origin, now } = given;
  const unit = unitsOf(row.course.children)[given.unit];
  if (!unit) return null;
  const [sessionId, content, fetchToken] = [randomUUID(), newToken(), newToken()];
  const activityId = unitIri(row.package_id, given.unit);
  const folder = `${origin}/play/${content}`;
  const url =
    row.kind === 'cmi5'
      ? cmi5Url(unit, { origin, folder, fetchToken, activityId, registration: registration.registration, personId })
      : `${folder}/`;
  await packageTables(tx)
    .insertInto('training_unit_session')
    .values({
      session_id: sessionId,
      registration: registration.registration,
      unit: given.unit,
      mode,
      launched_at: new Date(now),
      content_hash: hashToken(content),
      fetch_hash: hashToken(fetchToken),
      key_hash: null,
      ended_at: null,
      ended_by: null,
    })
    .execute();
  if (row.kind === 'cmi5')
    await writeLaunchData(tx, unit, { sessionId, mode, returnUrl: `${folder}/left` }, { registration, activityId, now });
  else if (mode === 'Normal') await openRun(tx, { row, registration, unit, place: given.unit, sessionId, resumed: given.resumed }, now);
  // The address in the ledger has none of the secrets in it.
  const launch = { unit, mode, url: `${courseIri(row.package_id)}/files/${unit.url}` };
  const saying = { verb: 'launched' as const, personId, activityId, publisherId: unit.id, registration: registration.registration };
  await sayAsLms(tx, row.kind, [{ ...saying, sessionId, at: now, launch }], now);
  if (unit.isAsset) await tellOfAsset(tx, { registration, unit, activityId, sessionId }, now);
  await judge(tx, registration, row.course, sessionId, now);
  return { sessionId, unit: given.unit, url, mode };
}

function cmi5Url(
  unit: CourseUnit,
  to: { origin: string; folder: string; fetchToken: string; activityId: string; registration: string; personId: string },
): string {
  const query = new URLSearchParams({
    endpoint: `${to.origin}/cmi5/xapi/`,
    fetch: `${to.origin}/cmi5/fetch/${to.fetchToken}`,
    actor: JSON.stringify(learnerOf(to.personId)),
    registration: to.registration,
    activityId: to.activityId,
  });
  const [path = '', fragment] = unit.url.split('#');
  const joined = `${path}${path.includes('?') ? '&' : '?'}${query}`;
  return `${to.folder}/files/${joined}${fragment === undefined ? '' : `#${fragment}`}`;
}

async function writeLaunchData(
  tx: Tx,
  unit: CourseUnit,
  launch: { sessionId: string; mode: string; returnUrl: string },
  { registration, activityId, now }: { registration: RegistrationRow; activityId: string; now: Instant },
): Promise<void> {
  const [version] = versions;
  if (!version) return;
  const agent = actorKey(learnerOf(registration.person_id)) ?? '';
  const place = { kind: 'state' as const, activityId, agent, registration: registration.registration };
  const content = Buffer.from(JSON.stringify(launchData(unit, launch)));
  await changeDocument(tx, place, 'LMS.LaunchData', { method: 'PUT', content, contentType: 'application/json' }, version, now);
}

/** Sessions that never said Terminated: nobody comes back to them (cmi5 9.3.6). */
export async function abandonOpen(tx: Tx, row: PackageRow, registration: RegistrationRow, now: Instant, only?: string): Promise<number> {
  const open = (await openSessions(tx, registration.registration)).filter((one) => only === undefined || one.session_id === only);
  const units = unitsOf(row.course.children);
  if (row.kind !== 'cmi5') for (const session of open) await closeRun(tx, { row, registration, session }, now);
  await sayAsLms(
    tx,
    row.kind,
    open.map((session) => ({
      verb: 'abandoned' as const,
      personId: registration.person_id,
      activityId: unitIri(row.package_id, session.unit),
      publisherId: units[session.unit]?.id ?? '',
      registration: registration.registration,
      sessionId: session.session_id,
      at: now,
      seconds: (now - session.launched_at.getTime()) / 1000,
    })),
    now,
  );
  for (const session of open) await endSession(tx, session.session_id, 'abandoned', now);
  return open.length;
}
