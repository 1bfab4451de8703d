import { randomUUID } from 'node:crypto';
import { findPerson } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Tx } from '#platform/db/open.ts';
import type { Deps } from '#platform/deps.ts';
import type { Actor } from '#platform/http/actor.ts';
import { bind } from '#platform/http/bind.ts';
import { forbidden, notFound, Problem, refused } from '#platform/http/problem.ts';
import { tell } from '#platform/realtime/outbox.ts';
import * as contract from '../contract/packages.ts';
import { unitsOf } from '../core/packages/course.ts';
import { unitIri } from '../core/packages/package-activity.ts';
import { waive } from '../core/sequencing/report.ts';
import { packagesChanged } from '../events.ts';
import { judge, saidIn, sayAsLms } from './judge.ts';
import { zipLimits } from './open-zip.ts';
import { readPackage } from './read-package.ts';
import { findWay, keepTracking } from './sequence.ts';
import { findPackage, insertPackage, listPackages, registrationFor, setPackageWithdrawn } from './store.ts';
import { packageLines, unitLines } from './views.ts';

async function noted(tx: Tx, actor: Actor, action: string, packageId: string, at: number): Promise<void> {
  await audit(tx, actor, { action: `training.${action}`, subjectKind: 'training-package', subjectId: packageId }, at);
  await tell(tx, [packagesChanged(packageId)], at);
}

/** Packages as the training lead keeps them. */
export function packageRoutes(deps: Deps): void {
  const { db, clock, server } = deps;
  bind(server, contract.listPackages, async () => ({ packages: await packageLines(db, await listPackages(db)) }));

  bind(server, contract.getPackage, async ({ params }) => {
    const row = await findPackage(db, params.packageId);
    const [line] = row ? await packageLines(db, [row]) : [];
    if (!row || !line) throw notFound('This package');
    return { ...line, description: row.course.description, parts: unitLines(row.course) };
  });

  bind(server, contract.withdrawPackage, async ({ params, body, actor }) =>
    db.tx(async (tx) => {
      const at = clock.now();
      if (!(await setPackageWithdrawn(tx, params.packageId, body.withdrawn ? new Date(at) : null))) throw notFound('This package');
      await noted(tx, actor, body.withdrawn ? 'package-withdrawn' : 'package-given-out', params.packageId, at);
      return body;
    }),
  );
  importRoute(deps);
  waiveRoute(deps);
}

/** Bytes come as they are, so this route has a scope of its own with its own parser and limit. */
function importRoute({ db, clock, server }: Deps): void {
  void server.register(async (scope) => {
    scope.addContentTypeParser(
      'application/octet-stream',
      { parseAs: 'buffer', bodyLimit: zipLimits.zipBytesMax },
      (_request, body, done) => done(null, body),
    );
    bind(scope, contract.importPackage, async ({ actor, request }) => {
      if (!Buffer.isBuffer(request.body)) throw new Problem(400, 'no-bytes', 'Send the zip itself as application/octet-stream.');
      const zip = request.body;
      const { course, issues, files } = await readPackage(zip);
      if (!course) {
        const [first] = issues;
        const where = first && first.line > 0 ? `${first.file}, line ${first.line}: ` : '';
        throw new Problem(422, 'package-not-taken', `The package was not taken. ${where}${first?.text ?? ''}`, { issues });
      }
      return db.tx(async (tx) => {
        const stored = await insertPackage(tx, zip, course, files, { at: clock.now(), by: actor.name });
        if (stored.isNew) await noted(tx, actor, 'package-imported', stored.packageId, clock.now());
        return { ...stored, issues: [...issues] };
      });
    });
  });
}

function waiveRoute({ db, clock, server }: Deps): void {
  bind(server, contract.waiveUnit, async ({ params: { packageId, unit: place }, body, actor }) =>
    db.tx(async (tx) => {
      const row = await findPackage(tx, packageId);
      const unit = row && unitsOf(row.course.children)[place];
      if (!row || !unit) throw notFound('This unit');
      if (body.personId === actor.personId) throw forbidden('Nobody waives for themselves. Ask another lead.');
      if (!(await findPerson(tx, body.personId))) throw notFound('This person');
      const now = clock.now();
      const registration = await registrationFor(tx, packageId, body.personId, now);
      const activityId = unitIri(packageId, place);
      const said = (await saidIn(tx, registration.registration)).get(activityId) ?? [];
      if (said.some((one) => one.verb === 'waived'))
        throw refused({ code: 'waived-already', text: 'This unit is waived for them already.' });
      const saying = { verb: 'waived' as const, personId: body.personId, activityId, publisherId: unit.id, at: now };
      const sessionId = randomUUID();
      await sayAsLms(tx, row.kind, [{ ...saying, registration: registration.registration, sessionId, reason: body.reason }], now);
      const way = await findWay(tx, row.course, registration);
      if (way) await keepTracking(tx, registration, waive(way.tree, way.tracking, place), now);
      const { satisfied } = await judge(tx, registration, row.course, sessionId, now);
      const detail = { packageId, unit: place };
      await audit(tx, actor, { action: 'training.unit-waived', subjectKind: 'person', subjectId: body.personId, detail }, now);
      await tell(tx, [packagesChanged(packageId)], now);
      return { satisfied };
    }),
  );
}
