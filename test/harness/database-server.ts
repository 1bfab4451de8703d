import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { TestProject } from 'vitest/node';
import { startEmbedded } from '#platform/db/embedded.ts';
import { migrate } from '#platform/db/migrate.ts';
import { openDb } from '#platform/db/open.ts';

declare module 'vitest' {
  export interface ProvidedContext {
    /** URL with `%` where the name of a database goes, and the migrated one that each test file copies. */
    database: { url: string; template: string };
  }
}

/**
 * One server for the run and one migrated template; a copy for each test file takes about 50 ms. The embedded server
 * by default; a PostgreSQL server when TEST_DATABASE_URL names one (`postgres://user@host/%`).
 */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const given = process.env.TEST_DATABASE_URL;
  if (given && !given.includes('%'))
    throw new Error('TEST_DATABASE_URL must have % where the database name goes: postgres://app@127.0.0.1/%');
  const { url, stop } = given ? { url: given, stop: async () => undefined } : await throwAwayServer();
  const template = `template_${randomBytes(4).toString('hex')}`;
  await asAdmin(url, `create database ${template}`);
  const db = await openDb(url.replace('%', template), { poolMax: 2 });
  await migrate(db);
  await db.close();
  project.provide('database', { url, template });
  return async () => {
    if (given) await asAdmin(url, `drop database ${template}`);
    await stop();
  };
}

async function throwAwayServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const dir = mkdtempSync(join(tmpdir(), 'atelbow-test-'));
  const server = await startEmbedded(dir, { throwAway: true });
  const url = `postgres://app@localhost/%?host=${encodeURIComponent(String(server.config.host))}&port=5432`;
  return {
    url,
    stop: async () => {
      await server.stop();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}

export async function asAdmin(url: string, statement: string): Promise<void> {
  const client = new pg.Client(url.replace('%', 'postgres'));
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
