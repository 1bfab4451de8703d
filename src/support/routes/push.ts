import type { Deps } from '#platform/deps.ts';
import { bind } from '#platform/http/bind.ts';
import { invalid, notFound } from '#platform/http/problem.ts';
import * as contract from '../contract.ts';
import type { Push } from '../ports.ts';
import { ownPerson } from '../shell/own-person.ts';
import { dropOwnSubscription, pushKeys, saveSubscription, subscriptionsOf } from '../store/push.ts';

export function pushRoutes({ db, clock, server }: Deps, push: Push | null): void {
  bind(server, contract.getPush, async ({ actor }) => {
    if (push === null || actor.personId === null) return { publicKey: null, browsers: 0 };
    const { publicKey } = await pushKeys(db, push.makeKeys, clock.now());
    return { publicKey, browsers: (await subscriptionsOf(db, actor.personId)).length };
  });

  bind(server, contract.subscribePush, async ({ body, actor }) => {
    const personId = ownPerson(actor);
    if (push === null) throw notFound('Push');
    if (!push.isAllowed(body.endpoint))
      throw invalid(
        'The push service of this browser is not on the list of this installation. Ask an administrator to add it (PUSH_HOSTS).',
      );
    const row = {
      endpoint: body.endpoint,
      person_id: personId,
      account_id: actor.accountId,
      ...body.keys,
      created_at: new Date(clock.now()),
    };
    await saveSubscription(db, row);
    return { done: true as const };
  });

  bind(server, contract.unsubscribePush, async ({ body, actor }) => {
    await dropOwnSubscription(db, body.endpoint, actor.accountId);
    return { done: true as const };
  });
}
