import { IncomingMessage, ServerResponse } from 'node:http';
import { Socket } from 'node:net';
import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { Client as KitClient } from 'fhir-kit-client';
import smart from 'fhirclient';
import * as oidc from 'openid-client';
import { afterAll, beforeAll, expect, test } from 'vitest';

/* Client libraries of others go through the whole SMART launch from the chart: they find the way, ask, and read within what was allowed. */
let app: TestApp;
let ann: Client;
let attempt: practice.AttemptDetail;
let registered: practice.PracticeApp;
let patientId: string;
const back = 'https://app.example/back';
const scope = 'launch openid fhirUser patient/*.rs';

beforeAll(async () => {
  app = await startTestApp();
  ann = await app.signIn('clinician');
  attempt = await ann.call(practice.startAttempt, { body: { exerciseId: null } });
  const body = { name: 'Client', redirectUris: [back], launchUri: 'https://app.example/launch' };
  registered = await (await app.signIn('trainer')).call(practice.registerApp, { body });
  const found = await (await ann.fetch(`${attempt.fhirPath}/Patient?_count=1`)).json();
  patientId = (found as { entry: { resource: { id: string } }[] }).entry[0]?.resource.id ?? '';
});
afterAll(() => app.close());

/** The address at which the EHR opens the app. */
const launched = async (): Promise<URL> => {
  const body = { clientId: registered.clientId, patientId };
  return new URL((await ann.call(practice.launchApp, { params: attempt, body })).url);
};

/** What the learner's browser does with the address that the app sends it to: it shows the page, and they allow it. */
async function allow(authorize: string): Promise<URL> {
  const wish = Object.fromEntries(new URL(authorize).searchParams);
  expect((await ann.fetch(authorize.replace(app.url, ''))).status).toBe(200);
  const place = new URL(authorize).pathname;
  const answer = await ann.fetch(place, {
    method: 'POST',
    redirect: 'manual',
    body: new URLSearchParams({ ...wish, decision: 'allow', patient: patientId }),
  });
  expect({ status: answer.status, text: answer.status < 400 ? '' : await answer.text() }).toMatchObject({ text: '' });
  return new URL(answer.headers.get('location') ?? '');
}

test('fhirclient', async () => {
  const kept = new Map<string, unknown>();
  const storage = {
    get: async (key: string) => kept.get(key),
    set: async (key: string, value: unknown) => (kept.set(key, value), value),
    unset: async (key: string) => kept.delete(key),
  };
  /** The app's server gets a request of the browser at this address. Answers where it sends the browser. */
  const visit = (url: URL) => {
    const request = Object.assign(new IncomingMessage(new Socket()), { url: `${url.pathname}${url.search}` });
    request.headers = { host: url.host, 'x-forwarded-proto': 'https' };
    const response = new ServerResponse(request);
    let sent = '';
    response.writeHead = ((_status: number, headers?: { location?: string }) => {
      sent = headers?.location ?? sent;
      return response;
    }) as never;
    return { api: smart(request, response, storage), sentTo: () => sent };
  };
  const start = visit(await launched());
  await start.api.authorize({ clientId: registered.clientId, scope, redirectUri: back, pkceMode: 'required' });
  const returned = await allow(start.sentTo());
  const client = await visit(returned).api.ready();
  expect(client.patient.id).toBe(patientId);
  expect(await client.patient.read()).toMatchObject({ resourceType: 'Patient', id: patientId });
  expect(await client.patient.request('Observation?_summary=count')).toMatchObject({ resourceType: 'Bundle' });
  const write = client.create({ resourceType: 'Observation', status: 'final', code: { text: 'x' } } as never);
  await expect(write).rejects.toMatchObject({ status: 403 });
});

test('fhir-kit-client, with the OAuth library that its documentation sends one to', async () => {
  const url = await launched();
  const iss = url.searchParams.get('iss') ?? '';
  const { authorizeUrl, tokenUrl } = await new KitClient({ baseUrl: iss }).smartAuthMetadata();
  const server = { issuer: iss, authorization_endpoint: String(authorizeUrl), token_endpoint: String(tokenUrl) };
  const config = new oidc.Configuration(server, registered.clientId, undefined, oidc.None());
  oidc.allowInsecureRequests(config);
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const authorize = oidc.buildAuthorizationUrl(config, {
    redirect_uri: back,
    scope: 'launch patient/*.rs',
    state,
    aud: iss,
    launch: url.searchParams.get('launch') ?? '',
    code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
  });
  const returned = await allow(authorize.href);
  const tokens = await oidc.authorizationCodeGrant(config, returned, { pkceCodeVerifier: verifier, expectedState: state });
  const kit = new KitClient({ baseUrl: iss, bearerToken: tokens.access_token });
  expect(tokens.patient).toBe(patientId);
  expect(await kit.read({ resourceType: 'Patient', id: patientId })).toMatchObject({ id: patientId });
  const refused = kit.create({ resourceType: 'Patient', body: { resourceType: 'Patient' } });
  await expect(refused).rejects.toMatchObject({ response: { status: 403 } });
});
