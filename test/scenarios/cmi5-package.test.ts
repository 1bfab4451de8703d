import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { cmi5Zip } from '#test/harness/content-packages.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { playUnit, verbIri, type UnitStatement } from '#test/harness/unit-player.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A course that another tool made: imported, opened by a nurse, judged by what its units say, counted by the gate. Every rule over HTTP.
 */
let app: TestApp;
let lead: Client;
let director: Client;
const masteryExtension = 'https://w3id.org/xapi/cmi5/context/extensions/masteryscore';
const unit = (name: string, rest: object = {}) => ({ id: `https://lakeview.example/courses/${name}`, title: name, ...rest });

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
  lead = await app.signIn('trainer');
  director = await app.signIn('director');
  const coordinator = await app.signIn('coordinator');
  for (const personId of ['NORA', 'NED', 'NIA'])
    await coordinator.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse', givenName: personId }) });
  for (const personId of ['NORA', 'NED', 'NIA']) await app.signIn('clinician', personId);
});
afterAll(() => app.close());

const send = (client: Client, zip: Buffer) =>
  client.fetch('/api/training/packages', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body: zip as unknown as Uint8Array<ArrayBuffer>,
  });
async function imported(zip: Buffer): Promise<string> {
  const reply = await send(lead, zip);
  expect(reply.status).toBe(200);
  return ((await reply.json()) as { packageId: string }).packageId;
}
const launch = (client: Client, packageId: string, place = 0) =>
  client.call(training.launchOwnUnit, { params: { packageId, unit: place } });
const stateFor = async (client: Client, packageId: string) =>
  (await client.call(training.listOwnPackages, {})).packages.find((one) => one.packageId === packageId);
const score = (scaled: number) => (statement: UnitStatement) => {
  statement.result = { ...statement.result, score: { scaled } };
  statement.context.extensions[masteryExtension] = 0.8;
};

test('whoever may not, may not; what is wrong is named; the same zip is one package', async () => {
  const nurse = await app.signInAgain('NORA');
  const zip = cmi5Zip([unit('same')]);
  expect([(await send(app.visitor(), zip)).status, (await send(nurse, zip)).status]).toEqual([401, 403]);
  const bad = await send(lead, cmi5Zip([unit('bad', { url: 'gone.html' })]));
  expect([bad.status, ((await bad.json()) as { detail: string }).detail]).toEqual([
    422,
    'The package was not taken. cmi5.xml, line 7: The package has no file "gone.html"',
  ]);
  expect(await imported(zip)).toBe(await imported(zip));
});

test('a nurse passes, and the gate counts it', async () => {
  const nurse = await app.signInAgain('NED');
  const packageId = await imported(cmi5Zip([unit('pass', { masteryScore: '0.8' })]));
  const { activityId } = await lead.call(training.getPackage, { params: { packageId } });
  await lead.call(training.addDefaultMatrix, {});
  const { requirements } = await lead.call(training.getMatrix, {});
  const competencyId = requirements.find((one) => one.jobRole === 'nurse' && one.mandatory)?.competencyId ?? '';
  const duty = async () => {
    const { standing } = await lead.call(training.getTrainingRecord, { params: { personId: 'NED' } });
    return standing.duties.find((one) => one.competencyId === competencyId);
  };
  await lead.call(training.saveTeachings, {
    body: { activity: 'module', activityId, teaches: [{ competencyId, level: 3, proof: 'passed' }] },
  });
  const first = await launch(nurse, packageId);
  const player = await playUnit(first.url);
  expect(player.launchData).toMatchObject({ launchMode: 'Normal', masteryScore: 0.8, moveOn: 'Passed' });
  expect(await player.fetchAgain()).toMatchObject({ 'error-code': '1' });
  expect(await player.say('initialized')).toBe(204);
  expect(await player.say('failed', score(0.5))).toBe(204);
  expect(await player.say('terminated')).toBe(204);
  expect((await stateFor(nurse, packageId))?.satisfied).toBe(false);
  expect(await duty()).toMatchObject({ state: 'open', failedAttempts: 1 });
  expect((await player.send('GET', 'statements')).status).toBe(401);

  const again = await playUnit((await launch(nurse, packageId)).url);
  expect([await again.say('initialized'), await again.say('passed', score(0.9)), await again.say('terminated')]).toEqual([204, 204, 204]);
  expect((await stateFor(nurse, packageId))?.satisfied).toBe(true);
  expect(await duty()).toMatchObject({ state: 'done' });
  expect((await launch(nurse, packageId)).mode).toBe('Review');
});

test('each rule of cmi5 about statements holds', async () => {
  const nurse = await app.signInAgain('NORA');
  const packageId = await imported(cmi5Zip([unit('rules', { masteryScore: '0.8' })]));
  const player = await playUnit((await launch(nurse, packageId)).url);
  const { say } = player;
  expect(await say('passed', score(0.9))).toBe(403); // not initialized
  expect(await say('initialized', (one) => (one.actor.account.name = 'NED'))).toBe(403);
  expect(await say('initialized', (one) => (one.context.registration = crypto.randomUUID()))).toBe(403);
  expect(await say('initialized', (one) => (one.context.extensions = {}))).toBe(403);
  expect(await say('initialized', (one) => delete one.context.contextActivities.grouping)).toBe(403);
  expect(await say('initialized', (one) => (one.timestamp = '2027-03-08T12:00:00+02:00'))).toBe(403);
  expect(await say('initialized', (one) => (one.object.id = 'urn:atelbow:module:everything'))).toBe(403);
  expect(await say('initialized')).toBe(204);
  expect(await say('initialized')).toBe(403);
  // A unit that heard no answer says the very same again: that is no second time (xAPI Communication 2.1.1).
  const once = player.statement('experienced', (one) => (one.context.contextActivities.category = []));
  const again = () => player.send('PUT', `statements?statementId=${once.id}`, once);
  expect([(await again()).status, (await again()).status]).toEqual([204, 204]);
  for (const verb of ['launched', 'abandoned', 'waived', 'satisfied'])
    expect(
      await say('initialized', (one) => (one.verb.id = verb === 'launched' ? verbIri(verb) : `https://w3id.org/xapi/adl/verbs/${verb}`)),
    ).toBe(403);
  expect(await say('passed', score(0.79))).toBe(403);
  expect(await say('failed', score(0.8))).toBe(403);
  expect(await say('passed', (one) => (one.result = { ...one.result, score: { scaled: 0.9 } }))).toBe(403); // without the mastery score
  expect(await say('passed', (one) => delete one.result?.duration)).toBe(403);
  expect(await say('passed', (one) => one.context.contextActivities.category.pop())).toBe(403);
  expect(await say('completed', (one) => (one.result = { ...one.result, success: true }))).toBe(403);
  // What a unit says besides is its own affair, and proves nothing.
  const aside = (one: UnitStatement) => {
    one.object.id = 'https://lakeview.example/courses/elsewhere';
    one.context.contextActivities.category = [];
  };
  expect(await say('passed', aside)).toBe(204);
  expect(await say('completed')).toBe(204);
  const passed = player.statement('passed', score(0.8));
  const pass = async (one: UnitStatement) => (await player.send('PUT', `statements?statementId=${one.id}`, one)).status;
  expect([await pass(passed), await pass(passed)]).toEqual([204, 204]);
  expect(await pass({ ...passed, timestamp: '2027-03-08T12:00:01.000Z', id: crypto.randomUUID() })).toBe(403);
  expect(await say('failed', score(0.1))).toBe(403);
  expect(await say('terminated')).toBe(204);
  expect(await say('experienced', aside)).toBe(401); // the key ended with the session
});

test('the key opens nothing but its own learner, activity and registration', async () => {
  const nurse = await app.signInAgain('NIA');
  const packageId = await imported(cmi5Zip([unit('own')]));
  const { url } = await launch(nurse, packageId);
  const player = await playUnit(url);
  const asked = (over: Record<string, string>) => {
    const { activityId, actor, registration } = Object.fromEntries(new URL(url).searchParams) as Record<string, string>;
    return `activities/state?${new URLSearchParams({ stateId: 'bookmark', activityId: activityId ?? '', agent: actor ?? '', registration: registration ?? '', ...over })}`;
  };
  expect((await player.send('PUT', asked({}), { page: 3 })).status).toBe(204);
  expect((await player.send('GET', asked({}))).json).toEqual({ page: 3 });
  expect((await player.send('PUT', asked({ stateId: 'LMS.LaunchData' }), { launchMode: 'Normal' })).status).toBe(403);
  const ned = JSON.stringify({ account: { homePage: 'urn:atelbow:people', name: 'NED' } });
  expect((await player.send('GET', asked({ agent: ned }))).status).toBe(403);
  expect((await player.send('GET', asked({ registration: crypto.randomUUID() }))).status).toBe(403);
  expect((await player.send('GET', 'agents?agent=x')).status).toBe(404);
  const fromElsewhere = { authorization: `Basic ${player.token}`, 'x-experience-api-version': '1.0.3' };
  expect((await fetch(`${app.url}/xapi/1.0.3/statements`, { headers: fromElsewhere })).status).toBe(401);
});

test('content has an origin of its own and is asked for without a cookie', async () => {
  const nurse = await app.signInAgain('NIA');
  const packageId = await imported(cmi5Zip([unit('origin')]));
  const { url } = await launch(nurse, packageId);
  const page = await fetch(url);
  expect(page.status).toBe(200);
  expect(new URL(url).host).not.toBe(new URL(app.url).host);
  const policy = page.headers.get('content-security-policy');
  for (const part of ["connect-src 'self'", "frame-src 'self' data: blob:", `frame-ancestors 'self' ${app.url}`, 'sandbox allow-scripts '])
    expect(policy).toContain(part);
  expect(policy).not.toMatch(/allow-top-navigation|allow-popups/);
  expect(page.headers.get('set-cookie')).toBeNull();
  expect((await fetch(url.replace('unit.html', 'other.html'))).status).toBe(404);
  expect((await fetch(`${new URL(url).origin}/play/guessed/files/unit.html`)).status).toBe(404);
});

test('who leaves without a word abandons; who opens another unit abandons the first', async () => {
  const nurse = await app.signInAgain('NORA');
  const packageId = await imported(cmi5Zip([unit('left'), unit('right')]));
  const first = await launch(nurse, packageId, 0);
  const player = await playUnit(first.url);
  await player.say('initialized');
  const second = await launch(nurse, packageId, 1);
  expect(await player.say('completed')).toBe(401);
  const leave = { params: { sessionId: second.sessionId } };
  expect(await nurse.call(training.leaveOwnUnit, leave)).toEqual({ endedBy: 'abandoned' });
  expect(await nurse.call(training.leaveOwnUnit, leave)).toEqual({ endedBy: 'abandoned' });
  const other = await app.signInAgain('NED');
  await expect(other.call(training.leaveOwnUnit, leave)).rejects.toThrow(/does not exist/);
});

test('a waived unit counts, but is no pass; nobody waives for themselves', async () => {
  const packageId = await imported(cmi5Zip([unit('w1'), unit('w2', { moveOn: 'Completed' })]));
  const waive = (client: Client, personId: string, place: number) =>
    client.call(training.waiveUnit, { params: { packageId, unit: place }, body: { personId, reason: 'Did it at the other site' } });
  await expect(waive(lead, 'NIA', 0)).rejects.toThrow(/does not allow/);
  expect(await waive(director, 'NIA', 0)).toEqual({ satisfied: false });
  await expect(waive(director, 'NIA', 0)).rejects.toThrow(/already/);
  const nurse = await app.signInAgain('NIA');
  const player = await playUnit((await launch(nurse, packageId, 1)).url);
  await player.say('initialized');
  await player.say('completed');
  const state = await stateFor(nurse, packageId);
  expect([state?.satisfied, state?.units.map((one) => one.waived)]).toEqual([true, [true, false]]);
});

test('a withdrawn package is opened no more', async () => {
  const packageId = await imported(cmi5Zip([unit('gone')]));
  await lead.call(training.withdrawPackage, { params: { packageId }, body: { withdrawn: true } });
  await expect(launch(await app.signInAgain('NIA'), packageId)).rejects.toThrow(/not given out/);
});
