import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type App } from '#app/compose.ts';
import { readConfig } from '#app/config.ts';
import { randomStream } from '#kernel/random.ts';
import { makeRecordKey } from '#training/index.ts';
import { startDebianServer } from './debian-server.ts';
import { fill } from './records-fill.ts';
import { askNaive, bareInserts, fillNaive } from './records-reference.ts';

/*
 * The record store over HTTP, validated, indexed and durable: statements a second by 16 writers at once, then queries on a
 * ledger of a million (filled in bulk, records-fill.ts), and beside them what records-reference.ts says. `embedded` always; `server` on the PostgreSQL server of BENCH_DATABASE_URL
 * (an empty database), or else on the system's own where one is installed. `--only server` leaves the other out, `--only queries` the rates.
 */
const writers = 16;
const people = 3000;
const modules = 200;
const engines = ['embedded', 'server'];

export async function run({ quick, only }: { readonly quick: boolean; readonly only: readonly string[] }): Promise<Record<string, number>> {
  const queriesOnly = only.includes('queries');
  const size = quick ? { each: 2000, filled: 20_000, queries: 200 } : { each: 20_000, filled: 1_000_000, queries: 2000 };
  const figures: Record<string, number> = {};
  const add = (engine: string, measured: Record<string, number>): void => {
    for (const [key, value] of Object.entries(measured)) figures[`${engine}.${key}`] = value;
  };
  const wants = (engine: string): boolean => !engines.some((one) => only.includes(one)) || only.includes(engine);
  if (wants('embedded')) {
    const dir = mkdtempSync(join(tmpdir(), 'atelbow-bench-'));
    add('embedded', await measure(`embedded:${dir}`, size, queriesOnly));
    rmSync(dir, { recursive: true, force: true });
  }
  if (!wants('server')) return figures;
  const given = process.env.BENCH_DATABASE_URL;
  const own = given ? null : startDebianServer();
  const url = given ?? own?.url;
  if (url === undefined) console.error('  no PostgreSQL server is installed and BENCH_DATABASE_URL names none: the embedded database only');
  else add('server', await measure(url, size, queriesOnly));
  own?.stop();
  return figures;
}

interface Size {
  readonly each: number;
  readonly filled: number;
  readonly queries: number;
}

async function measure(databaseUrl: string, size: Size, queriesOnly: boolean): Promise<Record<string, number>> {
  const app = await compose({ ...readConfig({}), databaseUrl });
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 });
  const made = await app.db.tx((tx) =>
    makeRecordKey(tx, { name: 'Bench', scopes: ['all'] }, { accountId: null, name: 'bench' }, Date.now()),
  );
  const call = caller(url, `Basic ${Buffer.from(`${made.key}:${made.secret}`).toString('base64')}`);
  const statement = statements(1);
  const post = (count: number): Promise<void> => call('POST', '', JSON.stringify(Array.from({ length: count }, statement)));
  try {
    const figures: Record<string, number> = {};
    if (queriesOnly) return await measureQueries(app, size, call, statement);
    await together(size.each / 100, () => post(10)); // warm
    for (const [name, batch] of [
      ['single', 1],
      ['ten', 10],
      ['hundred', 100],
    ] as const) {
      const began = performance.now();
      await together(size.each / batch, () => post(batch));
      const perS = (size.each / (performance.now() - began)) * 1000;
      const bare = await bareInserts(app.db.pool, statement, { each: size.each, batch, writers });
      Object.assign(figures, { [`${name}.perS`]: perS, [`${name}.barePerS`]: bare, [`${name}.ratioToBare`]: perS / bare });
      console.error(`  in ${name}: ${perS.toFixed(0)} statements/s, ${bare.toFixed(0)} by bare INSERT`);
    }
    return { ...figures, ...(await measureQueries(app, size, call, statement)) };
  } finally {
    await app.close();
  }
}

async function measureQueries(
  app: App,
  size: Size,
  call: ReturnType<typeof caller>,
  statement: () => object,
): Promise<Record<string, number>> {
  const { pool } = app.db;
  const began = performance.now();
  await fill(app.db, statement, size.filled);
  // As a store is found that was filled over months: cleaned, its statistics made, its pages written.
  await pool.query('vacuum analyze');
  await pool.query('checkpoint').catch(() => undefined); // only a superuser may
  console.error(`  filled to ${size.filled.toLocaleString('en-US')} in ${((performance.now() - began) / 1000).toFixed(0)} s`);
  const rssMib = process.memoryUsage.rss() / 1_048_576;
  const bytes = await pool.query<{ n: number }>(
    "select sum(pg_total_relation_size(relid))::bigint n from pg_statio_user_tables where relname like 'record_%'",
  );
  console.error('  asking the record store');
  const times = await timed(size.queries, questions(2), (query) => call('GET', `?${query}`));
  console.error('  filling and asking the naive table');
  await fillNaive(pool);
  // It sorts all that matches: a tenth of the questions is enough to know.
  const naive = await timed(size.queries / 10, questions(2), (query) => askNaive(pool, query));
  return {
    'query1M.p50Ms': quantile(times, 0.5),
    'query1M.p99Ms': quantile(times, 0.99),
    'query1M.naiveP50Ms': quantile(naive, 0.5),
    'query1M.naiveP99Ms': quantile(naive, 0.99),
    'filled.rssMib': rssMib,
    'filled.bytesPerStatement': (bytes.rows[0]?.n ?? 0) / size.filled,
  };
}

const quantile = (sorted: readonly number[], part: number): number => sorted[Math.floor(sorted.length * part)] ?? 0;

const activity = (n: number): string => `https://lakeview.example/modules/${n}`;
const verbs = ['experienced', 'answered', 'passed', 'failed', 'completed'].map((name) => `http://adlnet.gov/expapi/verbs/${name}`);
const account = (n: number) => ({ account: { homePage: 'https://lakeview.example', name: `P${n}` } });

function statements(seed: number): () => object {
  const random = randomStream(seed);
  const upTo = (n: number): number => Math.floor(random() * n);
  return () => ({
    actor: { objectType: 'Agent', ...account(upTo(people)) },
    verb: { id: verbs[upTo(verbs.length)], display: { en: 'did' } },
    object: {
      id: `${activity(upTo(modules))}/items/${upTo(30)}`,
      definition: { type: 'http://adlnet.gov/expapi/activities/cmi.interaction' },
    },
    result: { score: { scaled: random() }, success: random() < 0.8, duration: `PT${upTo(300)}S` },
    context: { registration: crypto.randomUUID(), contextActivities: { grouping: [{ id: activity(upTo(modules)) }] } },
    timestamp: new Date(Date.UTC(2027, 0, 1) + upTo(90 * 86_400_000)).toISOString(),
  });
}

/** What pages ask: somebody's last fifty; what happened with a module; somebody's failures; the newest of all. */
function questions(seed: number): (n: number) => URLSearchParams {
  const random = randomStream(seed);
  const upTo = (n: number): number => Math.floor(random() * n);
  const asked = [
    () => ({ agent: JSON.stringify(account(upTo(people))) }),
    () => ({ activity: activity(upTo(modules)), related_activities: 'true' }),
    () => ({ agent: JSON.stringify(account(upTo(people))), verb: verbs[3] ?? '' }),
    () => ({}),
  ];
  return (n) => new URLSearchParams({ ...asked[n % asked.length]?.(), limit: '50' });
}

function caller(url: string, authorization: string) {
  const agent = new Agent({ keepAlive: true, maxSockets: writers });
  return (method: 'GET' | 'POST', path: string, body = ''): Promise<void> =>
    new Promise((resolve, reject) => {
      const headers = { authorization, 'x-experience-api-version': '2.0.0', 'content-type': 'application/json' };
      const sent = request(`${url}/xapi/2.0.0/statements${path}`, { method, agent, headers }, (reply) => {
        reply.resume().on('end', () => (reply.statusCode === 200 ? resolve() : reject(new Error(`answered ${reply.statusCode}`))));
      });
      sent.on('error', reject).end(body);
    });
}

async function together(times: number, work: () => Promise<void>): Promise<void> {
  let left = Math.ceil(times);
  const one = async (): Promise<void> => {
    while (left-- > 0) await work();
  };
  await Promise.all(Array.from({ length: writers }, one));
}

async function timed(
  count: number,
  ask: (n: number) => URLSearchParams,
  call: (query: URLSearchParams) => Promise<void>,
): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await call(ask(n));
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b);
}
