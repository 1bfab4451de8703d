import { createHash, randomBytes } from 'node:crypto';
import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * An app that keeps a secret shows it where it fetches tokens; what it was registered for bounds what a learner can allow; what a learner
 * allowed is in their list, and ends when they say so.
 */
let app: TestApp;
let ann: Client;
let trainer: Client;
let attempt: practice.AttemptDetail;
const back = 'https://growth.example/back';
const body = {
  name: 'Growth chart',
  redirectUris: [back],
  scopes: ['launch/patient', 'offline_access', 'patient/Observation.rs'],
  authentication: 'secret' as const,
};

beforeAll(async () => {
  app = await startTestApp();
  [ann, trainer] = [await app.signIn('clinician'), await app.signIn('trainer')];
  attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
});
afterAll(() => app.close());

type Form = Record<string, string>;
const smart = (place: string): string => `/sandbox/${attempt.attemptId}/smart/${place}`;

/** Ann allows the app what it asks for. Answers how it fetches its tokens. */
async function allowed(clientId: string, scope: string) {
  const verifier = randomBytes(32).toString('base64url');
  const wish: Form = {
    response_type: 'code',
    client_id: clientId,
    redirect_uri: back,
    scope,
    state: 'kept',
    aud: `${app.url}${attempt.fhirPath}`,
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  };
  const patient = 'pat-nguyen-thanh';
  const sent = await ann.fetch(smart('authorize'), {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...wish, decision: 'allow', patient }),
  });
  const code = new URL(sent.headers.get('location') ?? 'none:').searchParams.get('code') ?? '';
  return async (headers: Form, more: Form) => {
    const form = { grant_type: 'authorization_code', code, redirect_uri: back, code_verifier: verifier, ...more };
    const answer = await fetch(`${app.url}${smart('token')}`, { method: 'POST', headers, body: new URLSearchParams(form) });
    return { status: answer.status, json: (await answer.json()) as { error?: string; scope?: string; access_token?: string } };
  };
}
const basic = (id: string, secret: string): Form => ({ authorization: `Basic ${Buffer.from(`${id}:${secret}`).toString('base64')}` });

test('only who instructs registers apps; scopes that cannot be given are refused in words', async () => {
  await expect(app.visitor().call(practice.registerApp, { body })).rejects.toMatchObject({ status: 401 });
  await expect(ann.call(practice.registerApp, { body })).rejects.toMatchObject({ status: 403 });
  await expect(trainer.call(practice.registerApp, { body: { ...body, scopes: ['system/*.rs'] } })).rejects.toMatchObject({ status: 422 });
});

test('the secret is shown once, and opens the token endpoint in either way that OAuth has', async () => {
  const { clientId, secret } = await trainer.call(practice.registerApp, { body });
  expect(secret).toMatch(/.{20}/);
  const { apps } = await ann.call(practice.listApps, {});
  expect(apps).toMatchObject([{ clientId, authentication: 'secret', scopes: body.scopes }]);
  expect(JSON.stringify(apps)).not.toContain(secret);
  const first = await allowed(clientId, 'launch/patient offline_access patient/*.cruds patient/Observation.r');
  expect(await first({}, { client_id: clientId })).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
  expect((await first(basic(clientId, 'wrong'), {})).status).toBe(401);
  const got = await first(basic(clientId, secret ?? ''), {});
  expect(got).toMatchObject({ status: 200, json: { scope: 'launch/patient offline_access patient/Observation.r' } });
  const second = await allowed(clientId, 'launch/patient patient/Observation.rs');
  expect((await second({}, { client_id: clientId, client_secret: secret ?? '' })).status).toBe(200);
  const renewed = await trainer.call(practice.renewAppSecret, { params: { clientId } });
  const third = await allowed(clientId, 'launch/patient patient/Observation.rs');
  expect((await third(basic(clientId, secret ?? ''), {})).status).toBe(401);
  expect((await third(basic(clientId, renewed.secret), {})).status).toBe(200);
});

test('what a learner allowed is in their list alone, and ends when they say so', async () => {
  const { clientId, secret } = await trainer.call(practice.registerApp, { body: { ...body, name: 'Bed planner' } });
  const { json } = await (await allowed(clientId, 'launch/patient patient/Observation.rs'))(basic(clientId, secret ?? ''), {});
  const look = () =>
    fetch(`${app.url}${attempt.fhirPath}/Observation`, { headers: { authorization: `Bearer ${json.access_token ?? ''}` } });
  expect((await look()).status).toBe(200);
  const grants = async (client: Client) =>
    (await client.call(practice.listOwnAppGrants, {})).grants.filter(({ appName }) => appName === 'Bed planner');
  const [mine] = await grants(ann);
  expect(mine).toMatchObject({ attemptId: attempt.attemptId, allowed: [expect.stringContaining('Observation')] });
  expect(await grants(trainer)).toEqual([]);
  const params = { grantId: mine?.grantId ?? '' };
  await expect(trainer.call(practice.endOwnAppGrant, { params })).rejects.toMatchObject({ status: 404 });
  await ann.call(practice.endOwnAppGrant, { params });
  expect((await look()).status).toBe(401);
  expect(await grants(ann)).toEqual([]);
});
