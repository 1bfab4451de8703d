import { audit } from '#platform/audit/audit.ts';
import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { refused } from '#platform/http/problem.ts';
import * as contract from '../contract/gate.ts';
import { readReadiness } from '../shell/readiness.ts';
import { dueAgain, loadDeliveries } from '../store/deliveries.ts';

const deliveriesShown = 200;

export function readinessRoutes({ db, clock, server }: Deps, targets: readonly string[]): void {
  /** Names people with what they lack, so each look is written down. */
  bind(server, contract.getReadiness, async ({ query, actor }) => {
    const answer = await readReadiness(db, query, clock.now());
    const read = { action: 'training.readiness-read', subjectKind: 'training', subjectId: 'readiness' };
    await db.tx((tx) => audit(tx, actor, read, clock.now()));
    return answer;
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
