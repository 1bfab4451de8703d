import type { Agent } from 'node:https';
import webPush from 'web-push';
import type { Push } from '#support/index.ts';

/** Push services of the browsers in use; a service of one's own is added by PUSH_HOSTS. */
const services = ['fcm.googleapis.com', 'push.services.mozilla.com', 'push.apple.com', 'notify.windows.com'];
const timeoutMs = 10_000;

interface Options {
  /** `mailto:` or `https:`: whom a push service may tell that something is wrong. */
  readonly subject: string;
  readonly hosts?: readonly string[];
  /** For tests with a certificate of their own. */
  readonly agent?: Agent;
}

/** Web push, encrypted for one browser (RFC 8291) and signed with the installation's key (VAPID, RFC 8292). */
export function webPushSender({ subject, hosts = [], agent }: Options): Push {
  const allowed = [...services, ...hosts];
  return {
    makeKeys: () => webPush.generateVAPIDKeys(),
    isAllowed: (endpoint) => {
      const url = URL.parse(endpoint);
      return url?.protocol === 'https:' && allowed.some((host) => url.hostname === host || url.hostname.endsWith(`.${host}`));
    },
    async send({ endpoint, p256dh, auth }, payload, { keys, ttlSeconds, key }) {
      try {
        await webPush.sendNotification({ endpoint, keys: { p256dh, auth } }, payload, {
          vapidDetails: { subject, ...keys },
          TTL: ttlSeconds,
          urgency: 'high',
          topic: topicOf(key),
          timeout: timeoutMs,
          ...(agent ? { agent } : {}),
        });
        return 'sent';
      } catch (error) {
        const status = error instanceof webPush.WebPushError ? error.statusCode : 0;
        if (status === 404 || status === 410) return 'gone';
        // Neither the address nor what the service answered belongs in a log.
        throw new Error(status === 0 ? 'the push service could not be reached' : `the push service answered ${status}`);
      }
    },
  };
}

/** At most 32 characters of the URL-safe alphabet: a push that waits is replaced by its own repetition. */
const topicOf = (key: string): string => key.replaceAll(/[^\w-]/g, '').slice(-32);
