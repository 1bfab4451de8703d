import { toLocal, type Instant, type LocalDate } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { GateRules, Learner } from '../core/gate/model.ts';
import { nextChange, summaryKinds, summaryOf, type Summary } from '../core/gate/summary.ts';
import { actorsSince, lastSeq, loadFacts, loadNames, ownActors, type PeopleByName } from '../ledger/load-facts.ts';
import { loadLearners, loadRules } from './load-gate.ts';
import { revisionOf } from './revision.ts';

/*
 * How everybody stands, kept in memory from one question to the next. It cannot say what is not so any more: it holds under the revision of the
 * directory and of the rules, which their own writes advance, on one local date, up to a place in the ledger; what the ledger says after that
 * place, and whom time alone may have changed, is made anew before anybody is answered. Only what is committed is ever kept: within a
 * transaction of one's own, ask the tables.
 */

export interface BookLine {
  readonly personId: string;
  readonly name: string;
  /** Where the directory says that they are at home, whatever role they hold. */
  readonly homeUnit: string | null;
  readonly endDate: LocalDate | null;
  /** False: their attempts count, but they are not in the directory. */
  readonly known: boolean;
  readonly summary: Summary;
}

export interface LearnerBook {
  readonly rules: GateRules;
  readonly today: LocalDate;
  /** personId -> */
  readonly lines: ReadonlyMap<string, BookLine>;
}

interface Kept extends LearnerBook {
  readonly revision: string;
  readonly seq: number;
  readonly names: PeopleByName;
  readonly spans: ReadonlyMap<string, { readonly from: Instant; readonly to: Instant }>;
}

const books = new WeakMap<Db, { kept: Kept | null; turn: Promise<unknown> }>();
const peopleAtOnce = 1000;

/** Whoever asks at the same time waits for the same work. */
export function learnerBook(db: Db, now: Instant): Promise<LearnerBook> {
  const shelf = books.get(db) ?? { kept: null, turn: Promise.resolve() };
  books.set(db, shelf);
  const next = shelf.turn.then(async () => (shelf.kept = await broughtUp(db, shelf.kept, now)));
  shelf.turn = next.catch(() => undefined);
  return next;
}

async function broughtUp(db: Db, kept: Kept | null, now: Instant): Promise<Kept> {
  // Before anything is read under it: what is written meanwhile advances it, and is found by the next who asks.
  const [revision, seq] = [await revisionOf(db), await lastSeq(db)];
  if (kept?.revision !== revision || toLocal(now, kept.rules.timeZone).date !== kept.today) return madeAnew(db, revision, seq, now);
  const concerned = new Set([...kept.spans].flatMap(([personId, { from, to }]) => (from <= now && now < to ? [] : personId)));
  if (seq !== kept.seq)
    for (const actor of await actorsSince(db, kept.seq)) {
      const personId = kept.names.personOf(actor);
      if (personId !== null) concerned.add(personId);
    }
  if (concerned.size === 0) return { ...kept, seq };
  const [lines, spans] = [new Map(kept.lines), new Map(kept.spans)];
  await write(db, kept.rules, [...concerned], now, { lines, spans });
  return { ...kept, seq, lines, spans };
}

async function madeAnew(db: Db, revision: string, seq: number, now: Instant): Promise<Kept> {
  const rules = await loadRules(db);
  const names = await loadNames(db);
  const kept = { lines: new Map<string, BookLine>(), spans: new Map<string, { from: Instant; to: Instant }>() };
  const left = (await ownActors(db)).flatMap((actor) => names.personOf(actor) ?? []);
  const ids = [...new Set([...names.personIds, ...left])];
  for (let from = 0; from < ids.length; from += peopleAtOnce) await write(db, rules, ids.slice(from, from + peopleAtOnce), now, kept);
  return { ...kept, rules, names, today: toLocal(now, rules.timeZone).date, revision, seq };
}

async function write(
  db: Db,
  rules: GateRules,
  personIds: readonly string[],
  now: Instant,
  { lines, spans }: { readonly lines: Map<string, BookLine>; readonly spans: Map<string, { from: Instant; to: Instant }> },
): Promise<void> {
  const learners = new Map((await loadLearners(db, personIds)).map((known) => [known.person.personId, known]));
  const facts = Map.groupBy(await loadFacts(db, { personIds, kinds: summaryKinds }), (fact) => fact.personId);
  for (const personId of personIds) {
    const known = learners.get(personId);
    const learner: Learner | null = known?.learner ?? null;
    const own = facts.get(personId) ?? [];
    const name = known ? `${known.person.givenName} ${known.person.familyName}`.trim() : personId;
    const { homeUnit = null, endDate = null } = known?.person ?? {};
    lines.set(personId, { personId, name, homeUnit, endDate, known: known !== undefined, summary: summaryOf(learner, rules, own, now) });
    spans.set(personId, { from: now, to: nextChange(learner, rules, own, now) });
  }
}
