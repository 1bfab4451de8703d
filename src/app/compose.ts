import { join } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { openDb, type Db } from '#platform/db/open.ts';
import { migrate } from '#platform/db/migrate.ts';
import type { Clock } from '#platform/deps.ts';
import { serveOperations } from '#platform/http/operations.ts';
import { servePages } from '#platform/http/pages.ts';
import { makeServer } from '#platform/http/server.ts';
import { streamNews } from '#platform/realtime/stream.ts';
import type { Config } from './config.ts';

export interface App {
  readonly server: FastifyInstance;
  readonly db: Db;
  close(): Promise<void>;
}

export const machineClock: Clock = { now: () => Date.now() };

/** Joins everything. The only function that knows every context and every adapter. */
export async function compose(config: Config, clock: Clock = machineClock): Promise<App> {
  const db = await openDb(config.databaseUrl);
  await migrate(db);
  const server = await makeServer({
    log: config.log,
    version: config.version,
    callsPerMinuteMax: config.callsPerMinuteMax,
    authenticate: async () => null,
  });
  void clock;
  serveOperations(server, db, config.version);
  await streamNews(server, db);
  await servePages(server, join(import.meta.dirname, '../../dist'));
  return {
    server,
    db,
    async close() {
      await server.close();
      await db.close();
    },
  };
}
