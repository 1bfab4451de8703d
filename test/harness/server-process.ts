import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { lateMsMax, lateSeed } from './late-answers-switch.ts';

const root = join(import.meta.dirname, '../..');
/** These suites start our programs some hundred times. */
export const compileCache = join(root, 'node_modules/.cache/node');
const startMsMax = 400_000; // a demo is built in it, perhaps beside much else

export interface ServerProcess {
  readonly url: string;
  readonly pid: number;
  /** kill -9: no handler runs, nothing is flushed. */
  kill(): Promise<void>;
  stop(): Promise<void>;
  /** A movable clock goes on by so much at once. */
  moveOn(ms: number): void;
  /** What it has printed so far. */
  output(): string;
}

interface Start {
  readonly command?: readonly string[];
  readonly ready?: RegExp;
  /** With a clock that `moveOn` can move. */
  readonly movable?: boolean;
  /** Answers at once whatever JITTER says: it fills itself through its own interface. */
  readonly prompt?: boolean;
}

/** AtElbow as a process of its own, as it runs in a hospital, on a free port of loopback; waits until it has printed `ready`. */
export async function startServerProcess(
  databaseUrl: string,
  { command = ['start'], ready = /http:\/\/127\.0\.0\.1:\d+/, movable = false, prompt = false }: Start = {},
): Promise<ServerProcess> {
  const program = movable ? ['test/harness/server-with-clock.ts'] : ['src/app/cli/main.ts', ...command];
  const late = lateMsMax > 0 && !prompt ? ['--import', './test/harness/late-answers.ts'] : [];
  const child = spawn(process.execPath, [...late, ...program], {
    cwd: root,
    env: {
      ...process.env,
      DATABASE_URL: databaseUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      ATELBOW_CALLS_PER_MINUTE: '1000000',
      NODE_COMPILE_CACHE: compileCache,
      JITTER_SEED: lateSeed,
    },
    stdio: ['ignore', 'pipe', 'pipe', ...(movable ? (['ipc'] as const) : [])],
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (chunk: Buffer) => (printed += chunk.toString()));
  const url = await address(child, ready, () => printed);
  const end = async (signal: NodeJS.Signals): Promise<void> => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(signal);
    await gone;
  };
  return {
    url,
    pid: child.pid ?? 0,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    output: () => printed,
    moveOn: (ms) => child.send(ms),
  };
}

async function address(child: ChildProcess, ready: RegExp, printed: () => string): Promise<string> {
  for (const until = Date.now() + startMsMax; Date.now() < until;) {
    const found = /http:\/\/127\.0\.0\.1:\d+/.exec(printed());
    if (found && ready.test(printed())) return found[0];
    if (child.exitCode !== null) break;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  child.kill('SIGKILL');
  throw new Error(`The server did not start:\n${printed()}`);
}
