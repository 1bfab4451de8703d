import type pg from 'pg';

/*
 * What the record store is held against, in the same run and database: `bare`, the same statements by plain INSERT with nothing but a
 * primary key (no HTTP, no validation, no index, no hash); and `naive`, one table of jsonb with a GIN index, asked by containment.
 */
interface Statement {
  readonly id: string;
}

/** Statements a second by so many writers at once, each INSERT a transaction of its own. */
export async function bareInserts(
  pool: pg.Pool,
  make: () => object,
  { each, batch, writers }: { readonly each: number; readonly batch: number; readonly writers: number },
): Promise<number> {
  await pool.query('create table if not exists bench_bare (id uuid primary key, stored timestamptz not null, body text not null)');
  let left = Math.ceil(each / batch);
  const one = async (): Promise<void> => {
    while (left-- > 0) {
      const rows = Array.from({ length: batch }, () => ({ ...make(), id: crypto.randomUUID() }) as Statement);
      await pool.query('insert into bench_bare select id, now(), body from unnest($1::uuid[], $2::text[]) as row (id, body)', [
        rows.map(({ id }) => id),
        rows.map((row) => JSON.stringify(row)),
      ]);
    }
  };
  const began = performance.now();
  await Promise.all(Array.from({ length: writers }, one));
  return (each / (performance.now() - began)) * 1000;
}

/** The same statements as the record store holds, in one table of jsonb. */
export async function fillNaive(pool: pg.Pool): Promise<void> {
  await pool.query('create table bench_naive (id uuid primary key, stored timestamptz not null, body jsonb not null)');
  await pool.query('insert into bench_naive select statement_id, stored, body::jsonb from record_statement');
  await pool.query('create index bench_naive_body on bench_naive using gin (body jsonb_path_ops)');
  await pool.query('create index bench_naive_stored on bench_naive (stored)');
  await pool.query('analyze bench_naive');
}

/** The same question as a query of the naive table. */
export async function askNaive(pool: pg.Pool, asked: URLSearchParams): Promise<void> {
  const [agent, verb, activity] = ['agent', 'verb', 'activity'].map((name) => asked.get(name));
  const wanted = {
    ...(agent ? { actor: JSON.parse(agent) as unknown } : {}),
    ...(verb ? { verb: { id: verb } } : {}),
    ...(activity ? { context: { contextActivities: { grouping: [{ id: activity }] } } } : {}),
  };
  await pool.query('select body from bench_naive where body @> $1 order by stored desc limit $2', [
    JSON.stringify(wanted),
    Number(asked.get('limit')),
  ]);
}
