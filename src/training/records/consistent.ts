import { sql } from 'kysely';
import type { Instant } from '#kernel/time.ts';
import type { Clock } from '#platform/deps.ts';
import type { Db } from '#platform/db/open.ts';
import { appendLock } from './append.ts';

const freshMs = 100;

/**
 * X-Experience-API-Consistent-Through (Communication 2.1.3): a moment before which everything stored can be found. With nobody
 * appending that is now; otherwise the last thing committed. An older moment stays true, so one look serves many replies.
 */
export function consistentThrough(db: Db, clock: Clock): () => Promise<string> {
  let looked: { readonly at: number; readonly through: Promise<string> } | null = null;
  return () => {
    const at = performance.now();
    if (looked && at - looked.at < freshMs) return looked.through;
    const through = look(db, clock.now());
    looked = { at, through };
    through.catch(() => (looked = null));
    return through;
  };
}

async function look(db: Db, now: Instant): Promise<string> {
  return db.tx(async (tx) => {
    const { rows } = await sql<{ idle: boolean }>`select pg_try_advisory_xact_lock_shared(${appendLock}) as idle`.execute(tx);
    const { rows: heads } = await sql<{ stored: Date }>`select stored from record_statement order by seq desc limit 1`.execute(tx);
    const last = heads[0]?.stored.getTime() ?? 0;
    return new Date(rows[0]?.idle ? Math.max(now, last) : last).toISOString();
  });
}
