import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Db } from './open.ts';

const folder = join(import.meta.dirname, '../../../migrations');
const lockKey = 724_001;

interface Step {
  readonly name: string;
  readonly sql: string;
  readonly checksum: string;
}

function steps(): Step[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.sql'))
    .sort()
    .map((name) => {
      const sql = readFileSync(join(folder, name), 'utf8');
      return { name, sql, checksum: createHash('sha256').update(sql).digest('hex') };
    });
}

/**
 * Brings the schema up to date: each file of `migrations/` once, in order of name, each in a transaction of its own.
 * Several instances may start at once: an advisory lock lets one of them work.
 *
 * @throws when a file that has run was edited afterwards, or the database was made by a newer version.
 */
export async function migrate(db: Db): Promise<readonly string[]> {
  const client = await db.pool.connect();
  const done: string[] = [];
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      'create table if not exists migration (name text primary key, checksum text not null, at timestamptz not null default now())',
    );
    const ran = new Map(
      (await client.query<{ name: string; checksum: string }>('select name, checksum from migration')).rows.map((r) => [
        r.name,
        r.checksum,
      ]),
    );
    const known = steps();
    const newer = [...ran.keys()].find((name) => !known.some((step) => step.name === name));
    if (newer)
      throw new Error(`This database is from a newer version of AtElbow (it has ${newer}). Install that version, or restore a back-up.`);
    for (const step of known) {
      const before = ran.get(step.name);
      if (before === step.checksum) continue;
      if (before) throw new Error(`Migration ${step.name} was changed after it ran. Put it back and write a new one.`);
      await client.query('begin');
      try {
        await client.query(step.sql);
        await client.query('insert into migration (name, checksum) values ($1, $2)', [step.name, step.checksum]);
        await client.query('commit');
      } catch (error) {
        await client.query('rollback');
        throw error;
      }
      done.push(step.name);
    }
    return done;
  } finally {
    await client.query('select pg_advisory_unlock($1)', [lockKey]).catch(() => undefined);
    client.release();
  }
}
