import { randomUUID } from 'node:crypto';
import * as directory from '#directory/contract.ts';
import { loadGoLives, loadPeople } from '#directory/index.ts';
import { addDays, dayMs, type Instant, type LocalDate } from '#kernel/time.ts';
import type { Db } from '#platform/db/open.ts';
import type { Call } from '#platform/http/call.ts';
import * as training from '#training/contract.ts';
import { makeRecordKey } from '#training/index.ts';

/*
 * Training as it stands in the second week: the shipped matrix; courses that a player elsewhere tells of by xAPI; most people of the first
 * wave certified, some on the way, one in her first week; a change of an order set; an emergency access with its reason.
 */
const nobody = { accountId: null, name: 'demo' };
const courseOf = (competencyId: string): string => `https://learn.lakeview.example/${competencyId}`;
const sepsisBurst = 'https://learn.lakeview.example/new-sepsis-set';
export const newHire = { personId: 'E-NEW1', email: 'newhire@lakeview.example', who: 'Nurse in her first week', name: 'Nina Newcomb' };

interface Training {
  readonly call: Call;
  readonly url: string;
  readonly today: LocalDate;
  readonly at: Instant;
  readonly note: (line: string) => void;
}

export async function furnishTraining(db: Db, { call, url, today, at, note }: Training): Promise<void> {
  await call(training.addDefaultMatrix, {});
  const { competencies, requirements } = await call(training.getMatrix, {});
  for (const { competencyId } of competencies) {
    const teaches = [{ competencyId, level: 3, proof: 'passed' as const }];
    await call(training.saveTeachings, { body: { activity: 'module', activityId: courseOf(competencyId), teaches } });
  }
  await hireNina(db, call, today);
  const statements = await historyOf(db, requirements, today, at);
  const sent = await sendStatements(db, url, statements, at);
  await judge(db, call, today);
  note(`  training          ${sent} statements of a course player, matrix of ${requirements.length} requirements`);
}

async function hireNina(db: Db, call: Call, today: LocalDate): Promise<void> {
  const [first] = (await loadGoLives(db)).toSorted((a, b) => a.date.localeCompare(b.date) || a.unitId.localeCompare(b.unitId));
  const body = {
    personId: newHire.personId,
    givenName: 'Nina',
    familyName: 'Newcomb',
    jobRole: 'nurse',
    specialty: '',
    practiceGroup: '',
    employment: 'in-house' as const,
    homeUnit: first?.unitId ?? null,
    email: newHire.email,
    phone: '',
    pager: '',
    languages: ['en'],
    npi: '',
    ehrUserId: 'LV99001',
    hireDate: addDays(today, -3),
    endDate: null,
    managerId: null,
  };
  await call(directory.createPerson, { body });
}

interface Statement {
  readonly id: string;
  readonly actor: object;
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string };
  readonly result?: object;
  readonly timestamp: string;
}

/** The same person is always as far: a number between 0 and 1 from their id and what it is about. */
function share(...parts: readonly string[]): number {
  let hash = 2_166_136_261;
  for (const char of parts.join('/')) hash = Math.imul(hash ^ char.charCodeAt(0), 16_777_619);
  return ((hash ^ (hash >>> 15)) >>> 0) / 4_294_967_296;
}

async function historyOf(
  db: Db,
  requirements: readonly training.RequirementRow[],
  today: LocalDate,
  at: Instant,
): Promise<readonly Statement[]> {
  const goLives = new Map((await loadGoLives(db)).toSorted((a, b) => b.date.localeCompare(a.date)).map((one) => [one.unitId, one.date]));
  const first = [...goLives.values()].toSorted()[0] ?? today;
  return (await loadPeople(db)).flatMap(({ personId, jobRole, homeUnit }) => {
    const live = (homeUnit === null ? undefined : goLives.get(homeUnit)) ?? first;
    const daysAway = (Date.parse(live) - Date.parse(today)) / dayMs;
    // Classes begin five weeks before the own go-live: who is later is less far.
    const pace = daysAway <= 0 ? 1 : Math.max(0, 0.75 - daysAway / 60);
    const far = personId === newHire.personId ? 0.45 : share(personId, 'far') < 0.9 ? pace : pace * share(personId, 'slow');
    return requirements
      .filter((one) => one.jobRole === jobRole && (one.mandatory || share(personId, one.competencyId, 'optional') < 0.4))
      .flatMap(({ competencyId }) => taken(personId, competencyId, { far, at, live }));
  });
}

function taken(personId: string, competencyId: string, { far, at, live }: { far: number; at: Instant; live: LocalDate }): Statement[] {
  if (share(personId, competencyId) >= far) return [];
  const before = Math.min(at - dayMs, Date.parse(live) - (4 + 24 * share(personId, competencyId, 'day')) * dayMs);
  const when = personId === newHire.personId ? at - dayMs * (0.3 + 2 * share(competencyId)) : before;
  const said = (verb: 'passed' | 'failed', score: number, moment: Instant): Statement => ({
    id: randomUUID(),
    actor: { account: { homePage: 'urn:atelbow:people', name: personId } },
    verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
    object: { id: courseOf(competencyId) },
    result: { success: verb === 'passed', score: { scaled: Math.round(score * 100) / 100 } },
    timestamp: new Date(moment).toISOString(),
  });
  const luck = share(personId, competencyId, 'luck');
  const failed = said('failed', 0.4 + 0.3 * luck, when - 2 * dayMs);
  if (luck < 0.012) return [failed, said('failed', 0.5 + 0.2 * luck, when)];
  return [...(luck < 0.2 ? [failed] : []), said('passed', 0.8 + 0.2 * luck, when)];
}

const batch = 500;

async function sendStatements(db: Db, url: string, statements: readonly Statement[], at: Instant): Promise<number> {
  const { key, secret } = await db.tx((tx) => makeRecordKey(tx, { name: 'Course player', scopes: ['statements/write'] }, nobody, at));
  const headers = {
    authorization: `Basic ${Buffer.from(`${key}:${secret}`).toString('base64')}`,
    'x-experience-api-version': '1.0.3',
    'content-type': 'application/json',
  };
  for (let from = 0; from < statements.length; from += batch) {
    const body = JSON.stringify(statements.slice(from, from + batch));
    const reply = await fetch(`${url}/xapi/1.0.3/statements`, { method: 'POST', headers, body });
    if (!reply.ok) throw new Error(`The record store answered ${reply.status}: ${await reply.text()}`);
  }
  return statements.length;
}

/** What people with a name add: a change, rules, a waiver, an emergency. */
async function judge(db: Db, call: Call, today: LocalDate): Promise<void> {
  const release = {
    title: 'Sepsis order set: the second lactate is in it',
    change: 'The lactate after four hours is ordered by the set itself. Do not order it by hand.',
    due: addDays(today, 5),
    competencies: ['order-sets'],
    moduleId: sepsisBurst,
    mandatory: false,
  };
  await call(training.announceRelease, { body: release });
  const rules = [
    ['low-use-of-features', 'order-sets', 'burst', courseOf('order-sets')],
    ['tickets-on-routine', null, 'outreach', ''],
    ['paper-workarounds', 'cpoe-medication', 'outreach', ''],
    ['errors', 'medication-reconciliation', 'module', courseOf('medication-reconciliation')],
    ['audit-flags', 'privacy-access', 'burst', courseOf('privacy-access')],
    ['struggling-new-hire', null, 'outreach', ''],
    ['throughput', 'clinical-note', 'burst', courseOf('clinical-note')],
    ['frustration', null, 'outreach', ''],
  ] as const;
  for (const [signal, competencyId, offer, moduleId] of rules)
    await call(training.addRefresher, { body: { signal, competencyId, offer, moduleId, dueDays: 7 } });
  const glass = { personId: newHire.personId, jobRole: null, reason: 'Two nurses called out, nights on the unit', hours: 8 };
  await call(training.breakGlass, { body: glass });
  const clerk = (await loadPeople(db)).find((one) => one.jobRole === 'unit-clerk');
  if (!clerk) return;
  const body = { competencyId: 'ehr-basics', reason: 'Registers by telephone only, opens no chart', until: addDays(today, 60) };
  await call(training.waiveDuty, { params: { personId: clerk.personId }, body });
}
