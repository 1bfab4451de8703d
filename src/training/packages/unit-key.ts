import { dayMs, type Instant } from '#kernel/time.ts';
import { hashToken } from '#platform/auth/token.ts';
import type { Db } from '#platform/db/open.ts';
import { unitHomePage } from '../core/packages/package-activity.ts';
import type { RecordKey } from '../records/keys.ts';
import { findSession } from './store.ts';
import type { SessionRow } from './tables.ts';

export const unitMount = '/cmi5/xapi';
/** A unit that is left open over a shift goes on; one that is found open the next day does not. */
export const sessionLifeMs = dayMs;

export interface UnitKey extends RecordKey {
  readonly session: SessionRow;
}

/** The key of a unit's session, out of its authorisation (`Basic` and the token of the fetch address; cmi5 8.2). */
export async function unitKeyOf(db: Db, authorization: string | undefined, now: Instant): Promise<UnitKey | null> {
  const [, token = ''] = /^Basic\s+([\w+/=-]{40,200})$/i.exec(authorization ?? '') ?? [];
  const session = token === '' ? null : await findSession(db, 'key_hash', hashToken(token));
  if (!session || session.ended_at !== null || now > session.launched_at.getTime() + sessionLifeMs) return null;
  return {
    key: session.registration,
    name: 'Content package',
    scopes: ['statements/write', 'statements/read/mine', 'state', 'profile'],
    homePage: unitHomePage,
    mount: unitMount,
    session,
  };
}
