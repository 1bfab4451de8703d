import { createHash, randomBytes } from 'node:crypto';
import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { MedplumClient } from '@medplum/core';
import { Client as KitClient } from 'fhir-kit-client';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * An app of others is launched against a learner's hospital: from the chart, and by itself. It gets what the learner allows, and every short
 * way there is closed.
 */
let app: TestApp;
let ann: Client;
let ben: Client;
let trainer: Client;
let growth: practice.PracticeApp;
let attempt: practice.AttemptDetail;
let patientId: string;
let otherId: string;

const back = 'https://growth.example/back';
const iss = (): string => `${app.url}${attempt.fhirPath}`;
const smart = (place: string): string => `/sandbox/${attempt.attemptId}/smart/${place}`;
const fresh = () => {
  const verifier = randomBytes(32).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier).digest('base64url') };
};
type Form = Record<string, string>;
interface Tokens {
  readonly access_token: string;
  readonly refresh_token: string;
  readonly id_token: string;
  readonly scope: string;
  readonly patient: string;
  readonly error: string;
}

const wishOf = (challenge: string, more: Form = {}): Form => ({
  response_type: 'code',
  client_id: growth.clientId,
  redirect_uri: back,
  scope: 'launch/patient openid offline_access patient/*.rs',
  state: 'kept',
  aud: iss(),
  code_challenge: challenge,
  code_challenge_method: 'S256',
  nonce: 'n1',
  ...more,
});
const look = (client: Client, wish: Form) => client.fetch(`${smart('authorize')}?${new URLSearchParams(wish)}`, { redirect: 'manual' });
const decide = (client: Client, wish: Form, decision = 'allow', patient = patientId) =>
  client.fetch(smart('authorize'), { method: 'POST', redirect: 'manual', body: new URLSearchParams({ ...wish, decision, patient }) });
const sentTo = (answer: Response): URLSearchParams => new URL(answer.headers.get('location') ?? '').searchParams;
/** As an app in a browser does: from another site, without a cookie. */
const post = async (place: string, form: Form) => {
  const answer = await fetch(`${app.url}${smart(place)}`, {
    method: 'POST',
    headers: { origin: 'https://growth.example', 'sec-fetch-site': 'cross-site' },
    body: new URLSearchParams(form),
  });
  return { status: answer.status, headers: answer.headers, body: (await answer.json()) as Tokens };
};
const exchange = (code: string, verifier: string, more: Form = {}) =>
  post('token', {
    grant_type: 'authorization_code',
    client_id: growth.clientId,
    code,
    redirect_uri: back,
    code_verifier: verifier,
    ...more,
  });
const refresh = (token: string, more: Form = {}) =>
  post('token', { grant_type: 'refresh_token', client_id: growth.clientId, refresh_token: token, ...more });
const fhir = (token: string, path: string, init: RequestInit = {}) =>
  fetch(`${iss()}/${path}`, {
    ...init,
    headers: { authorization: `Bearer ${token}`, origin: 'https://growth.example', 'content-type': 'application/fhir+json' },
  });
async function allowed(more: Form = {}): Promise<{ tokens: Tokens; code: string; verifier: string }> {
  const { verifier, challenge } = fresh();
  const code = sentTo(await decide(ann, wishOf(challenge, more))).get('code') ?? '';
  const { status, body } = await exchange(code, verifier);
  expect(status).toBe(200);
  return { tokens: body, code, verifier };
}

beforeAll(async () => {
  app = await startTestApp();
  [ann, ben, trainer] = [await app.signIn('clinician'), await app.signIn('clinician'), await app.signIn('trainer')];
  attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
  const body = { name: 'Growth <chart>', redirectUris: [back], launchUri: 'https://growth.example/launch?k=1' };
  growth = await trainer.call(practice.registerApp, { body });
  const found = await (await ann.fetch(`${attempt.fhirPath}/Patient?_count=2`)).json();
  [patientId = '', otherId = ''] = (found as { entry: { resource: { id: string } }[] }).entry.map(({ resource }) => resource.id);
});
afterAll(() => app.close());

test('only instructors register apps, and only with addresses that can be trusted', async () => {
  const body = { name: 'Mine', redirectUris: ['https://mine.example/'] };
  await expect(app.visitor().call(practice.registerApp, { body })).rejects.toMatchObject({ status: 401 });
  await expect(ann.call(practice.registerApp, { body })).rejects.toMatchObject({ status: 403 });
  await expect(trainer.call(practice.registerApp, { body: { ...body, redirectUris: ['http://mine.example/'] } })).rejects.toMatchObject({
    status: 422,
  });
});

test('an app finds the way by itself: configuration and capability statement, from another site, before anybody signs in', async () => {
  const known = await fetch(`${iss()}/.well-known/smart-configuration`, { headers: { origin: 'https://growth.example' } });
  expect(known.headers.get('access-control-allow-origin')).toBe('*');
  expect(await known.json()).toMatchObject({
    authorization_endpoint: `${app.url}${smart('authorize')}`,
    token_endpoint: `${app.url}${smart('token')}`,
    code_challenge_methods_supported: ['S256'],
  });
  const uris = JSON.stringify(await (await fetch(`${iss()}/metadata`)).json());
  expect(uris).toContain(`{"url":"token","valueUri":"${app.url}${smart('token')}"}`);
  expect((await fetch(`${app.url}/sandbox/nobodys/fhir/metadata`)).status).toBe(200);
  expect((await fetch(`${iss()}/Patient`)).headers.get('www-authenticate')).toBe('Bearer');
  const preflight = await fetch(`${iss()}/Patient`, { method: 'OPTIONS', headers: { origin: 'https://growth.example' } });
  expect(preflight.headers.get('access-control-allow-headers')).toContain('authorization');
});

test('launched by itself: the learner signs in, chooses a patient, and is asked in plain words', async () => {
  const { challenge, verifier } = fresh();
  const wish = wishOf(challenge);
  const visitor = await look(app.visitor(), wish);
  expect(decodeURIComponent(visitor.headers.get('location') ?? '')).toMatch(/^\/sign-in\?to=\/sandbox\//);
  const page = await look(ann, wish);
  const html = await page.text();
  expect(html).toContain('Growth &lt;chart&gt; asks to use your practice hospital');
  expect(html).toContain('read, search: everything in the chart of this patient');
  expect(html).toContain(`<option value="${patientId}">`);
  expect(page.headers.get('content-security-policy')).toContain("form-action 'self' https://growth.example;");
  const answer = await decide(ann, wish);
  expect(answer.status).toBe(303);
  expect(Object.fromEntries(sentTo(answer))).toMatchObject({ state: 'kept', iss: iss() });
  const { body, headers } = await exchange(sentTo(answer).get('code') ?? '', verifier);
  expect(headers.get('cache-control')).toBe('no-store');
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, patient: patientId, scope: wish.scope });
  const jwks = createRemoteJWKSet(new URL(`${app.url}${smart('keys')}`));
  const { payload } = await jwtVerify(body.id_token, jwks, {
    issuer: iss(),
    audience: growth.clientId,
    currentDate: new Date(app.clock.now()),
  });
  expect(payload.nonce).toBe('n1');
});

test('launched from the chart: for this patient, for this person, once', async () => {
  const launchOf = async (): Promise<string> => {
    const body = { clientId: growth.clientId, patientId };
    const { url } = await ann.call(practice.launchApp, { params: attempt, body });
    expect(url).toMatch(/^https:\/\/growth\.example\/launch\?k=1&iss=/);
    return new URL(url).searchParams.get('launch') ?? '';
  };
  await expect(ben.call(practice.launchApp, { params: attempt, body: { clientId: growth.clientId, patientId } })).rejects.toMatchObject({
    status: 404,
  });
  const launch = await launchOf();
  const scope = 'launch patient/*.rs';
  const { challenge, verifier } = fresh();
  const wish = wishOf(challenge, { scope, launch });
  expect(await (await look(ann, wish)).text()).not.toContain(otherId);
  expect((await decide(ann, wish, 'allow', otherId)).status).toBe(400);
  const { body } = await exchange(sentTo(await decide(ann, wish)).get('code') ?? '', verifier);
  expect(body).toMatchObject({ patient: patientId, scope });
  expect(body.refresh_token).toBeUndefined();
  expect(sentTo(await decide(ann, wish)).get('error')).toBe('invalid_request');
  expect(sentTo(await decide(ann, wishOf(challenge, { scope, launch: 'guessed' }))).get('error')).toBe('invalid_request');
  const late = await launchOf();
  app.clock.advanceMinutes(6);
  expect(sentTo(await decide(ann, wishOf(challenge, { scope, launch: late }))).get('error')).toBe('invalid_request');
});

test('nobody is sent where the app is not registered, and nobody allows for another', async () => {
  const wish = wishOf(fresh().challenge);
  for (const wrong of [{ redirect_uri: 'https://evil.example/' }, { redirect_uri: `${back}/` }, { client_id: 'app_x' }])
    for (const answer of [await look(ann, { ...wish, ...wrong }), await decide(ann, { ...wish, ...wrong })])
      expect([answer.status, answer.headers.get('location')]).toEqual([400, null]);
  expect((await look(ben, wish)).status).toBe(404);
  expect((await decide(ben, wish)).status).toBe(404);
  expect((await decide(app.visitor(), wish)).status).toBe(401);
  const foreign = await ann.fetch(smart('authorize'), {
    method: 'POST',
    headers: { origin: 'https://evil.example' },
    body: new URLSearchParams({ ...wish, decision: 'allow', patient: patientId }),
  });
  expect(foreign.status).toBe(403);
  expect(sentTo(await decide(ann, wish, 'deny')).get('error')).toBe('access_denied');
  expect(sentTo(await look(ann, { ...wish, scope: 'system/*.rs' })).get('error')).toBe('invalid_scope');
  expect(sentTo(await look(ann, { ...wish, code_challenge_method: 'plain' })).get('error')).toBe('invalid_request');
});

test('a code: not with another verifier, not late, not twice; what came of it ends then', async () => {
  const { challenge, verifier } = fresh();
  const codeOf = async (): Promise<string> => sentTo(await decide(ann, wishOf(challenge))).get('code') ?? '';
  const code = await codeOf();
  expect(await exchange(code, fresh().verifier)).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect((await exchange(code, verifier, { redirect_uri: 'https://evil.example/' })).status).toBe(400);
  expect((await exchange(code, verifier, { client_id: 'app_x' })).status).toBe(400);
  const twice = await Promise.all([exchange(code, verifier), exchange(code, verifier)]);
  expect(twice.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 400]);
  const token = twice.find(({ status }) => status === 200)?.body.access_token ?? '';
  expect((await fhir(token, 'Patient')).status).toBe(401);
  const late = await codeOf();
  app.clock.advanceMinutes(1);
  expect((await exchange(late, verifier)).status).toBe(400);
  expect((await post('token', { grant_type: 'password' })).body.error).toBe('unsupported_grant_type');
});

test('refresh tokens turn over; an old one that comes back ends everything; so does taking it back', async () => {
  const { tokens } = await allowed();
  const next = await refresh(tokens.refresh_token);
  expect(next.status).toBe(200);
  expect((await fhir(next.body.access_token, 'Patient')).status).toBe(200);
  expect((await refresh(tokens.refresh_token)).body.error).toBe('invalid_grant');
  expect((await fhir(next.body.access_token, 'Patient')).status).toBe(401);
  expect((await refresh(next.body.refresh_token)).status).toBe(400);

  const other = (await allowed()).tokens;
  expect((await post('revoke', { token: other.access_token, client_id: 'app_x' })).status).toBe(200);
  expect((await fhir(other.access_token, 'Patient')).status).toBe(200);
  await post('revoke', { token: other.refresh_token, client_id: growth.clientId });
  expect((await fhir(other.access_token, 'Patient')).status).toBe(401);
});

test('scopes hold: one chart, nothing written; a token opens one attempt, for an hour', async () => {
  const { tokens } = await allowed({ scope: 'launch/patient patient/*.rs system/*.cruds' });
  const token = tokens.access_token;
  expect(tokens.scope).toBe('launch/patient patient/*.rs');
  const own = await fhir(token, 'Patient');
  expect(own.headers.get('access-control-allow-origin')).toBe('*');
  expect(await own.json()).toMatchObject({ total: 1, entry: [{ resource: { id: patientId } }] });
  const refused = await fhir(token, `Patient/${otherId}`);
  expect([refused.status, await refused.json()]).toMatchObject([403, { resourceType: 'OperationOutcome', issue: [{ code: 'forbidden' }] }]);
  const before = await ann.call(practice.getAttempt, { params: attempt });
  const body = JSON.stringify({ resourceType: 'Patient' });
  expect((await fhir(token, 'Patient', { method: 'POST', body })).status).toBe(403);
  expect((await fhir('wrong', 'Patient')).status).toBe(401);
  // The token alone counts, whoever is signed in in the same browser.
  const withCookie = await ann.fetch(`${attempt.fhirPath}/Patient`, { headers: { authorization: 'Bearer wrong' } });
  expect(withCookie.status).toBe(401);
  const second = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
  expect((await fetch(`${app.url}${second.fhirPath}/Patient`, { headers: { authorization: `Bearer ${token}` } })).status).toBe(401);
  expect((await ann.call(practice.getAttempt, { params: attempt })).entryCount).toBe(before.entryCount);
  app.clock.advanceMinutes(60);
  expect((await fhir(token, 'Patient')).status).toBe(401);
});

test('clients that others wrote work with the token; what an app writes is the learner’s work', async () => {
  const { tokens } = await allowed({ scope: 'launch/patient patient/Observation.cruds patient/Patient.rs' });
  const kit = new KitClient({ baseUrl: iss(), bearerToken: tokens.access_token });
  expect((await kit.smartAuthMetadata()).tokenUrl?.href).toBe(`${app.url}${smart('token')}`);
  const subject = { reference: `Patient/${patientId}` };
  const observation = { resourceType: 'Observation', status: 'final' as const, code: { text: 'Written by an app' }, subject };
  const made = (await kit.create({ resourceType: 'Observation', body: observation })) as unknown as { id: string };
  const medplum = new MedplumClient({
    baseUrl: `${app.url}/`,
    fhirUrlPath: attempt.fhirPath.slice(1),
    accessToken: tokens.access_token,
    fetch,
  });
  expect(await medplum.searchResources('Observation', `_id=${made.id}`)).toHaveLength(1);
  const audited = await ann.fetch(`${attempt.fhirPath}/AuditEvent?subtype=create&entity=Observation/${made.id}&_summary=count`);
  expect(await audited.json()).toMatchObject({ total: 1 });
  await trainer.call(practice.removeApp, { params: growth });
  expect((await fhir(tokens.access_token, 'Patient')).status).toBe(401);
});
