import { randomBytes } from 'node:crypto';
import { inject } from 'vitest';
import { openDb, type Db } from '#platform/db/open.ts';
import { asAdmin } from './database-server.ts';

export interface TestDatabase {
  readonly url: string;
  /** Drops it; every connection must be closed. */
  readonly drop: () => Promise<void>;
}

/** A fresh, migrated, empty database for one test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const { url, template } = inject('database');
  const name = `t_${randomBytes(6).toString('hex')}`;
  await asAdmin(url, `create database ${name} template ${template}`);
  return { url: url.replace('%', name), drop: () => asAdmin(url, `drop database ${name}`) };
}

export async function testDb(): Promise<Db> {
  const { url, drop } = await testDatabase();
  const db = await openDb(url, { poolMax: 5 });
  return {
    ...db,
    close: async () => {
      await db.close();
      await drop();
    },
  };
}
