import { createHmac } from 'node:crypto';
import type { GateChange, GateTarget } from '#training/index.ts';

export interface WebHookOptions {
  readonly url: string;
  readonly secret: string;
  readonly now: () => number;
}
const timeoutMs = 10_000;

/**
 * Posts each change of access as JSON, signed as the Standard Webhooks specification has it: `webhook-id`, `webhook-timestamp` and
 * `webhook-signature` = `v1,` + base64 of HMAC-SHA-256 over `id.timestamp.body`. The id is the same for every attempt.
 */
export const webHookTarget = ({ url, secret, now }: WebHookOptions): GateTarget => ({
  name: 'web-hook',
  async send(change) {
    const body = JSON.stringify({ type: 'gate.changed', ...bodyOf(change) });
    const timestamp = String(Math.floor(now() / 1000));
    const reply = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(timeoutMs),
      headers: {
        'content-type': 'application/json',
        'webhook-id': change.key,
        'webhook-timestamp': timestamp,
        'webhook-signature': `v1,${createHmac('sha256', secret).update(`${change.key}.${timestamp}.${body}`).digest('base64')}`,
      },
      body,
    });
    await reply.body?.cancel();
    if (!reply.ok) throw new Error(`The web hook answered ${reply.status}.`);
  },
});

function bodyOf({ key: _key, until, decidedAt, ...change }: GateChange): object {
  return { ...change, until: until === null ? null : new Date(until).toISOString(), decidedAt: new Date(decidedAt).toISOString() };
}
