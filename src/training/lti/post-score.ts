import { randomUUID } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { mediaTypes, scopes } from '../core/lti/vocabulary.ts';
import { signMessage } from '../keys/signing-keys.ts';
import type { PlatformRow } from './tables.ts';

const timeoutMs = 10_000;

export interface ScoreTold {
  readonly userId: string;
  readonly at: Instant;
  /** 0 … 1; null: without a score. */
  readonly share: number | null;
  readonly isDone: boolean;
}

/** Gets a token and posts a score to a line item (IMS Security Framework 4.1, AGS 3.4). @throws with a plain reason when it was not taken. */
export async function postScore(
  { db, now }: { readonly db: Db; readonly now: Instant },
  platform: PlatformRow,
  lineItemUrl: string,
  score: ScoreTold,
): Promise<void> {
  const assertion = await signMessage(
    db,
    { iss: platform.client_id, sub: platform.client_id, aud: platform.token_url, jti: randomUUID() },
    now,
  );
  const form = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope: scopes.score,
  });
  const reply = await fetch(platform.token_url, { method: 'POST', body: form, redirect: 'error', signal: AbortSignal.timeout(timeoutMs) });
  if (!reply.ok) throw new Error(`The platform gave no token (${reply.status}).`);
  const { access_token: token } = (await reply.json()) as { access_token?: unknown };
  if (typeof token !== 'string') throw new Error('The platform gave no token.');
  // Parameters of a line item's address belong behind the added step (AGS 3.4.2).
  const url = new URL(lineItemUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}/scores`;
  const body = {
    userId: score.userId,
    timestamp: new Date(score.at).toISOString(),
    activityProgress: score.isDone ? 'Completed' : 'InProgress',
    gradingProgress: score.share === null ? 'Pending' : 'FullyGraded',
    ...(score.share === null ? {} : { scoreGiven: Math.round(score.share * 10_000) / 100, scoreMaximum: 100 }),
  };
  const sent = await fetch(url, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': mediaTypes.score },
    body: JSON.stringify(body),
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
  });
  if (!sent.ok) throw new Error(`The platform did not take the score (${sent.status}).`);
}
