import { createReadStream, createWriteStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg, { type PoolClient } from 'pg';
import type { Db } from './open.ts';

/*
 * A back-up is gzipped lines of JSON: a head, then each table's name and its rows. It needs no program beside ours (the
 * embedded server comes without pg_dump) and moves between the embedded database and a server, and between versions.
 */
const format = 'atelbow-backup/1';
const rowsPerRead = 1000;

interface Head {
  readonly format: string;
  readonly at: string;
  /** Names of the migrations that had run: restore needs the same ones. */
  readonly migrations: readonly string[];
}

/** Writes everything as of one moment to `file`. Answers how many rows. Other work goes on meanwhile. */
export async function backUp(db: Db, file: string): Promise<number> {
  const client = await db.pool.connect();
  let rows = 0;
  try {
    await client.query('begin isolation level repeatable read read only');
    async function* lines(): AsyncGenerator<string> {
      const head: Head = { format, at: new Date().toISOString(), migrations: await migrationsOf(client) };
      yield `${JSON.stringify(head)}\n`;
      for (const table of await tablesInOrder(client)) {
        yield `${JSON.stringify({ table })}\n`;
        for await (const row of rowsOf(client, table)) {
          rows++;
          yield `${row}\n`;
        }
      }
    }
    await pipeline(Readable.from(lines()), createGzip(), createWriteStream(file, { flags: 'wx', mode: 0o600 }));
    return rows;
  } finally {
    await client.query('rollback');
    client.release();
  }
}

async function* rowsOf(client: PoolClient, table: string): AsyncGenerator<string> {
  const name = pg.escapeIdentifier(table);
  await client.query(`declare rows no scroll cursor for select to_jsonb(t)::text as row from ${name} t`);
  for (;;) {
    const { rows } = await client.query<{ row: string }>(`fetch ${rowsPerRead} from rows`);
    for (const { row } of rows) yield row;
    if (rows.length < rowsPerRead) break;
  }
  await client.query('close rows');
}

/**
 * Reads a back-up into a migrated database that nobody uses yet: all of it or nothing.
 * @throws with what to do when the file is none of ours, the versions differ, or the database is in use.
 */
export async function restore(db: Db, file: string): Promise<number> {
  const client = await db.pool.connect();
  try {
    await client.query('begin');
    const tables = await tablesInOrder(client);
    const { rowCount } = await client.query('select 1 from account limit 1');
    if (rowCount) throw new Error('This database is in use (it has accounts). Restore into a new one: set DATABASE_URL to another place.');
    // Migrations may have put rows of their own; the back-up brings them too.
    await client.query(`truncate ${tables.map((table) => pg.escapeIdentifier(table)).join(', ')}`);
    const rows = await readInto(client, file, new Set(tables));
    await resetSequences(client);
    await client.query('commit');
    return rows;
  } catch (error) {
    await client.query('rollback');
    throw error;
  } finally {
    client.release();
  }
}

async function readInto(client: PoolClient, file: string, known: ReadonlySet<string>): Promise<number> {
  const lines = createInterface({ input: createReadStream(file).pipe(createGunzip()), crlfDelay: Infinity });
  let table = '';
  let batch: string[] = [];
  let rows = 0;
  let head: Head | null = null;
  let columns = '';
  const flush = async (): Promise<void> => {
    if (batch.length === 0) return;
    const name = pg.escapeIdentifier(table);
    await client.query(
      `insert into ${name} (${columns}) overriding system value select ${columns} from jsonb_populate_recordset(null::${name}, $1::jsonb)`,
      [`[${batch.join(',')}]`],
    );
    rows += batch.length;
    batch = [];
  };
  for await (const line of lines) {
    if (!head) {
      head = JSON.parse(line) as Head;
      await checkHead(client, head);
    } else if (line.startsWith('{"table":')) {
      await flush();
      ({ table } = JSON.parse(line) as { table: string });
      if (!known.has(table)) throw new Error(`The back-up has a table "${table}" that this version does not know.`);
      columns = await storedColumns(client, table);
    } else {
      batch.push(line);
      if (batch.length === rowsPerRead) await flush();
    }
  }
  if (!head) throw new Error('The file is empty: it is no back-up of AtElbow.');
  await flush();
  return rows;
}

/** All but those that the database works out itself. */
async function storedColumns(client: PoolClient, table: string): Promise<string> {
  const { rows } = await client.query<{ name: string }>(
    "select column_name as name from information_schema.columns where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER' order by ordinal_position",
    [table],
  );
  return rows.map(({ name }) => pg.escapeIdentifier(name)).join(', ');
}

async function checkHead(client: PoolClient, head: Head): Promise<void> {
  if (head.format !== format) throw new Error('The file is no back-up of AtElbow, or of a newer version.');
  const here = await migrationsOf(client);
  if (here.join() !== head.migrations.join())
    throw new Error(
      `The back-up is from another version (its last migration is ${head.migrations.at(-1)}). Restore it with that version, then upgrade.`,
    );
}

async function migrationsOf(client: PoolClient): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>('select name from migration order by name');
  return rows.map(({ name }) => name);
}

/** Our tables, those that others refer to first. Job queues of the machinery are not part of a back-up. */
async function tablesInOrder(client: PoolClient): Promise<string[]> {
  const { rows: tables } = await client.query<{ name: string }>(
    "select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'migration' order by 1",
  );
  const { rows: links } = await client.query<{ from: string; to: string }>(
    "select conrelid::regclass::text as from, confrelid::regclass::text as to from pg_constraint where contype = 'f' and connamespace = 'public'::regnamespace",
  );
  const ordered = new Set<string>();
  const visit = (name: string, path: readonly string[]): void => {
    if (ordered.has(name) || path.includes(name)) return;
    for (const link of links) if (link.from === name && link.to !== name) visit(link.to, [...path, name]);
    ordered.add(name);
  };
  for (const { name } of tables) visit(name, []);
  return [...ordered];
}

async function resetSequences(client: PoolClient): Promise<void> {
  const { rows } = await client.query<{ table: string; column: string }>(
    "select table_name as table, column_name as column from information_schema.columns where table_schema = 'public' and is_identity = 'YES'",
  );
  for (const { table, column } of rows) {
    const [name, field] = [pg.escapeIdentifier(table), pg.escapeIdentifier(column)];
    await client.query(`select setval(pg_get_serial_sequence($1, $2), coalesce((select max(${field}) from ${name}), 0) + 1, false)`, [
      name,
      column,
    ]);
  }
}
