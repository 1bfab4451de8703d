import type { Deps } from '#platform/deps.ts';
import type { Tx } from '#platform/db/open.ts';
import { audit } from '#platform/audit/audit.ts';
import { bind } from '#platform/http/bind.ts';
import type { ContentOrigin } from '#platform/http/content-origin.ts';
import { forbidden, notFound, refused } from '#platform/http/problem.ts';
import * as contract from '../contract/packages.ts';
import { unitsOf } from '../core/packages/course.ts';
import { openUnits } from '../core/packages/unit-order.ts';
import type { CourseState } from '../core/packages/move-on.ts';
import type { SaidOfUnit } from '../core/packages/unit-statement.ts';
import { nextUnit, openUnit, openWays, type Way } from '../core/sequencing/course-way.ts';
import { saidByUnit, saidIn, stateIn } from './judge.ts';
import { abandonOpen, launchUnit, type Launched } from './launch.ts';
import { moveFrom } from './move.ts';
import { findWay, findWayLeft, leaveWay } from './sequence.ts';
import { findPackage, findSession, listPackages, lockRegistration, registrationFor, registrationsOf } from './store.ts';
import type { PackageRow } from './tables.ts';
import { unitLines } from './views.ts';

const noOrigin = {
  code: 'no-content-origin',
  text: 'Courses from elsewhere run under a host name of their own, which is not set up here. Ask your administrator to set CONTENT_ORIGIN.',
};

const withdrawn = { code: 'withdrawn', text: 'This package is not given out any more. Ask your training lead.' };

/** Packages as a learner takes them. */
export function ownPackageRoutes(deps: Deps, content: ContentOrigin): void {
  const { db, clock, server } = deps;
  bind(server, contract.listOwnPackages, async ({ actor: { personId } }) => {
    if (personId === null) return { packages: [] };
    return db.tx(async (tx) => {
      const mine = new Map((await registrationsOf(tx, { personId })).map((one) => [one.package_id, one]));
      const rows = (await listPackages(tx)).filter((row) => row.withdrawn_at === null || mine.has(row.package_id));
      const packages: contract.OwnPackage[] = [];
      for (const row of rows) {
        const registration = mine.get(row.package_id);
        const said = registration ? await saidIn(tx, registration.registration) : new Map();
        const state = await stateIn(tx, row, registration, said);
        const { open, next } = openIn(row, await findWayLeft(tx, row.course, registration), state, said);
        packages.push({
          packageId: row.package_id,
          kind: row.kind,
          title: row.title,
          description: row.course.description,
          satisfied: registration ? state.satisfied : false,
          begun: registration !== undefined,
          playable: row.withdrawn_at === null,
          next,
          units: unitLines(row.course).map((line) => ({
            ...line,
            ...(state.units[line.unit] ?? { satisfied: false, waived: false }),
            open: open[line.unit] ?? true,
            hidden: unitsOf(row.course.children)[line.unit]?.isHidden ?? false,
          })),
        });
      }
      return { packages };
    });
  });

  bind(server, contract.launchOwnUnit, async ({ params, actor, request }) =>
    db.tx(async (tx) => {
      const { personId } = actor;
      if (personId === null) throw forbidden('This account belongs to no person, so nothing could be recorded.');
      const row = await findPackage(tx, params.packageId);
      const unit = row && unitsOf(row.course.children)[params.unit];
      if (!row || !unit) throw notFound('This unit');
      if (row.withdrawn_at !== null) throw refused(withdrawn);
      const origin = content.of(request.host);
      if (origin === null) throw refused(noOrigin);
      const launched = await launchUnit(tx, { package: row, unit: params.unit, personId, origin, now: clock.now() });
      if (!launched) throw notFound('This unit');
      const subject = { subjectKind: 'training-package', subjectId: row.package_id };
      await audit(tx, actor, { action: 'training.package-opened', ...subject }, clock.now());
      return launchedView(tx, row, personId, launched);
    }),
  );
  ownSessionRoutes(deps, content);
}

/** On from a unit, and out of it. */
function ownSessionRoutes({ db, clock, server }: Deps, content: ContentOrigin): void {
  bind(server, contract.moveOwnUnit, async ({ params, body, actor, request }) =>
    db.tx(async (tx) => {
      const { session, registration, row } = await ownSession(tx, params.sessionId, actor.personId);
      const origin = content.of(request.host);
      if (origin === null) throw refused(noOrigin);
      if (row.withdrawn_at !== null) throw refused(withdrawn);
      const { launched, ended, text } = await moveFrom(tx, { package: row, session, registration, origin, now: clock.now() }, body);
      const subject = { subjectKind: 'training-package', subjectId: row.package_id };
      await audit(tx, actor, { action: `training.package-${launched ? 'opened' : 'left'}`, ...subject }, clock.now());
      return { launched: launched && (await launchedView(tx, row, registration.person_id, launched)), ended, text };
    }),
  );

  bind(server, contract.leaveOwnUnit, async ({ params, actor }) =>
    db.tx(async (tx) => {
      const { session, registration, row } = await ownSession(tx, params.sessionId, actor.personId);
      if (session.ended_by === null) await abandonOpen(tx, row, registration, clock.now(), params.sessionId);
      await leaveWay(tx, row.course, registration, clock.now());
      if (session.ended_by !== null) return { endedBy: session.ended_by };
      await audit(tx, actor, { action: 'training.package-left', subjectKind: 'training-package', subjectId: row.package_id }, clock.now());
      return { endedBy: 'abandoned' as const };
    }),
  );
}

/** With its registration locked. Somebody else's session is as good as none. */
async function ownSession(tx: Tx, sessionId: string, personId: string | null) {
  const found = await findSession(tx, 'session_id', sessionId);
  const registration = found && (await lockRegistration(tx, found.registration));
  if (!found || !registration || registration.person_id !== personId) throw notFound('This session');
  const row = await findPackage(tx, registration.package_id);
  if (!row) throw notFound('This session');
  return { session: (await findSession(tx, 'session_id', sessionId)) ?? found, registration, row };
}

/** Which units can be opened from the list, and with which the course goes on by itself. */
function openIn(row: PackageRow, way: Way | null, state: CourseState, said: ReadonlyMap<string, readonly SaidOfUnit[]>) {
  if (!way) return { open: openUnits(row.course, saidByUnit(row.package_id, row.course, said)), next: null };
  const open = state.units.map(({ satisfied }, unit) => satisfied || openUnit(way, unit).ok);
  return { open, next: state.satisfied ? null : nextUnit(way) };
}

async function launchedView(tx: Tx, row: PackageRow, personId: string, launched: Launched): Promise<contract.Launched> {
  const unit = unitsOf(row.course.children)[launched.unit];
  const way = launched.mode === 'Normal' ? await findWay(tx, row.course, await registrationFor(tx, row.package_id, personId, 0)) : null;
  const ways = way && openWays(way);
  return {
    ...launched,
    launchMethod: unit?.launchMethod ?? 'AnyWindow',
    title: unit?.title ?? '',
    hasRunTime: row.kind !== 'cmi5',
    navigation: ways && { continue: ways.continue, previous: ways.previous, hides: [...(unit?.hides ?? [])] },
  };
}
