import type { Instant } from '#kernel/time.ts';
import type { Tx } from '#platform/db/open.ts';
import { ltiTables } from './tables.ts';

/** Uses up a value that may come once (`jti`, `nonce`). False: it was used before. What nobody can send any more is cleared away. */
export async function useOnce(tx: Tx, issuer: string, value: string, until: Instant, now: Instant): Promise<boolean> {
  await ltiTables(tx).deleteFrom('training_lti_once').where('expires_at', '<', new Date(now)).execute();
  const added = await ltiTables(tx)
    .insertInto('training_lti_once')
    .values({ issuer: issuer.slice(0, 300), value: value.slice(0, 600), expires_at: new Date(until) })
    .onConflict((conflict) => conflict.doNothing())
    .returning('value')
    .executeTakeFirst();
  return added !== undefined;
}
