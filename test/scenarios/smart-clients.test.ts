import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import { Socket, type AddressInfo } from 'node:net';
import * as practice from '#sandbox/contract.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { Client as KitClient } from 'fhir-kit-client';
import smart from 'fhirclient';
import { exportJWK, generateKeyPair, importJWK, SignJWT } from 'jose';
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
const assertionType = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';

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

/* An app that signs for itself (private_key_jwt, SMART App Launch 2): by the client library of others, with its keys pasted here or published by it. */
const signingKeys = async (alg: 'ES384' | 'RS384', kid: string) => {
  const { privateKey, publicKey } = await generateKeyPair(alg);
  return { privateKey, kid, jwk: { ...(await exportJWK(publicKey)), kid } };
};
const register = async (keys: { jwks: string } | { jwksUri: string }) =>
  (await app.signIn('trainer')).call(practice.registerApp, {
    body: { name: 'Bed planner', redirectUris: [back], launchUri: 'https://app.example/launch', authentication: 'keys', ...keys },
  });

/** From the launch to the code. Answers the library's own way to the tokens. */
async function codeFor(clientId: string, auth: oidc.ClientAuth, wanted = 'launch offline_access patient/*.rs') {
  const url = new URL((await ann.call(practice.launchApp, { params: attempt, body: { clientId, patientId } })).url);
  const iss = url.searchParams.get('iss') ?? '';
  const known = await fetch(`${iss}/.well-known/smart-configuration`);
  // The library's clock is the machine's, the server's is the test's.
  const skew = { [oidc.clockSkew]: Math.round((app.clock.now() - Date.now()) / 1000) };
  const config = new oidc.Configuration((await known.json()) as oidc.ServerMetadata, clientId, skew, auth);
  oidc.allowInsecureRequests(config);
  const verifier = oidc.randomPKCECodeVerifier();
  const state = oidc.randomState();
  const challenge = { code_challenge: await oidc.calculatePKCECodeChallenge(verifier), code_challenge_method: 'S256' };
  const launch = url.searchParams.get('launch') ?? '';
  const authorize = oidc.buildAuthorizationUrl(config, { redirect_uri: back, scope: wanted, state, aud: iss, launch, ...challenge });
  const returned = await allow(authorize.href);
  const token = config.serverMetadata().token_endpoint ?? '';
  const form = {
    grant_type: 'authorization_code',
    code: returned.searchParams.get('code') ?? '',
    redirect_uri: back,
    code_verifier: verifier,
  };
  return {
    config,
    iss,
    token,
    form,
    exchange: () => oidc.authorizationCodeGrant(config, returned, { pkceCodeVerifier: verifier, expectedState: state }),
  };
}

const withKey = ({ privateKey, kid }: { privateKey: CryptoKey; kid: string }) => oidc.PrivateKeyJwt({ key: privateKey, kid });

test('openid-client signs for itself: keys pasted here, EC and RSA; refresh and revocation too', async () => {
  const [ec, rsa] = [await signingKeys('ES384', 'ec'), await signingKeys('RS384', 'rsa')];
  const { clientId, secret, ...seen } = await register({ jwks: JSON.stringify({ keys: [ec.jwk, rsa.jwk] }) });
  expect({ secret, ...seen }).toMatchObject({
    secret: null,
    authentication: 'keys',
    keys: [
      { kid: 'ec', alg: 'ES384' },
      { kid: 'rsa', alg: 'RS384' },
    ],
  });
  for (const key of [ec, rsa]) {
    const { config, iss, exchange } = await codeFor(clientId, withKey(key));
    const metadata = config.serverMetadata();
    expect(metadata.token_endpoint_auth_methods_supported).toContain('private_key_jwt');
    expect(metadata['token_endpoint_auth_signing_alg_values_supported']).toEqual(['RS384', 'ES384']);
    expect(metadata['capabilities']).toContain('client-confidential-asymmetric');
    const tokens = await exchange();
    const kit = new KitClient({ baseUrl: iss, bearerToken: tokens.access_token });
    expect(await kit.read({ resourceType: 'Patient', id: patientId })).toMatchObject({ id: patientId });
    const renewed = await oidc.refreshTokenGrant(config, tokens.refresh_token ?? '');
    await oidc.tokenRevocation(config, renewed.refresh_token ?? '');
    await expect(oidc.refreshTokenGrant(config, renewed.refresh_token ?? '')).rejects.toMatchObject({ error: 'invalid_grant' });
  }
});

test('its keys at an address of its own, changed there; and pasted anew here', async () => {
  const [first, second, stranger] = [await signingKeys('ES384', 'a'), await signingKeys('ES384', 'b'), await signingKeys('ES384', 'a')];
  let published: unknown[] = [first.jwk];
  const keyServer = createServer((_request, response) =>
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ keys: published })),
  );
  await new Promise<void>((resolve) => keyServer.listen(0, '127.0.0.1', resolve));
  const jwksUri = `http://127.0.0.1:${(keyServer.address() as AddressInfo).port}/jwks.json`;
  const { clientId } = await register({ jwksUri });
  expect((await (await codeFor(clientId, withKey(first))).exchange()).patient).toBe(patientId);
  await expect((await codeFor(clientId, withKey(stranger))).exchange()).rejects.toMatchObject({
    error: 'invalid_client',
    status: 401,
  });
  published = [second.jwk];
  await new Promise<void>((resolve) => void keyServer.close(() => resolve()));
  const trainer = await app.signIn('trainer');
  const params = { clientId };
  const both = { jwksUri, jwks: JSON.stringify(second.jwk) };
  await expect(ann.call(practice.changeAppKeys, { params, body: both })).rejects.toMatchObject({ status: 403 });
  await expect(trainer.call(practice.changeAppKeys, { params, body: both })).rejects.toMatchObject({ status: 422 });
  const secret = { jwks: JSON.stringify(await exportJWK((await generateKeyPair('ES384', { extractable: true })).privateKey)) };
  await expect(trainer.call(practice.changeAppKeys, { params, body: secret })).rejects.toThrow(/private one/);
  await trainer.call(practice.changeAppKeys, { params, body: { jwks: both.jwks } });
  await expect((await codeFor(clientId, withKey(first))).exchange()).rejects.toMatchObject({ error: 'invalid_client' });
  expect((await (await codeFor(clientId, withKey(second))).exchange()).patient).toBe(patientId);
});

test('an assertion works once, for five minutes at most, for us alone, and only by the app’s own key', async () => {
  const key = await signingKeys('RS384', 'k');
  const { clientId } = await register({ jwks: JSON.stringify(key.jwk) });
  const now = (): number => Math.floor(app.clock.now() / 1000);
  const { token, form } = await codeFor(clientId, oidc.None());
  const claims = () => ({ iss: clientId, sub: clientId, aud: token, exp: now() + 300, jti: oidc.randomState() });
  const signed = (payload: object, header: object = {}, by: CryptoKey | Uint8Array = key.privateKey) =>
    new SignJWT({ ...payload }).setProtectedHeader({ alg: 'RS384', kid: 'k', ...header }).sign(by);
  const send = async (assertion: string | null, more: Record<string, string> = {}) => {
    const shown = assertion === null ? {} : { client_assertion: assertion, client_assertion_type: assertionType };
    const body = new URLSearchParams({ ...form, ...shown, ...more });
    const answer = await fetch(token, { method: 'POST', body });
    return [answer.status, ((await answer.json()) as { error_description?: string }).error_description ?? ''] as const;
  };
  const other = await signingKeys('RS384', 'k');
  const rs256 = await importJWK({ ...(await exportJWK((await generateKeyPair('RS256', { extractable: true })).privateKey)) }, 'RS256');
  const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${Buffer.from(JSON.stringify(claims())).toString('base64url')}.`;
  const bad: [string | null, RegExp, Record<string, string>?][] = [
    [null, /client_assertion is missing/, { client_id: clientId }],
    [null, /client_assertion is missing/, { client_id: clientId, client_secret: 'x' }],
    [unsigned, /not signed/],
    ['no.jwt', /No app with keys/],
    [await signed(claims(), {}, other.privateKey), /not signed/],
    [await signed(claims(), { alg: 'RS256' }, rs256 as CryptoKey), /not signed/],
    [await signed(claims(), { alg: 'HS384' }, new TextEncoder().encode(JSON.stringify(key.jwk))), /not signed/],
    [await signed({ ...claims(), exp: now() + 360 }), /more than five minutes/],
    [await signed({ ...claims(), exp: now() - 60 }), /run out/],
    [await signed({ ...claims(), aud: 'https://elsewhere.example/token' }), /token endpoint/],
    [await signed({ ...claims(), sub: 'app_other' }), /must both be/],
    [await signed({ ...claims(), jti: undefined }), /no id/],
    [await signed(claims()), /client_id is not the app/, { client_id: registered.clientId }],
    [await signed(claims()), /client_assertion_type/, { client_assertion_type: 'urn:other' }],
  ];
  for (const [assertion, words, more] of bad) expect(await send(assertion, more)).toEqual([401, expect.stringMatching(words)]);
  const once = await signed(claims());
  expect((await send(once))[0]).toBe(200);
  expect(await send(once)).toEqual([401, 'The assertion was used before (jti).']);
  const twice = await signed(claims());
  const race = await Promise.all([1, 2, 3].map(() => send(twice)));
  expect(race.filter(([status]) => status === 401)).toHaveLength(2);
});
