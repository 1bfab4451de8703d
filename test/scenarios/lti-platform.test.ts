import { createRemoteJWKSet, jwtVerify } from 'jose';
import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { formIn, startLtiParty, unsigned, type LtiParty } from '#test/harness/lti-party.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * A nurse opens a course in a tool of somebody else; its result comes back and counts. Every MUST of the security framework that falls to a platform.
 */
const claim = (name: string): string => `https://purl.imsglobal.org/spec/lti/claim/${name}`;
const deep = (name: string): string => `https://purl.imsglobal.org/spec/lti-dl/claim/${name}`;
const ags = (name: string): string => `https://purl.imsglobal.org/spec/lti-ags/scope/${name}`;
let app: TestApp;
let lead: Client;
let nurse: Client;
let party: LtiParty;
let tool: training.LtiTool;
let linkId: string;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
  party = await startLtiParty();
  const admin = await app.admin();
  lead = await app.signIn('trainer');
  const coordinator = await app.signIn('coordinator');
  for (const personId of ['NORA', 'NED'])
    await coordinator.call(directory.createPerson, { body: personForTest({ personId, jobRole: 'nurse', givenName: personId }) });
  nurse = await app.signIn('clinician', 'NORA');
  await app.signIn('clinician', 'NED');
  const body = {
    name: 'Rounds academy',
    loginUrl: `${party.url}/login`,
    targetUrl: `${party.url}/open`,
    redirectUrls: [`${party.url}/back`],
    jwksUrl: `${party.url}/keys`,
    sharesNames: false,
  };
  tool = await admin.call(training.addLtiTool, { body });
  ({ linkId } = await lead.call(training.addLtiLink, {
    body: { toolId: tool.toolId, title: 'Insulin orders', url: `${party.url}/insulin` },
  }));
  await lead.call(training.changeLtiLink, { params: { linkId }, body: { passShare: 0.8, withdrawn: false } });
});
afterAll(async () => {
  await app.close();
  await party.close();
});

const seconds = (): number => Math.floor(app.clock.now() / 1000);
const start = async (client: Client, path = `/lti/start/${linkId}`): Promise<URLSearchParams> => {
  const reply = await client.fetch(path, { redirect: 'manual' });
  expect(reply.status).toBe(303);
  const url = new URL(reply.headers.get('location') ?? '');
  expect(url.origin + url.pathname).toBe(`${party.url}/login`);
  return url.searchParams;
};
const ask = (hint: string | null, over: Record<string, string> = {}): string =>
  `/lti/authorize?${new URLSearchParams({
    scope: 'openid',
    response_type: 'id_token',
    response_mode: 'form_post',
    prompt: 'none',
    client_id: tool.clientId,
    redirect_uri: `${party.url}/back`,
    login_hint: hint ?? '',
    state: 'xyz',
    nonce: 'n-1',
    ...over,
  })}`;
const launch = async (client = nurse): Promise<Record<string, unknown>> => {
  const reply = await client.fetch(ask((await start(client)).get('login_hint')));
  const { fields } = formIn(await reply.text());
  const { payload } = await jwtVerify(fields['id_token'] ?? '', createRemoteJWKSet(new URL(`${app.url}/.well-known/jwks.json`)), {
    issuer: app.url,
    audience: tool.clientId,
    currentDate: new Date(app.clock.now()),
  });
  return payload;
};

test('strangers and learners set nothing up', async () => {
  expect((await app.visitor().fetch('/api/training/lti')).status).toBe(401);
  expect((await nurse.fetch('/api/training/lti')).status).toBe(403);
  expect((await lead.fetch('/api/training/lti')).status).toBe(403);
  expect((await app.visitor().fetch(`/lti/start/${linkId}`)).status).toBe(401);
  expect((await nurse.fetch(`/lti/choose/${tool.toolId}`)).status).toBe(403);
});

test('the tool is told who is coming by a message that it can check, and no name', async () => {
  const asked = await start(nurse);
  expect(Object.fromEntries(asked)).toMatchObject({
    iss: app.url,
    client_id: tool.clientId,
    lti_deployment_id: tool.deploymentId,
    target_link_uri: `${party.url}/insulin`,
  });
  const reply = await nurse.fetch(ask(asked.get('login_hint')));
  const html = await reply.text();
  expect(reply.headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  const { action, fields } = formIn(html);
  expect([action, fields['state']]).toEqual([`${party.url}/back`, 'xyz']);
  const keys = createRemoteJWKSet(new URL(`${app.url}/.well-known/jwks.json`));
  const { payload, protectedHeader } = await jwtVerify(fields['id_token'] ?? '', keys, {
    issuer: app.url,
    audience: tool.clientId,
    currentDate: new Date(app.clock.now()),
  });
  expect(protectedHeader).toMatchObject({ alg: 'RS256', kid: expect.any(String) as string });
  expect(payload).toMatchObject({
    nonce: 'n-1',
    [claim('message_type')]: 'LtiResourceLinkRequest',
    [claim('version')]: '1.3.0',
    [claim('deployment_id')]: tool.deploymentId,
    [claim('resource_link')]: { id: linkId, title: 'Insulin orders' },
    [claim('roles')]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
  });
  expect((payload.exp ?? 0) - (payload.iat ?? 0)).toBeLessThanOrEqual(3600);
  for (const secret of ['NORA', 'Wardle', 'email', 'name"'])
    expect(JSON.stringify({ ...payload, [claim('context')]: '', [claim('resource_link')]: '' })).not.toContain(secret);
  // Once, and by nobody else.
  expect((await nurse.fetch(ask(asked.get('login_hint')))).status).toBe(400);
  const second = (await start(nurse)).get('login_hint');
  expect((await (await app.signInAgain('NED')).fetch(ask(second))).status).toBe(400);
  expect((await app.visitor().fetch(ask(second))).status).toBe(400);
  app.clock.advanceMinutes(6);
  expect((await nurse.fetch(ask(second))).status).toBe(400);
});

test('the browser is sent to registered addresses only, and for whole requests', async () => {
  for (const wrong of [
    { redirect_uri: `${party.url}/elsewhere` },
    { redirect_uri: `${party.url}/back/` },
    { client_id: 'somebody' },
    { scope: 'profile' },
    { response_type: 'code' },
    { response_mode: 'query' },
    { prompt: 'login' },
    { nonce: '' },
    { login_hint: 'guessed' },
  ]) {
    const hint = (await start(nurse)).get('login_hint');
    const reply = await nurse.fetch(ask(hint, wrong as Record<string, string>), { redirect: 'manual' });
    expect([wrong, reply.status, (await reply.text()).includes('id_token=')]).toEqual([wrong, 400, false]);
  }
  // By post too (5.1.1.2 allows both): the browser comes again with its cookie.
  const form = new URLSearchParams(ask((await start(nurse)).get('login_hint')).split('?')[1]);
  const posted = await app.visitor().fetch('/lti/authorize', {
    method: 'POST',
    body: form,
    redirect: 'manual',
    headers: { origin: party.url, 'sec-fetch-site': 'cross-site' },
  });
  expect([posted.status, (await nurse.fetch(posted.headers.get('location') ?? '')).status]).toEqual([303, 200]);
});

const tokenFor = async (
  scope: string,
  over: Record<string, unknown> = {},
  how?: Parameters<LtiParty['sign']>[1] | 'none',
): Promise<Response> => {
  const payload = {
    iss: tool.clientId,
    sub: tool.clientId,
    aud: `${app.url}/lti/token`,
    iat: seconds(),
    exp: seconds() + 300,
    jti: crypto.randomUUID(),
    ...over,
  };
  const assertion = how === 'none' ? unsigned(payload) : await party.sign(payload, how);
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
    client_assertion: assertion,
    scope,
  });
  return fetch(`${app.url}/lti/token`, { method: 'POST', body });
};
const access = async (scope: string): Promise<string> => ((await (await tokenFor(scope)).json()) as { access_token: string }).access_token;

test('only the tool itself gets a token, once for each assertion', async () => {
  const scope = ags('score');
  const good = (await (await tokenFor(`${scope} made-up`)).json()) as { scope: string; token_type: string };
  expect(good).toMatchObject({ token_type: 'Bearer', scope });
  const status = async (over: Record<string, unknown>, how?: Parameters<typeof tokenFor>[2]) => (await tokenFor(scope, over, how)).status;
  expect(await status({}, 'none')).toBe(401);
  expect(await status({}, { key: party.strangeKey })).toBe(401);
  expect(await status({}, { key: party.strangeKey, kid: 'unknown' })).toBe(401);
  expect(await status({}, { key: new TextEncoder().encode('a secret that both sides might share ...'), alg: 'HS256' })).toBe(401);
  expect(await status({ aud: 'https://elsewhere.example' })).toBe(401);
  expect(await status({ iss: 'somebody' })).toBe(401);
  expect(await status({ sub: 'somebody' })).toBe(401);
  expect(await status({ exp: seconds() - 3600, iat: seconds() - 7200 })).toBe(401);
  expect(await status({ exp: seconds() + 86_400 })).toBe(401);
  expect(await status({ jti: undefined })).toBe(401);
  const jti = crypto.randomUUID();
  expect([await status({ jti }), await status({ jti })]).toEqual([200, 401]);
  expect((await tokenFor('made-up')).status).toBe(400);
});

test('a result comes back: the nurse has passed, and it counts', async () => {
  const { activityId } = (await lead.call(training.listLtiLinks, {})).links.find((one) => one.linkId === linkId) ?? { activityId: '' };
  await lead.call(training.addDefaultMatrix, {});
  const { requirements } = await lead.call(training.getMatrix, {});
  const competencyId = requirements.find((one) => one.jobRole === 'nurse' && one.mandatory)?.competencyId ?? '';
  await lead.call(training.saveTeachings, {
    body: { activity: 'module', activityId, teaches: [{ competencyId, level: 3, proof: 'passed' }] },
  });
  const duty = async () =>
    (await lead.call(training.getTrainingRecord, { params: { personId: 'NORA' } })).standing.duties.find(
      (one) => one.competencyId === competencyId,
    )?.state;

  const payload = await launch();
  const { lineitem, lineitems, scope } = payload['https://purl.imsglobal.org/spec/lti-ags/claim/endpoint'] as {
    lineitem: string;
    lineitems: string;
    scope: string[];
  };
  const token = await access(scope.join(' '));
  const call = (url: string, method = 'GET', body?: unknown, type = 'application/vnd.ims.lis.v2.lineitem+json', as = token) =>
    fetch(url, {
      method,
      headers: { authorization: `Bearer ${as}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  expect(await (await call(lineitem)).json()).toMatchObject({
    id: lineitem,
    label: 'Insulin orders',
    scoreMaximum: 100,
    resourceLinkId: linkId,
  });
  const scored = (scoreGiven: number, at: string, over: object = {}) =>
    call(
      `${lineitem}/scores`,
      'POST',
      {
        userId: payload['sub'],
        timestamp: at,
        scoreGiven,
        scoreMaximum: 10,
        activityProgress: 'Completed',
        gradingProgress: 'FullyGraded',
        comment: 'Very good',
        ...over,
      },
      'application/vnd.ims.lis.v1.score+json',
    );
  expect((await scored(7, '2027-03-08T12:10:00.000Z')).status).toBe(204);
  expect(await duty()).toBe('open');
  expect((await scored(9, '2027-03-08T12:09:00.000Z')).status).toBe(409); // older than what is there
  expect((await scored(9, '2027-03-08T12:11:00.000Z', { gradingProgress: 'Pending' })).status).toBe(204);
  expect(await duty()).toBe('open');
  expect((await scored(9, '2027-03-08T12:12:00.000Z')).status).toBe(204);
  expect(await duty()).toBe('done');
  expect(await (await call(`${lineitem}/results`)).json()).toMatchObject([{ userId: payload['sub'], resultScore: 90, resultMaximum: 100 }]);
  expect((await nurse.call(training.listOwnLti, {})).links).toMatchObject([{ opened: true, share: 0.9 }]);
  for (const wrong of [
    { userId: 'somebody' },
    { timestamp: 'today' },
    { activityProgress: 'Done' },
    { scoreGiven: -1 },
    { scoreMaximum: 0 },
  ])
    expect([wrong, (await scored(9, '2027-03-08T12:13:00.000Z', wrong)).status]).toEqual([wrong, 400]);

  // Columns of its own.
  const made = (await (await call(lineitems, 'POST', { label: 'Extra', scoreMaximum: 5, tag: 'x' })).json()) as { id: string };
  expect(await (await call(`${lineitems}?tag=x`)).json()).toMatchObject([{ id: made.id, label: 'Extra' }]);
  const paged = await call(`${lineitems}?limit=1`);
  expect([((await paged.json()) as unknown[]).length, paged.headers.get('link')]).toEqual([1, expect.stringContaining('rel="next"')]);
  expect((await call(made.id, 'PUT', { label: 'More', scoreMaximum: 6 })).status).toBe(200);
  expect([(await call(made.id, 'DELETE')).status, (await call(made.id)).status, (await call(lineitem, 'DELETE')).status]).toEqual([
    204, 404, 403,
  ]);
  expect((await call(lineitems, 'POST', { label: '', scoreMaximum: 5 })).status).toBe(400);

  // A token does what it was given for, for its own tool, for an hour.
  const members = `${app.url}/lti/tools/${tool.toolId}/members`;
  expect((await call(members)).status).toBe(403);
  const reader = await access('https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly');
  expect(((await (await call(members, 'GET', undefined, '', reader)).json()) as { members: unknown[] }).members).toEqual([
    { user_id: payload['sub'], status: 'Active', roles: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'] },
  ]);
  expect((await call(lineitems, 'POST', { label: 'No', scoreMaximum: 1 }, undefined, reader)).status).toBe(403);
  expect((await call(lineitem, 'GET', undefined, '', 'x'.repeat(43))).status).toBe(401);
  expect((await call(lineitem.replace(tool.toolId, 'other'))).status).toBe(401);
  app.clock.advanceMinutes(61);
  expect((await call(lineitem)).status).toBe(401);
});

test('content is chosen in the tool: a signed answer to our question, once', async () => {
  lead = await app.signIn('trainer');
  nurse = await app.signInAgain('NORA');
  const choose = async () => {
    const html = await (await lead.fetch(ask((await start(lead, `/lti/choose/${tool.toolId}`)).get('login_hint')))).text();
    const token = formIn(html).fields['id_token'] ?? '';
    return JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString()) as Record<string, Record<string, unknown>>;
  };
  const asked = await choose();
  const settings = asked[deep('deep_linking_settings')] ?? {};
  expect(asked[claim('message_type')]).toBe('LtiDeepLinkingRequest');
  expect(settings).toMatchObject({ accept_types: ['ltiResourceLink'], deep_link_return_url: `${app.url}/lti/deep-link` });
  const answer = (data: unknown, over: Record<string, unknown> = {}) => ({
    iss: tool.clientId,
    aud: app.url,
    iat: seconds(),
    exp: seconds() + 300,
    nonce: crypto.randomUUID(),
    [claim('deployment_id')]: tool.deploymentId,
    [claim('message_type')]: 'LtiDeepLinkingResponse',
    [claim('version')]: '1.3.0',
    [deep('data')]: data,
    [deep('content_items')]: [
      {
        type: 'ltiResourceLink',
        title: 'Heparin orders',
        url: `${party.url}/heparin`,
        custom: { unit: '4W' },
        lineItem: { label: 'Heparin', scoreMaximum: 20, resourceId: 'h' },
      },
      { type: 'link', url: 'https://elsewhere.example/' },
    ],
    ...over,
  });
  const post = async (token: string) =>
    (
      await fetch(`${app.url}/lti/deep-link`, {
        method: 'POST',
        body: new URLSearchParams({ JWT: token }),
        headers: { origin: party.url, 'sec-fetch-site': 'cross-site' },
      })
    ).status;
  const data = settings['data'];
  expect(await post(unsigned(answer(data)))).toBe(400);
  expect(await post(await party.sign(answer(data), { key: party.strangeKey }))).toBe(400);
  expect(await post(await party.sign(answer(data), { key: party.strangeKey, kid: 'unknown' }))).toBe(400);
  for (const wrong of [
    { aud: 'https://elsewhere.example' },
    { iss: 'somebody' },
    { exp: seconds() - 120 },
    { iat: seconds() - 7200 },
    { iat: seconds() + 3600, exp: seconds() + 7200 },
    { nonce: '' },
    { [claim('deployment_id')]: '2' },
    { [claim('version')]: '1.1' },
    { [claim('message_type')]: 'LtiResourceLinkRequest' },
    { [deep('data')]: 'guessed' },
    { aud: [app.url, 'other'] },
    { azp: 'other' },
  ])
    expect([wrong, await post(await party.sign(answer(data, wrong)))]).toEqual([wrong, 400]);
  const good = await party.sign(answer(data));
  expect([await post(good), await post(good), await post(await party.sign(answer(data)))]).toEqual([200, 400, 400]);
  const { links } = await lead.call(training.listLtiLinks, {});
  expect(links.filter((one) => one.title === 'Heparin orders')).toMatchObject([
    { url: `${party.url}/heparin`, toolName: 'Rounds academy' },
  ]);
});

test('both sides may change their keys; a withdrawn tool is launched no more', async () => {
  const admin = await app.admin();
  const before = (await launch())['sub'];
  await admin.call(training.rotateSigningKey, {});
  expect((await launch())['sub']).toBe(before); // checked with what is published now
  const { keys } = (await (await fetch(`${app.url}/.well-known/jwks.json`)).json()) as { keys: Record<string, unknown>[] };
  expect(keys).toHaveLength(2);
  for (const key of keys) expect(Object.keys(key).toSorted()).toEqual(['alg', 'e', 'kid', 'kty', 'n', 'use']); // nothing private
  await admin.call(training.withdrawLtiTool, { params: { toolId: tool.toolId }, body: { withdrawn: true } });
  expect((await nurse.fetch(`/lti/start/${linkId}`)).status).toBe(404);
  expect((await tokenFor(ags('score'))).status).toBe(401);
});
