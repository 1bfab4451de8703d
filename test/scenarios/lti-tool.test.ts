import { readFileSync } from 'node:fs';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as directory from '#directory/contract.ts';
import { openDb } from '#platform/db/open.ts';
import { recordFacts } from '#training/index.ts';
import * as training from '#training/contract.ts';
import { formIn, startLtiParty, unsigned, type LtiParty } from '#test/harness/lti-party.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * The hospital's own learning platform sends a nurse to a module of ours; what it says is checked to the letter, nobody is made up, and her result goes back.
 */
const claim = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const deep = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
const agsClaim = 'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint';
const moduleId = 'burst-downtime';
let app: TestApp;
let party: LtiParty;
let admin: Client;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
  party = await startLtiParty();
  admin = await app.admin();
  const coordinator = await app.signIn('coordinator');
  const people = [
    ['NORA', 'nora@lakeview.example'],
    ['NED', 'ned@lakeview.example'],
    ['TESS', 'tess@lakeview.example'],
  ] as const;
  for (const [personId, email] of people)
    await coordinator.call(directory.createPerson, {
      body: { ...personForTest({ personId, jobRole: 'nurse', givenName: personId }), email },
    });
  await app.signIn('clinician', 'NORA');
  await app.signIn('trainer', 'TESS');
  const source = readFileSync('src/training/content/modules/burst-downtime.md', 'utf8');
  await admin.call(training.importModules, { body: { files: [{ name: 'burst-downtime.md', source }] } });
  const body = {
    name: 'Hospital campus',
    issuer: party.url,
    clientId: 'atelbow-1',
    deploymentIds: ['d1'],
    authUrl: `${party.url}/auth`,
    tokenUrl: `${party.url}/token`,
    jwksUrl: `${party.url}/keys`,
    matchBy: 'email' as const,
  };
  await admin.call(training.addLtiPlatform, { body });
});
afterAll(async () => {
  await app.close();
  await party.close();
});

const seconds = (): number => Math.floor(app.clock.now() / 1000);
const hints = (over: Record<string, string> = {}) =>
  new URLSearchParams({
    iss: party.url,
    login_hint: 'h',
    target_link_uri: `${app.url}/learn/modules/${moduleId}`,
    client_id: 'atelbow-1',
    lti_deployment_id: 'd1',
    ...over,
  });

async function login(browser: Client, over: Record<string, string> = {}): Promise<URLSearchParams> {
  const reply = await browser.fetch(`/lti/login?${hints(over)}`, { redirect: 'manual' });
  expect(reply.status).toBe(303);
  return new URL(reply.headers.get('location') ?? '').searchParams;
}
const message = (nonce: string | null, over: Record<string, unknown> = {}) => ({
  iss: party.url,
  aud: 'atelbow-1',
  sub: 'user-7',
  iat: seconds(),
  exp: seconds() + 300,
  nonce,
  email: 'nora@lakeview.example',
  [claim('deployment_id')]: 'd1',
  [claim('message_type')]: 'LtiResourceLinkRequest',
  [claim('version')]: '1.3.0',
  [claim('roles')]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
  [claim('resource_link')]: { id: 'rl-1' },
  [claim('target_link_uri')]: `${app.url}/learn/modules/${moduleId}`,
  ...over,
});
const post = (browser: Client, state: string | null, token: string) =>
  browser.fetch('/lti/launch', {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: party.url, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams({ state: state ?? '', id_token: token }).toString(),
  });
/** The whole way; answers where the browser ends. */
async function come(browser: Client, over: Record<string, unknown> = {}): Promise<{ status: number; to: string; text: string }> {
  const asked = await login(browser);
  const reply = await post(browser, asked.get('state'), await party.sign(message(asked.get('nonce'), over) as never));
  expect(reply.status).toBe(303);
  const arrived = await browser.fetch(reply.headers.get('location') ?? '', { redirect: 'manual' });
  return { status: arrived.status, to: arrived.headers.get('location') ?? '', text: await arrived.text() };
}

test('a nurse comes to her module and is signed in as herself', async () => {
  const browser = app.visitor();
  const asked = await login(browser);
  expect(Object.fromEntries(asked)).toMatchObject({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: 'atelbow-1',
    redirect_uri: `${app.url}/lti/launch`,
    login_hint: 'h',
  });
  expect(asked.get('state')?.length).toBeGreaterThan(40);
  const end = await come(browser);
  expect([end.status, end.to]).toEqual([303, `/learn/modules/${moduleId}`]);
  expect((await browser.call(training.listOwnPackages, {})).packages).toEqual([]); // signed in
});

test('what the platform says is taken only when all of it is right', async () => {
  const browser = app.visitor();
  const status = async (over: Record<string, unknown>, how?: Parameters<LtiParty['sign']>[1] | 'none'): Promise<number> => {
    const asked = await login(browser);
    const payload = message(asked.get('nonce'), over) as never;
    return (await post(browser, asked.get('state'), how === 'none' ? unsigned(payload) : await party.sign(payload, how))).status;
  };
  expect(await status({})).toBe(303);
  expect(await status({}, 'none')).toBe(400);
  expect(await status({}, { key: party.strangeKey })).toBe(400);
  expect(await status({}, { key: party.strangeKey, kid: 'unknown' })).toBe(400);
  expect(await status({}, { key: new TextEncoder().encode('a secret that both sides might share ...'), alg: 'HS256' })).toBe(400);
  for (const wrong of [
    { iss: 'https://elsewhere.example' },
    { aud: 'somebody' },
    { aud: ['atelbow-1', 'other'] },
    { azp: 'other' },
    { exp: seconds() - 120 },
    { exp: undefined },
    { iat: undefined },
    { iat: seconds() - 7200 },
    { iat: seconds() + 600, exp: seconds() + 900 },
    { nonce: 'another' },
    { nonce: undefined },
    { sub: '' },
    { [claim('deployment_id')]: 'd2' },
    { [claim('deployment_id')]: undefined },
    { [claim('version')]: '1.1' },
    { [claim('message_type')]: 'Something' },
    { [claim('roles')]: undefined },
    { [claim('resource_link')]: {} },
    { [claim('target_link_uri')]: undefined },
  ])
    expect([wrong, await status(wrong)]).toEqual([wrong, 400]);
  expect(await status({ aud: ['atelbow-1', 'other'], azp: 'atelbow-1' })).toBe(303);

  const asked = await login(browser);
  const good = await party.sign(message(asked.get('nonce')) as never);
  expect((await post(browser, 'guessed', good)).status).toBe(400);
  expect((await post(browser, asked.get('state'), good)).status).toBe(303);
  expect((await post(browser, asked.get('state'), good)).status).toBe(400); // replayed
  const late = await login(browser);
  app.clock.advanceMinutes(11);
  expect((await post(browser, late.get('state'), await party.sign(message(late.get('nonce')) as never))).status).toBe(400);
});

test('the login address takes registered platforms and whole requests only', async () => {
  const browser = app.visitor();
  for (const wrong of [
    { iss: 'https://elsewhere.example' },
    { client_id: 'other' },
    { lti_deployment_id: 'd9' },
    { login_hint: '' },
    { target_link_uri: '' },
  ])
    expect([wrong, (await browser.fetch(`/lti/login?${hints(wrong as Record<string, string>)}`, { redirect: 'manual' })).status]).toEqual([
      wrong,
      400,
    ]);
  const posted = await browser.fetch('/lti/login', {
    method: 'POST',
    redirect: 'manual',
    headers: { origin: party.url, 'sec-fetch-site': 'cross-site', 'content-type': 'application/x-www-form-urlencoded' },
    body: hints().toString(),
  });
  expect(posted.status).toBe(303);
  // In a frame the browser would keep our cookie from us: it is opened in a window.
  const framed = await browser.fetch(`/lti/login?${hints()}`, { headers: { 'sec-fetch-dest': 'iframe' } });
  expect([framed.status, await framed.text()]).toEqual([200, expect.stringContaining('target="_blank"')]);
});

test('another browser than the one that began gets nothing', async () => {
  const [victim, thief] = [app.visitor(), app.visitor()];
  const asked = await login(thief);
  const reply = await post(thief, asked.get('state'), await party.sign(message(asked.get('nonce')) as never));
  expect((await victim.fetch(reply.headers.get('location') ?? '', { redirect: 'manual' })).status).toBe(400);
});

test('nobody is made up, and another system’s word is not enough for a trainer’s rights', async () => {
  const stranger = await come(app.visitor(), { email: 'nobody@lakeview.example' });
  expect([stranger.status, stranger.text]).toEqual([403, expect.stringContaining('nobody in this directory is you')]);
  const without = await come(app.visitor(), { email: 'ned@lakeview.example' });
  expect([without.status, without.text]).toEqual([403, expect.stringContaining('have no account here')]);
  const trainer = await come(app.visitor(), { email: 'tess@lakeview.example' });
  expect([trainer.status, trainer.to]).toEqual([303, expect.stringMatching(/^\/sign-in\?to=%2Flti%2Farrive/)]);
  const elsewhere = await come(app.visitor(), { [claim('target_link_uri')]: `${app.url}/accounts` });
  expect(elsewhere.status).toBe(404);
});

test('her result goes back once, and again when the platform could not be reached', async () => {
  const lineitem = `${party.url}/items/5?part=1`;
  let down = true;
  party.answer = (request, _body, reply) => {
    if (request.url === '/token')
      return void reply.writeHead(200, { 'content-type': 'application/json' }).end('{"access_token":"t-1","token_type":"Bearer"}');
    return void reply.writeHead(down ? 503 : 204).end();
  };
  const end = await come(app.visitor(), { [agsClaim]: { scope: ['https://purl.imsglobal.org/spec/lti-ags/scope/score'], lineitem } });
  expect(end.status).toBe(303);
  const db = await openDb(app.databaseUrl);
  const passed = { kind: 'module-passed' as const, personId: 'NORA', moduleId, version: 1, attemptId: null, score: 0.925, seconds: 60 };
  await db.tx((tx) => recordFacts(tx, [passed], app.clock.now()));
  await db.close();
  const sent = () => party.heard.filter((one) => one.url.startsWith('/items/5'));
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBe(1);
  await expect.poll(async () => (await admin.call(training.getLti, {})).platforms[0]?.failure, { timeout: 10_000 }).toMatch(/503/);
  down = false;
  app.clock.advanceMinutes(10);
  await expect.poll(() => sent().length, { timeout: 20_000 }).toBe(2);
  const [, last] = sent();
  expect([last?.method, last?.url, last?.authorization]).toEqual(['POST', '/items/5/scores?part=1', 'Bearer t-1']);
  expect(JSON.parse(last?.body ?? '{}')).toMatchObject({
    userId: 'user-7',
    activityProgress: 'Completed',
    gradingProgress: 'FullyGraded',
    scoreGiven: 92.5,
    scoreMaximum: 100,
  });
  const asked = new URLSearchParams(party.heard.findLast((one) => one.url === '/token')?.body);
  const keys = createRemoteJWKSet(new URL(`${app.url}/.well-known/jwks.json`));
  const { payload } = await jwtVerify(asked.get('client_assertion') ?? '', keys, {
    audience: `${party.url}/token`,
    issuer: 'atelbow-1',
    subject: 'atelbow-1',
    currentDate: new Date(app.clock.now()),
  });
  expect([asked.get('grant_type'), asked.get('scope'), typeof payload.jti]).toEqual([
    'client_credentials',
    'https://purl.imsglobal.org/spec/lti-ags/scope/score',
    'string',
  ]);
});

test('a trainer chooses modules for the platform, and the answer is signed', async () => {
  const trainer = await app.signInAgain('TESS');
  const asked = await login(trainer);
  const choice = {
    email: 'tess@lakeview.example',
    [claim('message_type')]: 'LtiDeepLinkingRequest',
    [claim('resource_link')]: undefined,
    [deep('deep_linking_settings')]: {
      deep_link_return_url: `${party.url}/chosen`,
      accept_types: ['ltiResourceLink'],
      accept_multiple: false,
      data: 'd-9',
    },
  };
  const reply = await post(trainer, asked.get('state'), await party.sign(message(asked.get('nonce'), choice) as never));
  const arrived = await trainer.fetch(reply.headers.get('location') ?? '', { redirect: 'manual' });
  const pick = decodeURIComponent((arrived.headers.get('location') ?? '').split('/').at(-1) ?? '');
  const offered = await trainer.call(training.getLtiPick, { params: { pick } });
  expect(offered).toMatchObject({ platform: 'Hospital campus', several: false, modules: [{ moduleId }] });
  const { goOn } = await trainer.call(training.pickForLti, { params: { pick }, body: { moduleIds: [moduleId] } });
  expect((await app.visitor().fetch(goOn)).status).toBe(400);
  const { action, fields } = formIn(await (await trainer.fetch(goOn)).text());
  expect(action).toBe(`${party.url}/chosen`);
  const { payload } = await jwtVerify(fields['JWT'] ?? '', createRemoteJWKSet(new URL(`${app.url}/.well-known/jwks.json`)), {
    issuer: 'atelbow-1',
    audience: party.url,
    currentDate: new Date(app.clock.now()),
  });
  expect(payload).toMatchObject({
    [claim('message_type')]: 'LtiDeepLinkingResponse',
    [claim('deployment_id')]: 'd1',
    [deep('data')]: 'd-9',
    [deep('content_items')]: [
      {
        type: 'ltiResourceLink',
        url: `${app.url}/learn/modules/${moduleId}`,
        custom: { module_id: moduleId },
        lineItem: { scoreMaximum: 100 },
      },
    ],
  });
  expect((await trainer.fetch(goOn)).status).toBe(400);
});
