import type { Instant } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Clock } from '#platform/deps.ts';
import { notFound, Problem } from '#platform/http/problem.ts';
import { nextEntry, replaySitting, type Sitting, type Noting } from '../core/sitting/sitting.ts';
import type { Change, Entry } from '../core/sitting/entry.ts';
import { nothingFetched, type Want } from '../core/remote/fetched-base.ts';
import { mark, rollback } from '../core/store/attempt.ts';
import { findAttempt, type AttemptRow } from '../store/attempts.ts';
import { journalChannel, loadJournal } from '../store/journal.ts';
import type { Bases } from './bases.ts';
import type { RemoteHospital } from './remote-hospital.ts';
import { makeJournalWriter, type JournalWriter } from './journal-writer.ts';

/** An attempt in memory, for one piece of work. */
export interface Work {
  readonly row: AttemptRow;
  readonly sitting: Sitting;
  readonly now: Instant;
  /** Makes the next entry of the journal. */
  readonly note: (change: Change, by: string | null, more?: Pick<Noting, 'from' | 'virtualAt'>) => Entry;
}

interface Live {
  readonly row: AttemptRow;
  readonly sitting: Sitting;
  readonly remote: RemoteHospital | null;
  /** The last entries on their way to the database. */
  kept: Promise<void>;
  keeping: number;
  usedAt: Instant;
  /** Counts uses of all attempts: the highest was used last. */
  use: number;
  /** What is in memory is no longer what the journal says: to be read anew. */
  isStale: boolean;
}

export interface LiveBounds {
  /** UTF-16 units that attempts may hold in memory beyond the hospitals. */
  readonly heldLengthMax: number;
  readonly restMsMax: number;
}

interface Run<T> {
  readonly wants: readonly Want[];
  readonly result: () => T;
}
const justOnce =
  <T>(value: T) =>
  (): T =>
    value;

/** What an attempt without a single write takes, about. */
const emptyLength = 4096;
const heldBy = ({ sitting }: Live): number => emptyLength + sitting.writtenLength;

/** The attempts in memory. Each is read from its journal when first needed, and let go of when it rests. */
export class LiveAttempts {
  readonly #loading = new Map<string, Promise<Live>>();
  readonly #lives = new Map<string, Live>();
  readonly #writer: JournalWriter;
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #bases: Bases;
  readonly #bounds: LiveBounds;
  readonly #beforeOpening: (row: AttemptRow) => Promise<void>;
  #uses = 0;

  /** @param beforeOpening what must be there before an attempt is worked with */
  constructor(db: Db, clock: Clock, bases: Bases, bounds: LiveBounds, beforeOpening: (row: AttemptRow) => Promise<void> = async () => {}) {
    this.#db = db;
    this.#clock = clock;
    this.#bases = bases;
    this.#bounds = bounds;
    this.#beforeOpening = beforeOpening;
    this.#writer = makeJournalWriter(db);
  }

  /**
   * Does one piece of work on an attempt, synchronously, and resolves once all that it noted is in the database, as is
   * everything that it may have read. On a server of the hospital's own it is done again when what it missed there has been fetched.
   * @throws Problem 404, and 503 when it could not be kept; FhirProblem for what goes wrong on a server of the hospital's own
   */
  async within<T>(attemptId: string, work: (work: Work) => T): Promise<T> {
    const fetched = nothingFetched();
    for (let round = 0; ; round++) {
      let live = await this.#find(attemptId);
      while (live.isStale) live = await this.#find(attemptId);
      const { remote } = live;
      const done = this.#do(live, work, remote && ((run) => remote.attempt(fetched, run)));
      if (done.wants.length > 0) {
        await remote?.fetch(done.wants, fetched, round);
        continue;
      }
      if (done.entries.length > 0) this.#keep(live, done.entries);
      await live.kept;
      return done.result();
    }
  }

  /** One run of the work, and what it noted. Where it is not to count (it failed, or missed something), it leaves nothing behind. */
  #do<T>(live: Live, work: (work: Work) => T, attempt: (<R>(run: () => R) => Run<R>) | null): Run<T> & { entries: readonly Entry[] } {
    const { row, sitting } = live;
    const now = this.#clock.now();
    live.usedAt = now;
    live.use = ++this.#uses;
    const entries: Entry[] = [];
    const before = { seq: sitting.seq, mark: mark(sitting.record) };
    const note: Work['note'] = (change, by, more) => {
      const entry = nextEntry(sitting, change, { by, now, ...more });
      entries.push(entry);
      return entry;
    };
    const takeBack = (): void => {
      if (sitting.seq === before.seq) rollback(sitting.record, before.mark);
      else this.#drop(live); // read again from the journal
    };
    try {
      const run = (): T => work({ row, sitting, now, note });
      const { wants, result } = attempt ? attempt(run) : { wants: [], result: justOnce(run()) };
      if (wants.length > 0) takeBack();
      else result();
      return { wants, result, entries };
    } catch (error) {
      takeBack();
      throw error;
    }
  }

  /** Lets go of attempts that rest, and of the longest unused beyond the bound. */
  trim(): void {
    const now = this.#clock.now();
    let held = this.heldLength;
    for (const live of [...this.#lives.values()].toSorted((a, b) => a.use - b.use)) {
      if (live.keeping > 0 || live.use === this.#uses) continue;
      if (held <= this.#bounds.heldLengthMax && now - live.usedAt < this.#bounds.restMsMax) continue;
      held -= heldBy(live);
      this.#drop(live);
    }
    this.#bases.keepOnly(new Set(this.#lives.values().map(({ row }) => row.hospital_id)));
  }

  /** Hears of entries that other processes made. Answers how to stop. */
  follow(): Promise<() => Promise<void>> {
    return this.#db.listen(journalChannel, (payload) => {
      if (payload === '') return this.#dropAll(); // the connection was lost for a while
      const [attemptId = '', seq] = payload.split(' ');
      const live = this.#lives.get(attemptId);
      if (live && live.keeping === 0 && live.sitting.seq < Number(seq)) this.#drop(live);
    });
  }

  get count(): number {
    return this.#lives.size;
  }

  /** UTF-16 units of what is held beyond the hospitals. */
  get heldLength(): number {
    return this.#lives.values().reduce((sum, live) => sum + heldBy(live), 0);
  }

  close(): Promise<void> {
    return this.#writer.idle();
  }

  #find(attemptId: string): Promise<Live> {
    let found = this.#loading.get(attemptId);
    if (!found) {
      found = this.#load(attemptId);
      this.#loading.set(attemptId, found);
      found.catch(() => this.#loading.delete(attemptId));
    }
    return found;
  }

  async #load(attemptId: string): Promise<Live> {
    const row = await findAttempt(this.#db, attemptId);
    if (!row) throw notFound('The attempt');
    await this.#beforeOpening(row);
    const { base, remote } = await this.#bases.find(row.hospital_id);
    const start = { startedAt: row.started_at.getTime(), virtualStart: row.virtual_start.getTime() };
    const sitting = replaySitting(base, start, await loadJournal(this.#db, attemptId));
    const live: Live = {
      row,
      sitting,
      remote,
      kept: Promise.resolve(),
      keeping: 0,
      usedAt: this.#clock.now(),
      use: ++this.#uses,
      isStale: false,
    };
    this.#lives.set(attemptId, live);
    if (this.heldLength > this.#bounds.heldLengthMax) this.trim();
    return live;
  }

  #dropAll(): void {
    for (const live of this.#lives.values()) if (live.keeping === 0) this.#drop(live);
  }

  #drop(live: Live): void {
    live.isStale = true;
    const id = live.row.attempt_id;
    if (this.#lives.get(id) !== live) return;
    this.#lives.delete(id);
    this.#loading.delete(id);
  }

  #keep(live: Live, entries: readonly Entry[]): void {
    live.keeping++;
    live.kept = this.#writer
      .keep({ attemptId: live.row.attempt_id, entries }, () => this.#drop(live))
      .catch(() => {
        throw new Problem(503, 'not-kept', 'It is not sure that this was kept. Look at it again, and repeat it if it is missing.');
      })
      .finally(() => live.keeping--);
    live.kept.catch(() => undefined); // whoever waits for it is told; nobody may be waiting
  }
}
