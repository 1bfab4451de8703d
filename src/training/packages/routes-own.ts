import type { Deps } from '#platform/deps.ts';
import { audit } from '#platform/audit/audit.ts';
import { bind } from '#platform/http/bind.ts';
import type { ContentOrigin } from '#platform/http/content-origin.ts';
import { forbidden, notFound, refused } from '#platform/http/problem.ts';
import * as contract from '../contract/packages.ts';
import { unitsOf } from '../core/packages/course.ts';
import { openUnits } from '../core/packages/unit-order.ts';
import { saidByUnit, saidIn, stateOf } from './judge.ts';
import { abandonOpen, launchUnit } from './launch.ts';
import { findPackage, findSession, listPackages, lockRegistration, registrationsOf } from './store.ts';
import { unitLines } from './views.ts';

const noOrigin = {
  code: 'no-content-origin',
  text: 'Courses from elsewhere run under a host name of their own, which is not set up here. Ask your administrator to set CONTENT_ORIGIN.',
};

/** Packages as a learner takes them. */
export function ownPackageRoutes({ db, clock, server }: Deps, content: ContentOrigin): void {
  bind(server, contract.listOwnPackages, async ({ actor: { personId } }) => {
    if (personId === null) return { packages: [] };
    return db.tx(async (tx) => {
      const mine = new Map((await registrationsOf(tx, { personId })).map((one) => [one.package_id, one]));
      const rows = (await listPackages(tx)).filter((row) => row.withdrawn_at === null || mine.has(row.package_id));
      const packages: contract.OwnPackage[] = [];
      for (const row of rows) {
        const registration = mine.get(row.package_id);
        const said = registration ? await saidIn(tx, registration.registration) : new Map();
        const state = stateOf(row.package_id, row.course, said);
        const open = openUnits(row.course, saidByUnit(row.package_id, row.course, said));
        packages.push({
          packageId: row.package_id,
          kind: row.kind,
          title: row.title,
          description: row.course.description,
          satisfied: registration ? state.satisfied : false,
          begun: registration !== undefined,
          playable: row.withdrawn_at === null,
          units: unitLines(row.course).map((line) => ({
            ...line,
            ...(state.units[line.unit] ?? { satisfied: false, waived: false }),
            open: open[line.unit] ?? true,
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
      if (row.withdrawn_at !== null)
        throw refused({ code: 'withdrawn', text: 'This package is not given out any more. Ask your training lead.' });
      const origin = content.of(request.host);
      if (origin === null) throw refused(noOrigin);
      const launched = await launchUnit(tx, { package: row, unit: params.unit, personId, origin, now: clock.now() });
      if (!launched) throw notFound('This unit');
      const subject = { subjectKind: 'training-package', subjectId: row.package_id };
      await audit(tx, actor, { action: 'training.package-opened', ...subject }, clock.now());
      return { ...launched, launchMethod: unit.launchMethod, title: unit.title, hasRunTime: row.kind !== 'cmi5' };
    }),
  );

  bind(server, contract.leaveOwnUnit, async ({ params, actor }) =>
    db.tx(async (tx) => {
      const found = await findSession(tx, 'session_id', params.sessionId);
      const registration = found && (await lockRegistration(tx, found.registration));
      // Somebody else's session is as good as none.
      if (!found || !registration || registration.person_id !== actor.personId) throw notFound('This session');
      const row = await findPackage(tx, registration.package_id);
      if (!row) throw notFound('This session');
      const now = (await findSession(tx, 'session_id', params.sessionId)) ?? found;
      if (now.ended_by !== null) return { endedBy: now.ended_by };
      await abandonOpen(tx, row, registration, clock.now(), params.sessionId);
      await audit(tx, actor, { action: 'training.package-left', subjectKind: 'training-package', subjectId: row.package_id }, clock.now());
      return { endedBy: 'abandoned' as const };
    }),
  );
}
