import { changePerson, createPerson, findPerson, loadPeople, loadUnits, today } from '#directory/index.ts';
import type { Person } from '#directory/contract.ts';
import type { Instant } from '#kernel/time.ts';
import type { AuditActor } from '#platform/audit/audit.ts';
import { findAccountByPerson } from '#platform/auth/accounts.ts';
import { changeAccount } from '#platform/auth/administer.ts';
import type { AuthOptions } from '#platform/auth/options.ts';
import type { Db, Tx } from '#platform/db/open.ts';
import { ScimProblem } from './protocol.ts';
import { findRecord, findRival, removeRecord, saveRecord } from './store.ts';
import { isActive, parseUser, personFrom, personIdOf, toResource, type Known, type ScimRecord, type ScimUser } from './user.ts';

export type House = Pick<AuthOptions, 'roles' | 'can'>;
type Resource = Record<string, unknown>;
const actor: AuditActor = { accountId: null, name: 'SCIM' };

const unknown = (): ScimProblem => new ScimProblem(404, 'There is no such user.');

export async function readUser(db: Db, id: string, at: Instant): Promise<Resource> {
  const [person, record] = [await findPerson(db, id), await findRecord(db, id)];
  if (!person || !record) throw unknown();
  return toResource(person, record, await today(db, at));
}

/** A person whom the hospital's files brought already is taken over, not doubled. */
export async function createUser(tx: Tx, body: unknown, house: House, at: Instant): Promise<Resource> {
  const user = parseUser(body);
  const known = await loadKnown(tx, at);
  const personId = (await existingId(tx, user)) ?? personIdOf(user);
  if (await findRecord(tx, personId)) throw new ScimProblem(409, `User ${personId} exists already.`, 'uniqueness');
  const record = {
    personId,
    externalId: user.externalId ?? null,
    userName: user.userName,
    createdAt: new Date(at),
    changedAt: new Date(at),
  };
  return save(tx, user, record, known, house, at);
}

/** @param change turns the user as it is into what was sent: a whole new one (PUT), or a patched one. */
export async function replaceUser(tx: Tx, id: string, change: (now: Resource) => unknown, house: House, at: Instant): Promise<Resource> {
  const [person, before] = [await findPerson(tx, id), await findRecord(tx, id)];
  if (!person || !before) throw unknown();
  const known = await loadKnown(tx, at);
  const user = parseUser(change(toResource(person, before, known.today)));
  const record = { ...before, externalId: user.externalId ?? null, userName: user.userName, changedAt: new Date(at) };
  return save(tx, user, record, known, house, at);
}

/** People are never removed, since plans and records name them: their time here ends, and the identity system lets go of them. */
export async function deleteUser(tx: Tx, id: string, house: House, at: Instant): Promise<void> {
  await replaceUser(tx, id, (now) => ({ ...now, active: false }), house, at);
  await removeRecord(tx, id);
}

async function save(tx: Tx, user: ScimUser, record: ScimRecord, known: Known, house: House, at: Instant): Promise<Resource> {
  const { personId } = record;
  if (await findRival(tx, personId, record.userName, record.externalId))
    throw new ScimProblem(409, 'Another user has this userName or externalId.', 'uniqueness');
  const before = await findPerson(tx, personId);
  const person = personFrom(user, personId, before, known);
  const editor = { actor, at };
  if (before) await changePerson(tx, { ...person, version: before.version }, undefined, editor);
  else await createPerson(tx, person, editor);
  await saveRecord(tx, record);
  if (before) await switchAccount(tx, before, person, known.today, house, at);
  return toResource(person, record, known.today);
}

/** Who leaves is signed out at once; who comes back is let in again. */
async function switchAccount(tx: Tx, before: Person, after: Person, now: string, house: House, at: Instant): Promise<void> {
  const active = isActive(after, now);
  if (active === isActive(before, now)) return;
  const account = await findAccountByPerson(tx, after.personId);
  if (account) await changeAccount(tx, house, account.account_id, { version: account.version, disabled: !active }, actor, at);
}

/** By the hospital's id, else by mail address where that is one person's only. */
async function existingId(tx: Tx, user: ScimUser): Promise<string | null> {
  const byId = await findPerson(tx, personIdOf(user));
  if (byId) return byId.personId;
  const addresses = new Set([user.userName, ...(user.emails ?? []).map((one) => one.value ?? '')].map((text) => text.toLowerCase()));
  const same = (await loadPeople(tx)).filter((person) => person.email !== '' && addresses.has(person.email.toLowerCase()));
  return same.length === 1 ? (same[0]?.personId ?? null) : null;
}

async function loadKnown(tx: Tx, at: Instant): Promise<Known> {
  const [units, people] = [await loadUnits(tx), await loadPeople(tx)];
  return { units, personIds: new Set(people.map((person) => person.personId)), today: await today(tx, at) };
}
