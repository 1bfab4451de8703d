import { migrate } from '#platform/db/migrate.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import type { Config } from '../config.ts';
import { secretsOf } from '../secrets.ts';

/** Opens the configured database, up to date, for one piece of work; joins the server's own when that is running. */
export async function withDatabase<T>(config: Pick<Config, 'databaseUrl' | 'secrets'>, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(config.databaseUrl, { poolMax: 4, secrets: secretsOf(config) });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await db.close();
  }
}
