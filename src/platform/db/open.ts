import { Kysely, PostgresDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { startEmbedded } from './embedded.ts';
import { noSecrets, type Secrets } from '../secrets/secrets.ts';
import { withRetries } from './retry.ts';

pg.types.setTypeParser(pg.types.builtins.INT8, Number);
// Dates stay text (`YYYY-MM-DD`): a JavaScript Date would give them a time zone that they do not have.
pg.types.setTypeParser(pg.types.builtins.DATE, (text) => text);

// Most of what is read are times in UTC, which the engine reads faster than the driver does.
const readTime = pg.types.getTypeParser(pg.types.builtins.TIMESTAMPTZ);
const inUtc = /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d(\.\d+)?\+00$/;
pg.types.setTypeParser(pg.types.builtins.TIMESTAMPTZ, (text) =>
  inUtc.test(text) ? new Date(`${text.slice(0, 10)}T${text.slice(11, -3)}Z`) : (readTime(text) as Date),
);

/*
 * Each context sees only its own tables through its own type: `db.for<CoverageTables>()`. The handle itself knows none,
 * so reaching into another context's table does not compile.
 */
// oxlint-disable-next-line typescript/no-empty-object-type
export type NoTables = {};
export type Tx = Transaction<NoTables>;

export interface Db {
  readonly pool: pg.Pool;
  readonly kind: 'embedded' | 'server';
  /** Seals and opens what must not lie in the database as it is. */
  readonly secrets: Secrets;
  for<Tables>(): Kysely<Tables>;
  /** All or nothing; reruns `body` after a serialisation failure or deadlock, so it must touch nothing but the database. */
  tx<T>(body: (tx: Tx) => Promise<T>): Promise<T>;
  /** Calls `heard` for each NOTIFY on `channel`, reconnecting for as long as it is listened to. */
  listen(channel: string, heard: (payload: string) => void): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** A transaction seen with a context's own tables. */
export const tablesOf = <Tables>(tx: Tx): Transaction<Tables> => tx as unknown as Transaction<Tables>;

/** The same tables within a transaction or without one: for reads that both need. */
export const tablesIn = <Tables>(on: Db | Tx): Kysely<Tables> => ('pool' in on ? on.for<Tables>() : tablesOf<Tables>(on));

/**
 * @param url `postgres://…` for a server, `embedded:DIR` for our own.
 * @throws when the database can't be reached, with what to do.
 */
export async function openDb(url: string, options: { throwAway?: boolean; poolMax?: number; secrets?: Secrets } = {}): Promise<Db> {
  const embedded = url.startsWith('embedded:') ? await startEmbedded(url.slice('embedded:'.length), options) : null;
  const config: pg.PoolConfig = embedded ? embedded.config : { connectionString: url };
  const pool = new pg.Pool({ ...config, max: options.poolMax ?? 20 });
  // An idle connection that the server drops is replaced at next use; without a handler it would end the process.
  pool.on('error', () => undefined);
  // So would one that is dropped between two queries of a transaction; the next query fails and says why.
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<NoTables>({ dialect: new PostgresDialect({ pool }) });
  return {
    pool,
    kind: embedded ? 'embedded' : 'server',
    secrets: options.secrets ?? noSecrets,
    for: <Tables>() => kysely as unknown as Kysely<Tables>,
    tx: (body) => withRetries(() => kysely.transaction().execute(body)),
    listen: (channel, heard) => listen(config, channel, heard),
    async close() {
      await pool.end();
      if (embedded?.started) await embedded.stop();
    },
  };
}

const reconnectMs = 500;

async function listen(config: pg.PoolConfig, channel: string, heard: (payload: string) => void): Promise<() => Promise<void>> {
  let client: pg.Client | null = null;
  let closed = false;
  const connect = async (): Promise<void> => {
    const next = new pg.Client(config);
    next.on('notification', (message) => heard(message.payload ?? ''));
    next.on('error', () => undefined);
    next.on('end', () => {
      if (closed) return;
      setTimeout(() => void connect().catch(() => undefined), reconnectMs);
    });
    try {
      await next.connect();
      await next.query(`listen ${pg.escapeIdentifier(channel)}`);
    } catch (error) {
      if (client === null) throw error; // the first connection must work; a later one is tried again
      setTimeout(() => void connect().catch(() => undefined), reconnectMs);
      return;
    }
    const again = client !== null;
    client = next;
    if (again) heard(''); // something may have been missed: let the listener look for itself
  };
  await connect();
  return async () => {
    closed = true;
    await client?.end();
  };
}
