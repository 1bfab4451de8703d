import { hostname } from 'node:os';
import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import { tell } from '#platform/realtime/outbox.ts';
import type { TimetableProgress } from '../core/timetable/solve.ts';
import { timetableProgressed } from '../events.ts';
import type { ClassPorts } from './ports.ts';
import { claimRun, endRun, keepRun, type RunRow } from './runs.ts';
import { loadTimetableProblem } from './timetable-problem.ts';

export interface RunJob {
  readonly db: Db;
  readonly now: () => Instant;
  readonly ports: ClassPorts;
  readonly logError: (error: unknown, doing: string) => void;
}

const keepMs = 1_000;

/** Makes the timetable of one run that is due; answers whether there was one. `signal`: the process ends; the run is taken up again by another. */
export async function workOnTimetable({ db, now, ports, logError }: RunJob, signal: AbortSignal): Promise<boolean> {
  const holder = `${hostname()} ${process.pid} ${crypto.randomUUID().slice(0, 8)}`;
  const run = await claimRun(db, holder);
  if (!run) return false;
  const stop = new AbortController();
  signal.addEventListener('abort', () => stop.abort(), { once: true });
  let latest: TimetableProgress | null = null;
  const keep = async (): Promise<void> => {
    const progress = latest;
    latest = null;
    const kept = await keepRun(db, run.run_id, holder, progress);
    if (progress) await db.tx((tx) => tell(tx, [timetableProgressed(run.run_id)], now()));
    if (kept.stop) stop.abort();
  };
  let keeping: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    keeping = keeping.then(keep).catch((error: unknown) => logError(error, 'timetable progress'));
  }, keepMs);
  try {
    const result = await make({ db, now, ports }, run, stop.signal, (progress) => (latest = progress));
    if (!signal.aborted) await endRun(db, run.run_id, holder, { result });
  } catch (error) {
    logError(error, `timetable ${run.run_id}`);
    await endRun(db, run.run_id, holder, {
      problem: 'No timetable could be made. Check rooms, trainers and courses, then start it again.',
    });
  } finally {
    clearInterval(timer);
    await keeping;
    await db.tx((tx) => tell(tx, [timetableProgressed(run.run_id)], now()));
  }
  return true;
}

async function make(
  { db, now, ports }: Omit<RunJob, 'logError'>,
  run: RunRow,
  signal: AbortSignal,
  onProgress: (progress: TimetableProgress) => void,
) {
  const began = performance.now();
  const { problem } = await db.tx((tx) => loadTimetableProblem(tx, ports, { from: run.from_date, to: run.to_date }, now()));
  const made = await ports.runTimetable(problem, { seed: run.seed, seconds: run.seconds_max, signal, onProgress });
  const seats = problem.learners.reduce((sum, { courseIds }) => sum + courseIds.length, 0);
  const seconds = Math.round((performance.now() - began) / 100) / 10;
  return { ...made, slots: problem.slots, seats, seconds };
}
