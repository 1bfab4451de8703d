import { minuteMs, type Instant } from '#kernel/time.ts';
import type { Priority } from '../dispatch/model.ts';
import type { DeskTargets } from './targets.ts';

/** Why a clock stands: it is somebody else's turn. */
export const pauseReasons = ['asker', 'vendor', 'maintenance'] as const;
export type PauseReason = (typeof pauseReasons)[number];

/** A line of the log of one request, as far as clocks look at it. */
export interface ClockEvent {
  readonly kind: string;
  readonly at: Instant;
  /** Of `paused`. */
  readonly reason?: PauseReason;
}

export interface ClockReading {
  readonly targetMinutes: number;
  readonly elapsedMs: number;
  /** `met`, `missed`: it has stopped, in time or late. */
  readonly state: 'running' | 'paused' | 'met' | 'missed';
  /** When the target is, or was, used up; null: not yet known, because the clock stands. */
  readonly dueAt: Instant | null;
  readonly breached: boolean;
}

export interface Clocks {
  readonly response: ClockReading;
  readonly resolution: ClockReading;
  readonly pausedFor: PauseReason | null;
}

interface Stretch {
  readonly from: Instant;
  readonly to: Instant | null;
}

/** Somebody has turned to the asker: called back, took it, wrote. */
const responses: ReadonlySet<string> = new Set(['accepted', 'taken', 'answered', 'replied', 'paused']);
const closings: ReadonlySet<string> = new Set(['confirmed', 'withdrawn']);

/** One clock while events go by: stretches in which it ran, the last one open while it runs. */
class Clock {
  stretches: Stretch[] = [];

  start(at: Instant): void {
    if (!this.running) this.stretches.push({ from: at, to: null });
  }
  stop(at: Instant): void {
    const last = this.stretches.at(-1);
    if (last?.to === null) this.stretches[this.stretches.length - 1] = { from: last.from, to: Math.max(at, last.from) };
  }
  get running(): boolean {
    return this.stretches.at(-1)?.to === null;
  }
}

/**
 * The clocks of a request by its log. *Response* runs from asking until somebody turns to the asker; it cannot be paused. *Resolution* runs from
 * asking until the help has ended, stands while it is paused and while the asker is asked whether it is solved, and goes on if it is not. Opened
 * again after it was closed, both begin anew. The priority of the last triage counts for all of it.
 *
 * @param events oldest first.
 */
export function readClocks(events: readonly ClockEvent[], priority: Priority, targets: DeskTargets, now: Instant): Clocks {
  let [response, resolution] = [new Clock(), new Clock()];
  let pausedFor: PauseReason | null = null;
  let [closed, ended] = [false, false];
  for (const { kind, at, reason } of events) {
    if (kind === 'asked' || (kind === 'reopened' && closed)) {
      [response, resolution] = [new Clock(), new Clock()];
      [closed, ended, pausedFor] = [false, false, null];
      response.start(at);
      resolution.start(at);
    }
    if (responses.has(kind)) response.stop(at);
    if (kind === 'paused' && !ended) {
      pausedFor = reason ?? 'asker';
      resolution.stop(at);
    }
    if (kind === 'done' || kind === 'answered' || closings.has(kind)) {
      [ended, pausedFor] = [true, null];
      resolution.stop(at);
    }
    if (closings.has(kind)) {
      closed = true;
      response.stop(at);
    }
    const goesOn = kind === 'resumed' || kind === 'released' || kind === 'given-back' || kind === 'sent-on';
    if (kind === 'reopened') ended = false;
    if ((goesOn || kind === 'reopened') && !ended) {
      pausedFor = null;
      resolution.start(at);
    }
  }
  return {
    response: reading(response, targets[`${low(priority)}ResponseMinutes`], false, now),
    resolution: reading(resolution, targets[`${low(priority)}ResolutionMinutes`], pausedFor !== null, now),
    pausedFor,
  };
}

const low = (priority: Priority) => priority.toLowerCase() as Lowercase<Priority>;

function reading({ stretches, running }: Clock, targetMinutes: number, paused: boolean, now: Instant): ClockReading {
  const targetMs = targetMinutes * minuteMs;
  let elapsedMs = 0;
  let dueAt: Instant | null = null;
  for (const { from, to } of stretches) {
    // A clock that runs has its end in the future; one that stood before the target was used up has none.
    const lengthMs = to === null ? Number.POSITIVE_INFINITY : to - from;
    if (dueAt === null && elapsedMs + lengthMs > targetMs) dueAt = from + (targetMs - elapsedMs);
    elapsedMs += to === null ? Math.max(0, now - from) : lengthMs;
  }
  const breached = elapsedMs > targetMs;
  const state = running ? 'running' : paused ? 'paused' : breached ? 'missed' : 'met';
  return { targetMinutes, elapsedMs, state, dueAt, breached };
}
