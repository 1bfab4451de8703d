import { loadOnDuty } from '#coverage/index.ts';
import type { Instant } from '#kernel/time.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { Problem } from '#platform/http/problem.ts';
import { dispatchDue } from './jobs.ts';
import { accept, progress, say, type Step, type Word } from './shell/answer.ts';
import { ask, type Asked } from './shell/ask.ts';
import type { DeskDeps } from './shell/change-desk.ts';
import { heartbeat, signOn } from './shell/duty.ts';
import { noteHeartbeats } from './store/presence.ts';
import { openRequests } from './store/requests.ts';
import { loadSupporters } from './store/supporters.ts';
import { tables } from './store/tables.ts';
import type { Tier } from './core/dispatch/model.ts';

/** Everything that people do at the desk, by a clock of the caller's: the demo's floors live through it, and their past was made with it. */
export interface DeskHand {
  readonly ask: (asked: Asked, personId: string) => Promise<string>;
  /** Whom the published plan has on a unit at this moment. */
  readonly planned: () => Promise<readonly { readonly personId: string; readonly unitId: string }[]>;
  /** By plan or by hand. */
  readonly onDuty: () => Promise<readonly string[]>;
  readonly signOn: (personId: string, tier: Tier, unitId: string | null) => Promise<void>;
  /** Their phones say that they can be reached. */
  readonly beat: (personIds: readonly string[]) => Promise<void>;
  readonly calls: () => Promise<readonly { readonly offerId: string; readonly personId: string; readonly requestId: string }[]>;
  readonly open: () => Promise<
    readonly { requestId: string; state: string; holder: string | null; waitingSince: Instant; stateSince: Instant }[]
  >;
  /** False: refused, as when somebody else was faster. */
  readonly accept: (offerId: string, personId: string) => Promise<boolean>;
  readonly step: (requestId: string, step: Step, personId: string) => Promise<boolean>;
  readonly say: (requestId: string, word: Word, personId: string | null) => Promise<boolean>;
  /** Lets timers run that are due by now. */
  readonly tick: () => Promise<void>;
}

export function deskHand(deps: DeskDeps): DeskHand {
  const seen = new Set<string>();
  const reader = deps.db;
  return {
    ask: async (asked, personId) => (await ask(deps, asked, { accountId: 'demo', personId })).requestId,
    planned: () => deps.db.tx(async (tx) => loadOnDuty(tx, await deps.now(tx))),
    onDuty: () =>
      deps.db.tx(async (tx) => (await loadSupporters(tx, await deps.now(tx), [])).supporters.map(({ supporterId }) => supporterId)),
    signOn: (personId, tier, unitId) => {
      seen.add(personId);
      return signOn(deps, personId, tier, unitId);
    },
    async beat(personIds) {
      for (const personId of personIds) {
        if (seen.has(personId)) continue;
        seen.add(personId);
        await refusable(heartbeat(deps, personId, undefined));
      }
      await deps.db.tx(async (tx) => noteHeartbeats(tx, personIds, await deps.now(tx)));
    },
    calls: async () => {
      const rows = await tables(reader).selectFrom('support_offer').selectAll().where('state', '=', 'open').orderBy('offered_at').execute();
      return rows.map((row) => ({ offerId: row.offer_id, personId: row.person_id, requestId: row.request_id }));
    },
    open: async () =>
      (await openRequests(reader)).map((row) => ({
        requestId: row.request_id,
        state: row.state,
        holder: row.holder,
        waitingSince: row.waiting_since.getTime(),
        stateSince: row.state_since.getTime(),
      })),
    accept: (offerId, personId) => refusable(accept(deps, offerId, personId)),
    step: (requestId, step, personId) => refusable(progress(deps, requestId, step, personId)),
    say: (requestId, word, personId) => refusable(say(deps, requestId, word, personId, false)),
    tick: () => dispatchDue(deps),
  };
}

async function refusable(doing: Promise<unknown>): Promise<boolean> {
  try {
    await doing;
    return true;
  } catch (error) {
    if (error instanceof Problem) return false;
    throw error;
  }
}

/**
 * Lets `live` do things at the desk at times of its own choosing, oldest first, all in one transaction: a history that the ordinary code made,
 * with its waits, pages due and hash-chained log. The desk is locked meanwhile, so nobody's timer sees the past as its present.
 */
export function liveInThePast(db: Db, live: (hand: DeskHand, setNow: (now: Instant) => void) => Promise<void>): Promise<void> {
  return db.tx(async (tx) => {
    let now = 0;
    await live(deskHand({ db: oneTransaction(tx), now: async () => now }), (next) => {
      now = next;
    });
    await tables(tx).updateTable('support_page').set({ state: 'over' }).where('state', '=', 'due').execute();
  });
}

/** A transaction that takes itself for the database: what begins a transaction joins this one. */
const oneTransaction = (tx: Tx): Db =>
  Object.assign(tx, { tx: <T>(body: (tx: Tx) => Promise<T>): Promise<T> => body(tx) }) as unknown as Db;
