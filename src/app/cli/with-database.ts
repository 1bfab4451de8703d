import { migrate } from '#platform/db/migrate.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import type { Config } from '../config.ts';

/** Opens the configured database, up to date, for one piece of work; joins the server's own when that is running. */
export async function withDatabase<T>({ databaseUrl }: Pick<Config, 'databaseUrl'>, work: (db: Db) => Promise<T>): Promise<T> {
  const db = await openDb(databaseUrl, { poolMax: 4 });
  try {
    await migrate(db);
    return await work(db);
  } finally {
    await db.close();
  }
}
