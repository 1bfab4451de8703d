import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair } from 'jose';
import { demoTest as test, expect, expectAccessible } from '#test/harness/browser-demo.ts';

/*
 * A small app of somebody else, on an origin of its own, is launched against a practice hospital by a real browser: it finds the endpoints,
 * sends the person to be asked, exchanges the code and reads the chart, all by itself.
 */
const script = `
const say = (text) => { document.querySelector('output').textContent = text; };
const base64url = (bytes) => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '');
const here = new URL(location.href);
const begin = async () => {
  const iss = here.searchParams.get('iss');
  const known = await (await fetch(iss + '/.well-known/smart-configuration')).json();
  const verifier = base64url(crypto.getRandomValues(new Uint8Array(32)));
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier)));
  const clientId = here.searchParams.get('client') ?? 'CLIENT';
  sessionStorage.setItem('trip', JSON.stringify({ iss, verifier, clientId, token: known.token_endpoint }));
  const launch = here.searchParams.get('launch');
  const to = new URL(known.authorization_endpoint);
  to.search = new URLSearchParams({
    response_type: 'code', client_id: clientId, redirect_uri: here.origin + '/back', state: 's1', aud: iss,
    scope: (launch ? 'launch' : 'launch/patient') + ' openid patient/*.rs patient/Observation.c', ...(launch ? { launch } : {}),
    code_challenge: base64url(digest), code_challenge_method: 'S256',
  });
  location.assign(to);
};
const finish = async () => {
  const error = here.searchParams.get('error');
  if (error) return say('error: ' + error);
  const trip = JSON.parse(sessionStorage.getItem('trip'));
  const body = new URLSearchParams({
    grant_type: 'authorization_code', code: here.searchParams.get('code'), redirect_uri: here.origin + '/back',
    client_id: trip.clientId, code_verifier: trip.verifier,
  });
  const got = await (await fetch(trip.token, { method: 'POST', body })).json();
  const headers = { authorization: 'Bearer ' + got.access_token, 'content-type': 'application/fhir+json' };
  const patient = await (await fetch(trip.iss + '/Patient/' + got.patient, { headers })).json();
  const everybody = await (await fetch(trip.iss + '/Patient', { headers })).json();
  const observation = { resourceType: 'Observation', status: 'final', code: { text: 'Seen by the app' }, subject: { reference: 'Patient/' + got.patient } };
  const made = await fetch(trip.iss + '/Observation', { method: 'POST', headers, body: JSON.stringify(observation) });
  const refused = await fetch(trip.iss + '/Observation/' + (await made.json()).id, { method: 'DELETE', headers });
  say([patient.name[0].family, everybody.total, made.status, refused.status].join(' '));
};
(here.pathname === '/back' ? finish() : begin()).catch((error) => say('failed: ' + error));
`;

let app: Server;
let origin: string;
/** What the app was registered as: an app knows that of itself. */
let registered = '';
test.beforeAll(async () => {
  app = createServer((request, response) => {
    if (request.url === '/app.js')
      return void response.setHeader('content-type', 'text/javascript').end(script.replace('CLIENT', registered));
    response
      .setHeader('content-type', 'text/html')
      .end('<!doctype html><title>App</title><output></output><script src="/app.js"></script>');
  });
  await new Promise<void>((resolve) => app.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(app.address() as AddressInfo).port}`;
});
test.afterAll(() => void app.close());

interface Ready {
  readonly fhirPath: string;
  readonly clientId: string;
  readonly family: string;
  readonly patientId: string;
  readonly attemptId: string;
}

test('launched from the chart, and by itself; refused when the person does not allow it', async ({ page, demo }) => {
  await page.goto(`${demo.url}/practice`);
  const ready = await page.evaluate(async (at): Promise<Ready> => {
    const ask = async <T>(url: string, body?: unknown): Promise<T> => {
      const headers = { 'content-type': 'application/json' };
      return (await (await fetch(url, body === undefined ? {} : { method: 'POST', headers, body: JSON.stringify(body) })).json()) as T;
    };
    const attempt = await ask<{ attemptId: string; fhirPath: string }>('/api/practice/attempts', { exerciseId: null });
    const wish = { name: 'Small app', redirectUris: [`${at}/back`], launchUri: `${at}/launch` };
    const { clientId } = await ask<{ clientId: string }>('/api/practice/apps', wish);
    const found = await ask<{ entry: { resource: { id: string; name: { family: string }[] } }[] }>(`${attempt.fhirPath}/Patient?_count=1`);
    const patient = found.entry[0]?.resource;
    const { attemptId, fhirPath } = attempt;
    return { attemptId, fhirPath, clientId, family: patient?.name[0]?.family ?? '', patientId: patient?.id ?? '' };
  }, origin);

  registered = ready.clientId;
  // From the menu of the open chart, into a tab of its own.
  await page.goto(`${demo.url}/practice/${ready.attemptId}?patient=${ready.patientId}&screen=chart`);
  await expect(page.getByRole('heading', { name: new RegExp(ready.family) }).first()).toBeVisible();
  await page.getByRole('button', { name: 'More', exact: true }).press('Enter');
  await expect(page.getByText('Launch with this patient')).toBeVisible();
  const [tab] = await Promise.all([page.waitForEvent('popup'), page.getByRole('menuitem', { name: 'Small app' }).first().press('Enter')]);
  await expect(tab.getByRole('heading', { name: 'Small app asks to use your practice hospital' })).toBeVisible();
  await expectAccessible(tab);
  await tab.screenshot({ path: 'test-results/smart-consent-launch.png' });
  await tab.getByRole('button', { name: 'Allow', exact: true }).press('Enter');
  // Its patient, nobody else, one thing written, and what it has no scope for refused.
  await expect(tab.locator('output')).toHaveText(`${ready.family} 1 201 403`);

  const itself = `${origin}/?client=${ready.clientId}&iss=${encodeURIComponent(demo.url + ready.fhirPath)}`;
  await page.setViewportSize({ width: 390, height: 844 });
  await page.goto(itself);
  await page.getByLabel('Patient').selectOption({ index: 3 });
  const chosen = ((await page.getByLabel('Patient').locator('option:checked').textContent()) ?? '').split(',')[0] ?? '';
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/smart-consent-phone.png' });
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.locator('output')).toHaveText(`${chosen} 1 201 403`);

  await page.goto(itself);
  await page.getByRole('button', { name: 'Do not allow' }).click();
  await expect(page.locator('output')).toHaveText('error: access_denied');
});

test('whoever is not signed in signs in first, and is asked then', async ({ page, demo }) => {
  const [email, password] = [`smart-${Date.now()}@lakeview.example`, 'correct horse battery staple'];
  await page.goto(`${demo.url}/practice`);
  const clientId = await page.evaluate(
    async ([at, mail, secret]) => {
      const ask = async (url: string, body: unknown): Promise<Record<string, unknown>> => {
        const headers = { 'content-type': 'application/json' };
        return (await (await fetch(url, { method: 'POST', headers, body: JSON.stringify(body) })).json()) as Record<string, unknown>;
      };
      const app = await ask('/api/practice/apps', { name: 'Small app', redirectUris: [`${at}/back`] });
      const made = await ask('/api/accounts', { email: mail, name: 'Ann Learner', roles: ['clinician'] });
      const token = (made.link as { path: string }).path.split('#')[1];
      await ask('/api/password/link', { token, newPassword: secret });
      return String(app.clientId);
    },
    [origin, email, password] as const,
  );
  const context = page.context();
  await context.clearCookies();
  const data = { email, password };
  await context.request.post(`${demo.url}/api/session`, { data });
  const answer = await context.request.post(`${demo.url}/api/practice/attempts`, { data: { exerciseId: null } });
  const { fhirPath } = (await answer.json()) as { fhirPath: string };
  await context.clearCookies();

  await page.goto(`${origin}/?client=${clientId}&iss=${encodeURIComponent(demo.url + fhirPath)}`);
  await page.getByLabel('Mail address').fill(email);
  await page.locator('input[type=password]').fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page.getByText('in the name of Ann Learner')).toBeVisible();
  await page.getByRole('button', { name: 'Allow', exact: true }).click();
  await expect(page.locator('output')).toHaveText(/ 1 201 403$/);
});

test('an instructor registers an app that signs for itself; a private key that was pasted by mistake is refused in words', async ({
  page,
  demo,
}) => {
  const pair = async () => {
    const { privateKey, publicKey } = await generateKeyPair('ES384', { extractable: true });
    return {
      secret: JSON.stringify(await exportJWK(privateKey)),
      open: JSON.stringify({ keys: [{ ...(await exportJWK(publicKey)), kid: 'k' }] }),
    };
  };
  const [first, second] = [await pair(), await pair()];
  await page.goto(`${demo.url}/practice-apps`);
  await page.getByRole('button', { name: 'Register an app' }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel('Name').fill('Signing app');
  await drawer.getByLabel('Addresses to return to').fill(`${origin}/back`);
  await page.keyboard.press('Enter');
  await drawer.getByLabel(/^With keys/).check();
  await drawer.getByRole('button', { name: 'Register' }).click();
  await expect(drawer.getByText('Give the address of its key set, or the key set itself.')).toBeVisible();
  await drawer.getByLabel('Or its key set').fill(first.secret);
  await drawer.getByRole('button', { name: 'Register' }).click();
  await expect(drawer.getByText(/Key 1 is a private one/)).toBeVisible();
  await expectAccessible(page, '[role=dialog]');
  await drawer.getByLabel('Or its key set').fill(first.open);
  await drawer.getByRole('button', { name: 'Register' }).click();
  await expect(page.getByRole('dialog', { name: 'Signing app is registered' })).toBeVisible();
  await page.getByRole('button', { name: 'Done' }).click();
  await expect(page.getByRole('row', { name: /Signing app/ })).toContainText('With keys');
  await page.getByRole('button', { name: 'More for Signing app' }).click();
  await page.getByRole('menuitem', { name: 'Change its keys …' }).click();
  await expect(drawer.getByText('At present: ES384 k.', { exact: false })).toBeVisible();
  await drawer.getByLabel('Or its key set').fill(second.open);
  await drawer.getByRole('button', { name: 'Change' }).click();
  await expect(drawer).toHaveCount(0);
});
