import { Worker } from 'node:worker_threads';
import { Problem } from '#platform/http/problem.ts';
import type { Ask, JobKind, Jobs, StageDay, ThreadMessage } from './jobs.ts';

export interface RehearsalBounds {
  /** A job that takes longer is ended, and its thread with it. */
  readonly jobMsMax: number;
  readonly waitingMax: number;
  readonly memoryMibMax: number;
  /** Without work for so long the thread ends: its hospital takes memory. */
  readonly restMsMax: number;
}
export const rehearsalBounds: RehearsalBounds = { jobMsMax: 6000, waitingMax: 60, memoryMibMax: 768, restMsMax: 10 * 60_000 };

interface Waiting {
  readonly ask: Ask;
  readonly done: (answer: unknown) => void;
  readonly lost: (error: Problem) => void;
}

interface Thread {
  readonly worker: Worker;
  readonly day: string;
  ready: boolean;
}

const tooLong = () =>
  new Problem(
    422,
    'takes-too-long',
    'Reading this took too long, and was given up: an expression may have no end. Make the last change smaller.',
  );
const tooBusy = () => new Problem(503, 'busy', 'Many people try out exercises at this moment. Wait a little and try again.');
const broke = () => new Problem(422, 'too-much', 'This needs more memory than an exercise may. Make the last change smaller.');
const closing = () => new Problem(503, 'closing', 'The server is closing.');

/**
 * Tries out what authors write, in one thread of its own, one job after the other. A job that hangs or swallows memory takes its thread
 * with it: the next job gets a new one. @see jobs.ts
 */
export class Rehearsals {
  readonly #day: () => Promise<StageDay>;
  readonly #bounds: RehearsalBounds;
  readonly #queue: Waiting[] = [];
  #thread: Thread | null = null;
  #present: Waiting | null = null;
  #limit: NodeJS.Timeout | undefined;
  #rest: NodeJS.Timeout | undefined;
  #closed = false;
  #starting = false;

  constructor(day: () => Promise<StageDay>, bounds: RehearsalBounds = rehearsalBounds) {
    this.#day = day;
    this.#bounds = bounds;
  }

  /** @throws Problem 422 when it takes too long or too much, 503 when too many wait */
  run<K extends JobKind>(kind: K, ask: Jobs[K]['ask']): Promise<Jobs[K]['answer']> {
    if (this.#closed) return Promise.reject(closing());
    if (this.#queue.length >= this.#bounds.waitingMax) return Promise.reject(tooBusy());
    return new Promise((resolve, reject) => {
      this.#queue.push({ ask: { kind, ...ask } as unknown as Ask, done: (answer) => resolve(answer as Jobs[K]['answer']), lost: reject });
      void this.#next();
    });
  }

  async close(): Promise<void> {
    this.#closed = true;
    for (const waiting of [...this.#queue.splice(0), ...(this.#present ? [this.#present] : [])]) waiting.lost(closing());
    this.#present = null;
    await this.#drop();
  }

  async #next(): Promise<void> {
    if (this.#present || this.#starting || this.#queue.length === 0 || this.#closed) return;
    this.#starting = true;
    try {
      const thread = await this.#threadOfToday();
      if (!thread.ready) return; // it says so itself
      const waiting = this.#queue.shift();
      if (!waiting) return;
      this.#present = waiting;
      clearTimeout(this.#rest);
      this.#limit = setTimeout(() => void this.#giveUp(tooLong()), this.#bounds.jobMsMax);
      thread.worker.postMessage(waiting.ask);
    } catch (error) {
      for (const waiting of this.#queue.splice(0))
        waiting.lost(new Problem(503, 'no-stage', error instanceof Error ? error.message : String(error)));
    } finally {
      this.#starting = false;
    }
  }

  async #threadOfToday(): Promise<Thread> {
    const day = await this.#day();
    const name = `${day.startDate} ${day.timeZone}`;
    if (this.#thread?.day === name) return this.#thread;
    await this.#drop();
    if (this.#closed) throw closing();
    const worker = new Worker(new URL('./thread.ts', import.meta.url), {
      workerData: day,
      resourceLimits: { maxOldGenerationSizeMb: this.#bounds.memoryMibMax },
    });
    worker.unref();
    const thread: Thread = { worker, day: name, ready: false };
    this.#thread = thread;
    worker.on('message', (message: ThreadMessage) => this.#heard(thread, message));
    worker.on('error', () => void (this.#thread === thread && this.#giveUp(broke())));
    return thread;
  }

  #heard(thread: Thread, message: ThreadMessage): void {
    if (this.#thread !== thread) return;
    if (message.kind === 'ready') thread.ready = true;
    else {
      clearTimeout(this.#limit);
      const present = this.#present;
      this.#present = null;
      if (message.kind === 'done') present?.done(message.answer);
      else present?.lost(new Problem(422, 'not-readable', message.text));
      this.#rest = setTimeout(() => void this.#drop(), this.#bounds.restMsMax).unref();
    }
    void this.#next();
  }

  async #giveUp(problem: Problem): Promise<void> {
    clearTimeout(this.#limit);
    const lost = this.#present ?? this.#queue.shift();
    this.#present = null;
    await this.#drop();
    lost?.lost(problem);
    void this.#next();
  }

  async #drop(): Promise<void> {
    clearTimeout(this.#rest);
    clearTimeout(this.#limit);
    const thread = this.#thread;
    this.#thread = null;
    await thread?.worker.terminate();
  }
}
