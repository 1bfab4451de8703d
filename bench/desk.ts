import { mkdtempSync, rmSync } from 'node:fs';
import { Agent, request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { compose, type App } from '#app/compose.ts';
import { readConfig } from '#app/config.ts';
import * as auth from '#platform/auth/contract.ts';
import { makeCall } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import { startDebianServer } from './debian-server.ts';
import { decisionTimes } from './desk-decision.ts';
import { startFloor } from './desk-floor.ts';

/*
 * Requests asked and queues listed a second, with everything on: session, permission, identifiers taken out, desk lock, dispatch, hash-chained log,
 * news. The queue holds fifty at most. Beside it, in the same run, a bare insert and select on the same database; and the time of one decision
 * with 3,000 supporters on duty. `server`: BENCH_DATABASE_URL (an empty database), or a PostgreSQL 15 of the system that the bench starts itself.
 */
const clients = 8;
const queueMax = 50;
const password = 'correct horse battery staple';

export async function run({ quick, only }: { readonly quick: boolean; readonly only: readonly string[] }): Promise<Record<string, number>> {
  const count = quick ? 300 : 2000;
  const figures: Record<string, number> = {};
  const wanted = (engine: string): boolean => only.length === 0 || only.includes(engine);
  if (wanted('embedded')) {
    const dir = mkdtempSync(join(tmpdir(), 'atelbow-bench-'));
    Object.assign(figures, named('embedded', await measure(`embedded:${dir}`, count)));
    rmSync(dir, { recursive: true, force: true });
  }
  if (wanted('server')) {
    const given = process.env.BENCH_DATABASE_URL;
    const server = given ? null : startDebianServer();
    const url = given ?? server?.url;
    if (url === undefined) console.error('  no PostgreSQL server: set BENCH_DATABASE_URL to an empty database');
    else Object.assign(figures, named('server', await measure(url, count)));
    server?.stop();
  }
  const times = decisionTimes(quick ? 300 : 2000);
  return { ...figures, 'decision3000.p50Ms': at(times, 0.5), 'decision3000.p99Ms': at(times, 0.99) };
}

const at = (sorted: readonly number[], share: number): number => sorted[Math.floor(sorted.length * share)] ?? 0;
const named = (engine: string, figures: Record<string, number>): Record<string, number> =>
  Object.fromEntries(Object.entries(figures).map(([key, value]) => [`${engine}.${key}`, value]));

async function measure(databaseUrl: string, count: number): Promise<Record<string, number>> {
  const app = await compose({ ...readConfig({ ATELBOW_CALLS_PER_MINUTE: '100000000' }), databaseUrl });
  const url = await app.server.listen({ host: '127.0.0.1', port: 0 });
  try {
    const cookie = await enter(app, url);
    const create = () =>
      send(url, 'POST', '/api/support/requests', cookie, JSON.stringify({ unitId: '4W', text: 'Order set does not open' }));
    const list = () => send(url, 'GET', '/api/support/queue', cookie);
    const board = () => send(url, 'GET', '/api/support/board', cookie);
    await inBatches(app, queueMax, create); // warm
    const createPerS = await inBatches(app, count, create);
    await together(queueMax, create);
    await together(queueMax, list);
    const listPerS = await together(count, list);
    const wall = await timed(Math.ceil(count / 4), board);
    await clear(app);
    const floor = await startFloor(app.db.pool);
    const floorCreate = () => send(floor.url, 'POST', '/', '', JSON.stringify({ unitId: '4W', text: 'Order set does not open' }));
    const floorList = () => send(floor.url, 'GET', '/', '');
    await together(queueMax, floorCreate);
    const floorCreatePerS = await together(count, floorCreate);
    const floorListPerS = await together(count, floorList);
    await floor.stop();
    return { createPerS, listPerS, floorCreatePerS, floorListPerS, 'wall.p99Ms': at(wall, 0.99) };
  } finally {
    await app.close();
  }
}

/** An account that may ask and see the queue, a unit to ask from; answers its cookie. */
async function enter(app: App, url: string): Promise<string> {
  const fetcher = cookieFetch(url);
  let cookie = '';
  const noting: typeof fetch = async (input, init) => {
    const answer = await fetcher(input, init);
    cookie = answer.headers.getSetCookie()[0]?.split(';')[0] ?? cookie;
    return answer;
  };
  await makeCall(url, noting)(auth.setUp, { body: { organisation: 'Bench', name: 'Ada', email: 'ada@bench.example', password } });
  await makeCall(url, noting)(auth.signIn, { body: { email: 'ada@bench.example', password } });
  await app.db.pool.query("insert into site (site_id, name, time_zone) values ('H', 'H', 'UTC')");
  await app.db.pool.query(
    "insert into unit (unit_id, name, site_id, building, floor, zone, specialty, beds) values ('4W', '4 West', 'H', 'A', '4', '', '', 9)",
  );
  return cookie;
}

const clear = (app: App) => app.db.pool.query("update support_request set state = 'withdrawn', gap = null where state <> 'withdrawn'");

/** Creating in batches, so that the queue stays as long as queues are; clearing it in between is not counted. */
async function inBatches(app: App, count: number, work: () => Promise<void>): Promise<number> {
  let ms = 0;
  for (let done = 0; done < count; done += queueMax) {
    const began = performance.now();
    await together(queueMax, work);
    ms += performance.now() - began;
    await clear(app);
  }
  return (Math.ceil(count / queueMax) * queueMax * 1000) / ms;
}

/** How many a second, by some clients at once. */
async function together(count: number, work: () => Promise<void>): Promise<number> {
  let left = count;
  const began = performance.now();
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (left-- > 0) await work();
    }),
  );
  return (count * 1000) / (performance.now() - began);
}

async function timed(count: number, work: () => Promise<void>): Promise<readonly number[]> {
  const times: number[] = [];
  for (let n = 0; n < count; n++) {
    const began = performance.now();
    await work();
    times.push(performance.now() - began);
  }
  return times.toSorted((a, b) => a - b);
}

const agent = new Agent({ keepAlive: true, maxSockets: clients });

function send(url: string, method: 'GET' | 'POST', path: string, cookie: string, body = ''): Promise<void> {
  return new Promise((resolve, reject) => {
    const headers = { cookie, ...(body === '' ? {} : { 'content-type': 'application/json' }) };
    const sent = request(url + path, { method, agent, headers }, (reply) => {
      reply.resume().on('end', () => (reply.statusCode === 200 ? resolve() : reject(new Error(`${path} answered ${reply.statusCode}`))));
    });
    sent.on('error', reject).end(body);
  });
}
