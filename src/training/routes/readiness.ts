import { loadGoLives } from '#directory/index.ts';
import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { refused } from '#platform/http/problem.ts';
import * as contract from '../contract/gate.ts';
import { loadPicture } from '../shell/gate-picture.ts';
import { readinessOf } from '../shell/readiness.ts';
import { dueAgain, loadDeliveries } from '../store/deliveries.ts';

const deliveriesShown = 200;

export function readinessRoutes({ db, clock, server }: Deps, targets: readonly string[]): void {
  /** Names people with what they lack, so each look is written down. */
  bind(server, contract.getReadiness, async ({ actor }) => {
    const picture = await loadPicture(db, clock.now());
    const goLives = await loadGoLives(db);
    const waves = new Map(goLives.toSorted((a, b) => b.date.localeCompare(a.date)).map((one) => [one.unitId, one.wave]));
    await db.tx((tx) =>
      audit(tx, actor, { action: 'training.readiness-read', subjectKind: 'training', subjectId: 'readiness' }, clock.now()),
    );
    return readinessOf(picture, waves);
  });

  bind(server, contract.listDeliveries, async () => ({
    targets: [...targets],
    deliveries: (await loadDeliveries(db, deliveriesShown)).map((row) => ({
      deliveryId: row.delivery_id,
      target: row.target,
      personId: row.person_id,
      state: row.state,
      allow: row.change.allow,
      tries: row.tries,
      problem: row.problem,
      at: row.at.getTime(),
    })),
  }));

  bind(server, contract.retryDelivery, ({ params, actor }) =>
    db.tx(async (tx) => {
      if (!(await dueAgain(tx, params.deliveryId, clock.now())))
        throw refused({ code: 'not-failed', text: 'This one did not fail, or a newer one took its place.' });
      await audit(tx, actor, { action: 'training.delivery-retried', subjectKind: 'delivery', subjectId: params.deliveryId }, clock.now());
      return {};
    }),
  );
}
