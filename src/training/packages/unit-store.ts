import { randomUUID } from 'node:crypto';
import type { Clock } from '#platform/deps.ts';
import { actorKey } from '../core/xapi/actor-key.ts';
import { objectOf, own, textOf, type JsonObject } from '../core/xapi/json.ts';
import { isUuid } from '../core/xapi/lexical.ts';
import { readActor } from '../core/xapi/query.ts';
import { learnerOf } from '../core/packages/lms-statement.ts';
import { unitIri } from '../core/packages/package-activity.ts';
import { unitsOf } from '../core/packages/course.ts';
import { saidOf, statementFault, type SaidOfUnit, type UnitSession } from '../core/packages/unit-statement.ts';
import { appendAll, repeatedOf } from '../records/append.ts';
import type { Answer, KeyedCall } from '../records/call.ts';
import type { Do, Resource } from '../records/mount.ts';
import { resources } from '../records/mount.ts';
import { readStatements } from '../records/read-statements.ts';
import { refusal } from '../records/record-problem.ts';
import { authorityOf } from '../records/statements-resource.ts';
import type { Store } from '../records/store.ts';
import { recordFacts } from '../ledger/record-facts.ts';
import { judge, resultFact, saidIn } from './judge.ts';
import { endSession, findPackage, findSession, lockRegistration } from './store.ts';
import type { Tx } from '#platform/db/open.ts';
import type { PackageRow, RegistrationRow } from './tables.ts';
import type { UnitKey } from './unit-key.ts';

const sessionOf = (call: KeyedCall) => (call.key as UnitKey).session;

interface Sent {
  readonly id: string;
  readonly sent: JsonObject;
}

const putStatement: Do = async (store, call) => {
  const id = call.parameters.get('statementId') ?? '';
  if (!isUuid(id) || call.parameters.size > 1)
    throw refusal(400, 'PUT takes the parameter "statementId", a UUID, and no other', 'Communication 2.1.1');
  const { statements, attachments, isBatch } = readStatements(call);
  const [sent] = statements;
  if (isBatch || !sent) throw refusal(400, 'PUT takes one Statement', 'Communication 2.1.1');
  const ownId = textOf(sent, 'id');
  if (ownId !== '' && ownId.toLowerCase() !== id.toLowerCase())
    throw refusal(400, 'is not the statementId of the request', 'Communication 2.1.1', '$.id');
  await take(store, call, [{ id: id.toLowerCase(), sent: { ...sent, id } }], attachments);
  return { status: 204 };
};

const postStatements: Do = async (store, call) => {
  if (call.parameters.size > 0) throw refusal(400, 'POST takes no parameters', 'Communication 2.1.2');
  const { statements, attachments } = readStatements(call);
  const withIds = statements.map((sent) => ({ id: textOf(sent, 'id').toLowerCase() || randomUUID(), sent }));
  await take(store, call, withIds, attachments);
  return { status: 200, body: withIds.map(({ id }) => id) };
};

/** Judges and stores what a unit says, alone with its registration; then says what follows from it. */
async function take(
  { db, clock }: Store,
  call: KeyedCall,
  given: readonly Sent[],
  attachments: ReadonlyMap<string, Buffer>,
): Promise<void> {
  const { registration: id, session_id: sessionId } = sessionOf(call);
  await db.tx(async (tx) => {
    const registration = await lockRegistration(tx, id);
    const row = await findPackage(tx, registration.package_id);
    const session = await findSession(tx, 'session_id', sessionId);
    if (!row || !session || session.ended_at !== null) throw refusal(403, 'The session has ended', 'cmi5 9.3');
    const unit = unitSession(row, registration, session);
    const before = (await saidIn(tx, id)).get(unit.activityId) ?? [];
    const outcome = { statements: given, version: call.version, authority: authorityOf(call.key), mayDefine: false, attachments };
    const repeated = await repeatedOf(tx, given);
    // The same statement again is no new one (xAPI Data 2.3.1, Communication 2.1.1): a unit that heard no answer may repeat it.
    checkAll(given, unit, before, repeated);
    const [{ conflict } = { conflict: null }] = await appendAll(tx, [outcome], clock);
    if (conflict !== null)
      throw refusal(409, `A Statement with the id ${conflict} is stored already and says something else`, 'Communication 2.1.1');
    const statements = given.filter(({ id: one }) => !repeated.has(one)).map(({ sent }) => sent);
    if (statements.length > 0) await follow(tx, { row, registration, sessionId, statements }, clock);
  });
}

function unitSession(
  row: PackageRow,
  registration: RegistrationRow,
  session: { session_id: string; unit: number; mode: UnitSession['mode'] },
): UnitSession {
  const unit = unitsOf(row.course.children)[session.unit];
  return {
    sessionId: session.session_id,
    registration: registration.registration,
    activityId: unitIri(row.package_id, session.unit),
    publisherId: unit?.id ?? '',
    learner: actorKey(learnerOf(registration.person_id)) ?? '',
    mode: session.mode,
    masteryScore: unit?.masteryScore ?? null,
  };
}

/** @throws RecordProblem 403: nothing of the request is stored. */
function checkAll(given: readonly Sent[], unit: UnitSession, before: readonly SaidOfUnit[], repeated: ReadonlySet<string>): void {
  const said = [...before];
  for (const [index, { id, sent }] of given.entries()) {
    if (repeated.has(id)) continue;
    const fault = statementFault(sent, unit, said);
    if (fault !== null) throw refusal(403, fault, 'cmi5', given.length > 1 ? `$[${index}]` : '$');
    const one = saidOf(sent);
    if (one) said.push(one);
  }
}

async function follow(
  tx: Tx,
  {
    row,
    registration,
    sessionId,
    statements,
  }: { row: PackageRow; registration: RegistrationRow; sessionId: string; statements: readonly JsonObject[] },
  clock: Clock,
): Promise<void> {
  const now = clock.now();
  for (const statement of statements) {
    const verb = saidOf(statement)?.verb;
    if (verb === 'terminated') await endSession(tx, sessionId, 'terminated', now);
    // Failing stays in the record: pass rates count attempts, not people.
    if (verb === 'failed') await recordFacts(tx, [resultFact(registration, 'module-failed', sessionId, scoreOf(statement))], now);
  }
  await judge(tx, registration, row.course, sessionId, now);
}

function scoreOf(statement: JsonObject): number | null {
  const scaled = own(objectOf(objectOf(statement, 'result') ?? {}, 'score') ?? {}, 'scaled');
  return typeof scaled === 'number' ? Math.max(0, scaled) : null;
}

/** Documents of this learner and this unit only; what the LMS wrote is not the unit's to change. */
function documents(path: string): Resource {
  const guarded = Object.entries(resources[path] ?? {}).map(([method, act]) => {
    const guard: Do = async (store, call): Promise<Answer> => {
      const { registration, unit } = sessionOf(call);
      const owner = await findOwner(store, registration);
      const { parameters } = call;
      const agent = parameters.get('agent');
      const isWrite = call.method !== 'GET';
      const own_ =
        (agent === undefined || actorKey(readActor(agent) ?? {}) === actorKey(learnerOf(owner.person_id))) &&
        (!parameters.has('activityId') || parameters.get('activityId') === unitIri(owner.package_id, unit)) &&
        (!path.endsWith('activities/state') || parameters.get('registration')?.toLowerCase() === registration);
      if (!own_) throw refusal(403, 'A unit reads and writes the documents of its own learner, activity and registration only', 'cmi5 10');
      if (isWrite && path === 'activities/state' && [undefined, 'LMS.LaunchData'].includes(parameters.get('stateId')))
        throw refusal(403, 'LMS.LaunchData is the LMS’s to write', 'cmi5 10.2');
      return act(store, call);
    };
    return [method, guard];
  });
  return Object.fromEntries(guarded) as Resource;
}

async function findOwner(store: Store, registration: string): Promise<RegistrationRow> {
  return store.db.tx((tx) => lockRegistration(tx, registration));
}

const { statements = {}, 'statements/more': more = {} } = resources;

/** What a unit may do in the record store. */
export const unitResources: Readonly<Record<string, Resource>> = {
  statements: { ...statements, PUT: putStatement, POST: postStatements },
  'statements/more': more,
  'activities/state': documents('activities/state'),
  'activities/profile': documents('activities/profile'),
  'agents/profile': documents('agents/profile'),
};
