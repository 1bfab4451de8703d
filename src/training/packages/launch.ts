import { randomUUID } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import { hashToken, newToken } from '#platform/auth/token.ts';
import type { Tx } from '#platform/db/open.ts';
import { actorKey } from '../core/xapi/actor-key.ts';
import { versions } from '../core/xapi/versions.ts';
import { launchData, learnerOf } from '../core/packages/lms-statement.ts';
import { unitIri } from '../core/packages/package-activity.ts';
import { unitsOf, type CourseUnit } from '../core/packages/course.ts';
import { changeDocument } from '../records/documents.ts';
import { judge, saidIn, sayAsLms, stateOf } from './judge.ts';
import { endSession, openSessions, registrationFor } from './store.ts';
import { packageTables, type PackageRow, type RegistrationRow, type SessionRow } from './tables.ts';

export interface Launched {
  readonly sessionId: string;
  readonly url: string;
  readonly mode: SessionRow['mode'];
}

/** Opens a unit for a person: what was open in the registration is abandoned, the unit gets its documents and its one-time address. */
export async function launchUnit(
  tx: Tx,
  given: { readonly package: PackageRow; readonly unit: number; readonly personId: string; readonly base: string; readonly now: Instant },
): Promise<Launched | null> {
  const { package: row, personId, base, now } = given;
  const unit = unitsOf(row.course.children)[given.unit];
  if (!unit) return null;
  const registration = await registrationFor(tx, row.package_id, personId, now);
  await abandonOpen(tx, row, registration, now);
  const state = stateOf(row.package_id, row.course, await saidIn(tx, registration.registration));
  const isDone = unit.moveOn !== 'NotApplicable' && (state.units[given.unit]?.satisfied ?? false);
  const mode = isDone ? 'Review' : 'Normal';
  const [sessionId, content, fetchToken] = [randomUUID(), newToken(), newToken()];
  const activityId = unitIri(row.package_id, given.unit);
  const url = launchUrl(unit, { base, content, fetchToken, activityId, registration: registration.registration, personId });
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
  await writeLaunchData(
    tx,
    unit,
    { sessionId, mode, returnUrl: `${base}/learn/packages/${row.package_id}` },
    { registration, activityId, now },
  );
  // The address in the ledger has none of the secrets in it.
  const launch = { unit, mode, url: `${base}/package-content/${row.package_id}/${unit.url}` };
  const saying = { verb: 'launched' as const, personId, activityId, publisherId: unit.id, registration: registration.registration };
  await sayAsLms(tx, [{ ...saying, sessionId, at: now, launch }], now);
  await judge(tx, registration, row.course, sessionId, now);
  return { sessionId, url, mode };
}

function launchUrl(
  unit: CourseUnit,
  to: { base: string; content: string; fetchToken: string; activityId: string; registration: string; personId: string },
): string {
  const query = new URLSearchParams({
    endpoint: `${to.base}/cmi5/xapi/`,
    fetch: `${to.base}/cmi5/fetch/${to.fetchToken}`,
    actor: JSON.stringify(learnerOf(to.personId)),
    registration: to.registration,
    activityId: to.activityId,
  });
  const [path = '', fragment] = unit.url.split('#');
  const joined = `${path}${path.includes('?') ? '&' : '?'}${query}`;
  return `${to.base}/package-content/${to.content}/${joined}${fragment === undefined ? '' : `#${fragment}`}`;
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
  await sayAsLms(
    tx,
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
