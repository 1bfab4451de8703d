import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { findLaunch, type Launch } from './embedded-binaries.ts';

export interface EmbeddedServer {
  readonly config: pg.PoolConfig;
  /** False when another process of ours already runs this data directory and we only joined it. */
  readonly started: boolean;
  stop(): Promise<void>;
}

const startMsMax = 60_000;
const handOverMsMax = 20_000;

/**
 * Real PostgreSQL on `dir`, on a Unix socket only. `throwAway` turns durability off: for tests.
 * Throws with the place of the server's log when it does not start.
 */
export async function startEmbedded(dir: string, { throwAway = false } = {}): Promise<EmbeddedServer> {
  const root = resolve(dir);
  const data = join(root, 'pg');
  mkdirSync(data, { recursive: true, mode: 0o700 });
  // A socket path holds 107 bytes; a deep checkout would not fit, so the socket lives in a short folder named by hash.
  const socket = join(tmpdir(), `atelbow-${createHash('sha256').update(data).digest('hex').slice(0, 10)}`);
  mkdirSync(socket, { recursive: true, mode: 0o700 });
  const launch = findLaunch();
  if (launch.owner !== null) handOver(launch, [root, socket, data]);
  if (!existsSync(join(data, 'PG_VERSION'))) initialise(launch, data, throwAway);
  const config: pg.PoolConfig = { host: socket, port: 5432, user: 'app', database: 'postgres' };
  const joined = await joinRunning(data, config);
  if (!joined) await launchServer(launch, { root, data, socket, throwAway, config });
  return { config, started: !joined, stop: () => stopServer(data) };
}

function handOver(launch: Launch, folders: string[]): void {
  spawnSync('chown', ['-R', `${launch.owner}:${launch.owner}`, ...folders]);
  const [command = '', ...args] = launch.prefix;
  for (const folder of folders) {
    if (spawnSync(command, [...args, 'test', '-w', folder]).status === 0) continue;
    throw new Error(`The database user cannot reach ${folder}. Put the data directory outside /root, or set DATABASE_URL.`);
  }
}

function command(launch: Launch, program: string, args: readonly string[], via: readonly string[] = []): [string, string[]] {
  const [first = '', ...rest] = [...launch.prefix, ...via, join(launch.bin, program), ...args];
  return [first, rest];
}

function initialise(launch: Launch, data: string, throwAway: boolean): void {
  const flags = ['-D', data, '-U', 'app', '--auth=trust', '--encoding=UTF8', '--locale=C.UTF-8', '--no-instructions'];
  const made = spawnSync(...command(launch, 'initdb', throwAway ? [...flags, '--no-sync'] : flags), { encoding: 'utf8' });
  if (made.status !== 0) throw new Error(`The database could not be created in ${data}: ${made.stderr || made.error?.message}`);
}

const pidOf = (data: string): number => {
  const file = join(data, 'postmaster.pid');
  return existsSync(file) ? Number(readFileSync(file, 'utf8').split('\n')[0]) : 0;
};

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

async function answers(config: pg.PoolConfig): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: 500 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

/** True when a live server already serves `data`; waits while a dying one, whose parent was killed, is still going down. */
async function joinRunning(data: string, config: pg.PoolConfig): Promise<boolean> {
  const pid = pidOf(data);
  for (const until = Date.now() + handOverMsMax; pid > 0 && isAlive(pid) && Date.now() < until;) {
    if (await answers(config)) return true;
    await sleep(50);
  }
  return false;
}

interface Start {
  root: string;
  data: string;
  socket: string;
  throwAway: boolean;
  config: pg.PoolConfig;
}

async function launchServer(launch: Launch, { root, data, socket, throwAway, config }: Start): Promise<void> {
  const logFile = join(root, 'postgres.log');
  const log = openSync(logFile, 'a');
  const settings = ['listen_addresses=', 'max_connections=200', 'shared_buffers=128MB'];
  if (throwAway) settings.push('fsync=off', 'full_page_writes=off', 'synchronous_commit=off');
  // The kernel asks the server for a fast shutdown when we die, however we die.
  const setpriv = '/usr/bin/setpriv';
  const onDeath = existsSync(setpriv) ? [setpriv, '--pdeathsig', 'INT'] : [];
  const args = ['-D', data, '-k', socket, ...settings.flatMap((setting) => ['-c', setting])];
  const child = spawn(...command(launch, 'postgres', args, onDeath), { stdio: ['ignore', log, log], detached: true });
  closeSync(log);
  child.unref();
  const until = Date.now() + startMsMax;
  while (!(await answers(config))) {
    if (child.exitCode !== null || Date.now() > until) throw new Error(`The database did not start; ${logFile} says why.`);
    await sleep(25);
  }
}

async function stopServer(data: string): Promise<void> {
  const pid = pidOf(data);
  if (!pid) return;
  process.kill(pid, 'SIGINT'); // PostgreSQL's fast shutdown
  while (isAlive(pid)) await sleep(20);
}
