import { generateHospital } from '#demo/generate.ts';
import { weekFiveRotator } from '#demo/story-people.ts';
import * as coverage from '#coverage/contract.ts';
import { listPeople } from '#directory/contract.ts';
import { findPerson, setUpOrganisation } from '#directory/index.ts';
import { defined } from '#kernel/assert.ts';
import { addDays, toLocal, type Instant } from '#kernel/time.ts';
import { anyAccount, findAccountByEmail } from '#platform/auth/accounts.ts';
import { signInByLink } from '#platform/auth/contract.ts';
import { issueLink } from '#platform/auth/links.ts';
import type { Db } from '#platform/db/open.ts';
import { makeCall, type Call } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import { importsApi, uploadPath } from '#platform/imports/contract.ts';
import type { Role } from '../permissions.ts';
import { demoAccount, nobody } from './demo-account.ts';
import { furnishClasses } from './classes.ts';
import { furnishCommandCentre } from './command-centre.ts';
import type { DemoClock } from './demo-clock.ts';
import { furnishFeedback } from './feedback.ts';
import { furnishFloor } from './floor.ts';
import { furnishExercises } from './exercises.ts';
import { furnishPractice } from './practice.ts';
import { furnishHelpDesk } from './help-desk.ts';
import { furnishModules } from './modules.ts';
import { furnishPackages } from './packages.ts';
import { furnishTraining, newHire } from './training.ts';

/*
 * The demo is made as a coordinator would make it: files on the import wizard, a plan run, publishing, all through the
 * server's own interface. Only the accounts are created directly, as `user add` does.
 */

export interface Furnishing {
  readonly size: 'S' | 'M' | 'L';
  readonly seed: number;
  readonly at: Instant;
  readonly note: (line: string) => void;
  readonly clock: DemoClock;
}

const lead = {
  email: 'lead@lakeview.example',
  who: 'Coordinator and administrator',
  roles: ['admin', 'coordinator', 'director'] as Role[],
};
const supporter = { email: 'supporter@lakeview.example', who: 'Supporter (open it phone-sized)', role: 'supporter' as Role };
const clinician = { email: 'clinician@lakeview.example', who: 'Physician who rounds in week five', role: 'clinician' as Role };
const agent = { email: 'desk@lakeview.example', who: 'Help desk agent', role: 'desk' as Role };
const planSeconds = { S: 5, M: 20, L: 60 } as const;
const planDays = 42;

export async function furnishDemo(db: Db, url: string, { size, seed, at, note, clock }: Furnishing): Promise<void> {
  if (await anyAccount(db)) return;
  const today = toLocal(at, 'America/Chicago').date;
  note(`Building the demo hospital (${size}) for ${today}:`);
  await db.tx(async (tx) => {
    await setUpOrganisation(tx, { organisation: 'Lakeview Regional' }, nobody, at);
    await demoAccount(tx, { email: lead.email, name: 'Lena Lead', roles: lead.roles, personId: null }, at);
  });
  const { call, fetcher } = await signIn(db, url, at);
  await importFiles(call, fetcher, generateHospital({ size, seed, today, minimal: false }), note);
  await furnishClasses(call, { size, today }, note);
  const span = { from: today, to: addDays(today, planDays - 1) };
  await planAndPublish(call, { name: 'Go-live weeks', ...span, seconds: planSeconds[size], seed: 1 }, note);
  await addStars(db, call, { from: today, to: addDays(today, 6) }, at);
  await furnishTraining(db, { call, url, today, at, note });
  const learner = { email: newHire.email, name: newHire.name, roles: ['clinician'] as Role[], personId: newHire.personId };
  await db.tx((tx) => demoAccount(tx, learner, at));
  await furnishCommandCentre(db, call, { size, seed, at: Date.now(), today }, note);
  await furnishModules(db, call, { size, seed, at }, newHire.personId, note);
  const nurse = await signIn(db, url, at, newHire.email);
  await furnishPackages(call, fetcher, nurse, note);
  const helper = (await findAccountByEmail(db, supporter.email)) ? (await signIn(db, url, at, supporter.email)).call : null;
  await furnishHelpDesk(call, await signInDesk(db, call, url, at), clock, note);
  await furnishFloor(call, helper, url, note);
  await furnishExercises(call, note);
  await furnishFeedback(call, await furnishPractice(call, { db, url, clock }, size, note), note);
}

async function signIn(db: Db, url: string, at: Instant, email = lead.email): Promise<{ call: Call; fetcher: typeof fetch }> {
  const fetcher = cookieFetch(url);
  const call = makeCall(url, fetcher);
  const token = (await linkFor(db, email, at))?.split('#')[1] ?? '';
  await call(signInByLink, { body: { token } });
  return { call, fetcher };
}

async function importFiles(call: Call, fetcher: typeof fetch, files: ReadonlyMap<string, string>, note: Furnishing['note']): Promise<void> {
  const { importId } = await call(importsApi.create, {});
  for (const [file, text] of files) {
    const headers = { 'content-type': 'application/octet-stream' };
    const sent = await fetcher(uploadPath(importId, file), { method: 'PUT', headers, body: text });
    if (!sent.ok) throw new Error(`${file} could not be uploaded: ${await sent.text()}`);
  }
  const done = await call(importsApi.apply, { params: { importId } });
  for (const { file, diff, errors, warnings, failure } of done.files)
    note(
      `  ${file.padEnd(16)} ${diff ? `${diff.added} rows` : failure}${errors ? `, ${errors} left out with a reason` : ''}${warnings ? `, ${warnings} remarks` : ''}`,
    );
}

const waitMs = 250;

async function planAndPublish(
  call: Call,
  body: { name: string; from: string; to: string; seconds: number; seed: number },
  note: Furnishing['note'],
): Promise<void> {
  const { planId } = await call(coverage.startPlan, { body });
  note(`  planning ${body.from} to ${body.to}, ${body.seconds} s at most`);
  let plan = await call(coverage.getPlan, { params: { planId } });
  while (plan.status === 'waiting' || plan.status === 'running') {
    await new Promise((resolve) => setTimeout(resolve, waitMs));
    plan = await call(coverage.getPlan, { params: { planId } });
  }
  if (plan.status === 'failed') throw new Error(`The plan run failed: ${plan.problem}`);
  const result = defined(plan.result, 'the result of a finished plan');
  note(
    `  ${result.assignments} assignments for ${result.needs} needs, ${result.uncoveredNeeds} left open with a reason, gap ${(result.gap * 100).toFixed(1)}%`,
  );
  const { planVersion, publishedVersion } = await call(coverage.diffPlan, { params: { planId } });
  await call(coverage.publishPlan, { params: { planId }, body: { planVersion, publishedVersion, note: 'Go-live weeks' } });
}

/** Accounts of two of its people, to see what they see: the supporter with most to do this week, and the week-five rotator. */
async function addStars(db: Db, call: Call, span: { from: string; to: string }, at: Instant): Promise<void> {
  const board = await call(coverage.getBoard, { query: span });
  const counts = Map.groupBy(board.assignments.person, (index) => index);
  const [busiest] = [...counts].toSorted((a, b) => b[1].length - a[1].length);
  const stars = [
    { ...supporter, personId: board.people[busiest?.[0] ?? 0]?.personId },
    { ...clinician, personId: weekFiveRotator.id },
  ];
  for (const { email, role, personId } of stars) {
    const person = personId === undefined ? null : await findPerson(db, personId);
    if (!person) continue; // the smallest hospital has no such physician
    const name = `${person.givenName} ${person.familyName}`;
    await db.tx((tx) => demoAccount(tx, { email, name, roles: [role], personId: person.personId }, at));
  }
}

/** Somebody of the help desk, signed in; null where the hospital has none. */
async function signInDesk(db: Db, call: Call, url: string, at: Instant): Promise<Call | null> {
  const { people } = await call(listPeople, { query: { jobRole: 'help-desk', limit: 1 } });
  const [person] = people;
  if (!person) return null;
  const name = `${person.givenName} ${person.familyName}`;
  const made = { email: agent.email, name, roles: [agent.role], personId: person.personId };
  await db.tx((tx) => demoAccount(tx, made, at));
  return (await signIn(db, url, at, agent.email)).call;
}

async function linkFor(db: Db, email: string, at: Instant): Promise<string | null> {
  const account = await findAccountByEmail(db, email);
  return account && (await db.tx((tx) => issueLink(tx, account.account_id, 'sign-in', at))).path;
}

/** New one-time links for the demo's accounts; none in a database that the demo did not furnish. */
export async function demoLinks(db: Db, at: Instant): Promise<{ who: string; path: string }[]> {
  const links: { who: string; path: string }[] = [];
  for (const { email, who } of [lead, agent, supporter, clinician, newHire]) {
    const path = await linkFor(db, email, at);
    if (path !== null) links.push({ who, path });
  }
  return links;
}

/** Whose phone a visitor of the demo may hold: nobody answers in their place. */
export async function demoSupporter(db: Db): Promise<string | null> {
  return (await findAccountByEmail(db, supporter.email))?.person_id ?? null;
}
