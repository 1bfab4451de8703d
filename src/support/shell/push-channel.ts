import type { Db } from '#platform/db/open.ts';
import type { Page, Push } from '../ports.ts';
import { dropSubscription, pushKeys, subscriptionsOf } from '../store/push.ts';

/** The push as a channel: to every browser of the person; one that is gone is forgotten. */
export const pushChannel = (db: Db, push: Push): Page => ({
  async send({ to, unitName, priority, callBackCode, offerId, key, expiresAt, now }) {
    const subscriptions = await subscriptionsOf(db, to.personId);
    if (subscriptions.length === 0) return 'none';
    const keys = await pushKeys(db, push.makeKeys, now);
    // Unit, priority and call-back code, nothing else: a push service is somebody else's computer.
    const payload = JSON.stringify({ unit: unitName, priority, code: callBackCode, offer: offerId });
    const ttlSeconds = Math.max(1, Math.ceil((expiresAt - now) / 1000));
    const outcomes = await Promise.allSettled(
      subscriptions.map(async ({ endpoint, p256dh, auth }) => {
        const outcome = await push.send({ endpoint, p256dh, auth }, payload, { keys, ttlSeconds, key });
        if (outcome === 'gone') await dropSubscription(db, endpoint);
        return outcome;
      }),
    );
    if (outcomes.some((one) => one.status === 'fulfilled' && one.value === 'sent')) return 'sent';
    const failed = outcomes.find((one) => one.status === 'rejected');
    if (failed) throw failed.reason;
    return 'none';
  },
});
