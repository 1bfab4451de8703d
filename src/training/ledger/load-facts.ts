import { sql } from 'kysely';
import { findMailOwners, findPeople, loadMailOwners } from '#directory/index.ts';
import { tablesIn, type Db, type Tx } from '#platform/db/open.ts';
import { readFact } from '../core/ledger/fact-of.ts';
import type { FactKind, FactOf, KnownFact } from '../core/ledger/facts.ts';
import { peopleHomePage } from '../core/ledger/vocabulary.ts';
import type { JsonObject } from '../core/xapi/json.ts';
import { nameOf } from './index-facts.ts';

interface FactRow {
  readonly seq: number;
  readonly fact_id: string;
  readonly actor: string;
  readonly at: Date;
  readonly outside: boolean;
  readonly body: JsonObject;
  readonly voided: boolean;
}

export interface WhichFacts {
  /** Absent: everybody's. */
  readonly personIds?: readonly string[];
  readonly kinds?: readonly FactKind[];
  /** Only what the ledger says, or takes back, after this place. */
  readonly afterSeq?: number;
}

/** Facts in the ledger's order, voided ones too (marked). Statements whose actor is nobody we know are left out. */
export async function loadFacts<K extends FactKind = FactKind>(
  on: Db | Tx,
  which: WhichFacts & { readonly kinds?: readonly K[] } = {},
): Promise<readonly (KnownFact & FactOf<K>)[]> {
  const known = which.personIds ? await namesOf(on, which.personIds) : personByName(await loadMailOwners(on));
  const { rows } = await sql<FactRow>`
    select f.seq, f.fact_id, f.actor, f.at, f.outside, f.body, exists (select 1 from record_void v where v.target = f.fact_id) as voided
    from training_fact f where true
    ${which.afterSeq === undefined ? sql`` : sql`and (f.seq > ${which.afterSeq} or f.fact_id in (select target from record_void where seq > ${which.afterSeq}))`}
    ${which.personIds ? sql`and f.actor = any(${[...known.keys()]}::text[])` : sql``}
    ${which.kinds ? sql`and f.kind = any(${[...which.kinds]}::text[])` : sql``}
    order by f.seq`.execute(tablesIn(on));
  return rows.flatMap((row) => {
    const personId = known.get(row.actor) ?? ownName(row.actor);
    const fact = personId === null ? null : readFact(row.body, { factId: row.fact_id, at: row.at.getTime() });
    return fact === null ? [] : [{ ...fact, personId, seq: row.seq, voided: row.voided, outside: row.outside } as KnownFact & FactOf<K>];
  });
}

export interface PeopleByName {
  /** Everybody in the directory. */
  readonly personIds: readonly string[];
  /** Whom an actor of the ledger names; null: nobody we know. Who left the directory is known by their id still. */
  readonly personOf: (actor: string) => string | null;
}

export async function loadNames(on: Db | Tx): Promise<PeopleByName> {
  const people = await loadMailOwners(on);
  const byName = personByName(people);
  return { personIds: people.map((one) => one.personId), personOf: (actor) => byName.get(actor) ?? ownName(actor) };
}

/** Of whom the ledger says something, or takes something back, after this place. */
export async function actorsSince(on: Db | Tx, seq: number): Promise<readonly string[]> {
  const { rows } = await sql<{ actor: string }>`
    select actor from training_fact where seq > ${seq}
    union select f.actor from training_fact f join record_void v on v.target = f.fact_id where v.seq > ${seq}`.execute(tablesIn(on));
  return rows.map((row) => row.actor);
}

/** Whom these actors name, as `PeopleByName` does, without reading everybody. */
export async function peopleNamed(on: Db | Tx, actors: readonly string[]): Promise<readonly string[]> {
  const emails = actors.flatMap((actor) => (actor.startsWith(mailPrefix) ? actor.slice(mailPrefix.length) : []));
  const owners = personByName(emails.length === 0 ? [] : await findMailOwners(on, emails));
  return [...new Set(actors.flatMap((actor) => owners.get(actor) ?? ownName(actor) ?? []))];
}

/** Everybody whom our own statements name, in the directory or not. */
export async function ownActors(on: Db | Tx): Promise<readonly string[]> {
  const { rows } = await sql<{ actor: string }>`select distinct actor from training_fact where starts_with(actor, ${ownPrefix})`.execute(
    tablesIn(on),
  );
  return rows.map((row) => row.actor);
}

/** The last place in the ledger. */
export async function lastSeq(on: Db | Tx): Promise<number> {
  const { rows } = await sql<{ seq: number | null }>`select max(seq) as seq from record_statement`.execute(tablesIn(on));
  return rows[0]?.seq ?? 0;
}

/** Under which names these people act, in the ledger. Who left the directory is known by their id still. */
async function namesOf(on: Db | Tx, personIds: readonly string[]): Promise<Map<string, string>> {
  const asked = new Set(personIds);
  const emails = (await findPeople(on, personIds)).map((one) => one.email).filter((email) => email !== '');
  const named = personByName(emails.length === 0 ? [] : await findMailOwners(on, emails));
  return new Map([
    ...[...named].filter(([, personId]) => asked.has(personId)),
    ...personIds.map((one) => [accountName(one), one] as const),
  ]);
}

const accountName = (personId: string): string => nameOf({ account: { homePage: peopleHomePage, name: personId } }) ?? '';

const mailPrefix = 'mbox:mailto:';
const ownPrefix = `account:["${peopleHomePage}",`;
const ownName = (actor: string): string | null =>
  actor.startsWith(ownPrefix) ? ((JSON.parse(actor.slice('account:'.length)) as string[])[1] ?? null) : null;

/** Two people with one mail address: neither is known by it. */
function personByName(people: readonly { readonly personId: string; readonly email: string }[]): Map<string, string> {
  const byMail = Map.groupBy(
    people.filter((one) => one.email !== ''),
    (one) => nameOf({ mbox: `mailto:${one.email}` }) ?? '',
  );
  const unique = [...byMail].filter(([, who]) => who.length === 1).map(([name, who]) => [name, who[0]?.personId ?? ''] as const);
  return new Map([...unique, ...people.map((one) => [accountName(one.personId), one.personId] as const)]);
}
