import type { RunOptions } from '#coverage/ports.ts';
import type { Terminal } from './command.ts';

const money = new Intl.NumberFormat('en-US', { maximumFractionDigits: 0 });
const tellEveryMs = 1_000;

/** Progress of a run as lines, at most one a second. */
export function tellProgress({ note }: Terminal): NonNullable<RunOptions['onProgress']> {
  let next = 0;
  return ({ phase, incumbent, bound, gap, seconds }) => {
    const now = seconds * 1000;
    if (now < next) return;
    next = now + tellEveryMs;
    const proven = Number.isFinite(bound) ? `bound ${money.format(bound)}  gap ${(gap * 100).toFixed(2)}%` : 'no bound yet';
    note(
      `${seconds.toFixed(1).padStart(7)} s  ${phase.padEnd(7)} cost ${Number.isFinite(incumbent) ? money.format(incumbent) : '-'}  ${proven}`,
    );
  };
}

/** Does `work` with a signal that aborts on the first Ctrl-C; a second one, a moment later, ends the process. */
export async function stoppable<T>({ note }: Terminal, work: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const controller = new AbortController();
  let askedAt = 0;
  const stop = (): void => {
    if (controller.signal.aborted) {
      // A terminal and the launcher may both pass on the same key press.
      if (performance.now() - askedAt > 1_000) process.exit(130);
      return;
    }
    askedAt = performance.now();
    note('Stopping; the best plan so far is kept. Once more to end without it.');
    controller.abort();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  try {
    return await work(controller.signal);
  } finally {
    process.off('SIGINT', stop);
    process.off('SIGTERM', stop);
  }
}
