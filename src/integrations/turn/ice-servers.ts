import { createHmac } from 'node:crypto';
import type { Instant } from '#kernel/time.ts';

export interface TurnSettings {
  readonly stunUrls: readonly string[];
  readonly turnUrls: readonly string[];
  /** Shared with the TURN server (coturn: `use-auth-secret`, `static-auth-secret`); null: no relay. */
  readonly turnSecret: string | null;
}

export interface IceServer {
  readonly urls: string[];
  readonly username?: string;
  readonly credential?: string;
}

const lifeSeconds = 3600;

/**
 * Where browsers find a way to each other. Credentials of the relay are good for an hour: the user name is when they end and for whom, the
 * password its HMAC-SHA1 under the shared secret (draft-uberti-behave-turn-rest-00, section 2.2, as coturn implements it).
 */
export function iceServers({ stunUrls, turnUrls, turnSecret }: TurnSettings, name: string, now: Instant): IceServer[] {
  const stun = stunUrls.length === 0 ? [] : [{ urls: [...stunUrls] }];
  if (turnUrls.length === 0 || turnSecret === null) return stun;
  const username = `${Math.floor(now / 1000) + lifeSeconds}:${name}`;
  const credential = createHmac('sha1', turnSecret).update(username).digest('base64');
  return [...stun, { urls: [...turnUrls], username, credential }];
}
