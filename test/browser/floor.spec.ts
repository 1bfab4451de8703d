import { readFileSync } from 'node:fs';
import type { Browser, BrowserContext, Page } from '@playwright/test';
import {
  demoTest as test,
  expect,
  expectAccessible,
  expectLoaded,
  expectNoSidewaysScroll,
  supporterState,
  type Demo,
} from '#test/harness/browser-demo.ts';
import { launchFullBrowser, whyNoFullBrowser } from '#test/harness/browser.ts';

/*
 * The floor on a phone: asking from a workstation without an account, being called, going, teaching, all of it through a hole in the Wi-Fi;
 * and the push that comes while the page is closed.
 */
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

async function open(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  await expect(page.locator('h1').first()).toBeVisible();
  return page;
}

/** The worker has the page under control and has kept anew what these paths answer: from now on the page may lose the network. */
async function readyForOffline(page: Page, paths: readonly string[]): Promise<void> {
  await page.evaluate(async () => {
    await navigator.serviceWorker.ready;
    if (!navigator.serviceWorker.controller)
      await new Promise((resolve) => navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true }));
  });
  const since = Date.now();
  await page.reload();
  await expectLoaded(page);
  const notKept = () =>
    page.evaluate(
      async ([wanted, from]) => {
        const kept = await Promise.all(wanted.map((path) => caches.match(path, { ignoreVary: true })));
        return wanted.filter((_path, index) => !(Date.parse(kept[index]?.headers.get('x-atelbow-kept') ?? '') >= from));
      },
      [paths, since] as const,
    );
  await expect.poll(notKept, { message: 'paths whose answers are not kept' }).toEqual([]);
}

test('a workstation asks with one tap; without a network it says so, and asks once when the network is back', async ({ browser, demo }) => {
  const context = await browser.newContext(phone);
  const page = await open(context, demo.workstation);
  await expect(page.getByRole('button', { name: /Physician, NP or PA/ })).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await readyForOffline(page, [new URL(demo.workstation).pathname.replace('/help/', '/ask/')]);
  await context.setOffline(true);
  await page.reload();
  await page.getByLabel('What is it about?').fill('discharge order will not sign, MRN 00451187');
  await page.getByRole('button', { name: /Physician, NP or PA/ }).click();
  await expect(page.getByText('Not sent yet: there is no connection')).toBeVisible();
  await expect(page.getByText('Nobody has been called')).toBeVisible();
  await context.setOffline(false);
  const request = page.getByRole('article', { name: /^Request/ });
  await expect(request).toHaveCount(1);
  await expect(page.getByText('We took something out of your words')).toBeVisible();
  await expect(page.getByText('00451187')).toHaveCount(0);
  await page.reload();
  await expect(request).toHaveCount(1);
  await expectAccessible(page);
  await page.screenshot({ path: 'test-results/floor-asked.png', fullPage: true });
  await conversation(browser, demo, page);
  await page.getByRole('button', { name: 'I no longer need help' }).click();
  await expect(page.getByText('Taken back')).toBeVisible();
  await context.close();
});

/** The desk answers; the asker reads it where they asked, and writes back. */
async function conversation(browser: Browser, demo: Demo, page: Page): Promise<void> {
  const desk = await browser.newContext({ storageState: JSON.parse(readFileSync(demo.state, 'utf8')) });
  const request = page.getByRole('article', { name: /^Request/ });
  const code = /\d+/.exec((await request.getAttribute('aria-label')) ?? '')?.[0];
  const { requests } = (await (await desk.request.get(`${demo.url}/api/support/desk`)).json()) as {
    requests: { requestId: string; callBackCode: string }[];
  };
  const notes = `${demo.url}/api/support/requests/${requests.find((one) => one.callBackCode === code)?.requestId}/notes`;
  const answered = await desk.request.post(notes, { data: { kind: 'answer', text: 'Choose a follow-up first.', ends: false } });
  expect(answered.status()).toBe(200);
  await desk.close();
  await page.reload();
  const messages = request.getByRole('region', { name: 'Messages' });
  await expect(messages.getByText('Choose a follow-up first.')).toBeVisible();
  await messages.getByLabel('Write back').fill('It asks again for MRN 00451187');
  await expectAccessible(page);
  await messages.getByRole('button', { name: 'Send' }).click();
  await expect(messages.getByText('It asks again for [record number removed]')).toBeVisible();
  await expect(page.getByText('We took something out of your words')).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: 'test-results/floor-messages.png', fullPage: true });
}

test('a supporter is called, goes and teaches; what was done without a network is told and sent in order', async ({ browser, demo }) => {
  const context = await browser.newContext({ ...phone, storageState: await supporterState(browser, demo) });
  const page = await open(context, `${demo.url}/duty`);
  const accept = page.getByRole('button', { name: 'I’ll go' });
  const done = page.getByRole('button', { name: 'Done', exact: true });
  // The demo's floors may have given them somebody already; others wait, so who is free is called.
  await expect(accept.or(done).first()).toBeVisible();
  if (await done.isVisible()) await done.click();
  await expect(accept).toBeVisible();
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await page.screenshot({ path: 'test-results/floor-offer.png', fullPage: true });
  // An offer that nobody answers goes to somebody else after half a minute: then the next one is taken.
  await expect(async () => {
    if (await accept.isVisible()) await accept.click();
    await expect(page.getByRole('button', { name: 'I’m on my way' })).toBeVisible({ timeout: 10_000 });
  }).toPass({ timeout: 120_000 });
  await readyForOffline(page, ['/api/session', '/api/places', '/api/support/duty', '/api/support/teaching/choices']);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(/^Offline, as of/)).toBeVisible();
  await page.getByRole('button', { name: 'I’m on my way' }).click();
  await page.getByRole('button', { name: 'I’m here' }).click();
  await expect(page.getByText('2 actions not sent yet')).toBeVisible();
  await page.getByRole('button', { name: 'Log teaching' }).first().click();
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('group', { name: 'Who' }).locator('label').first().click();
  await expect(drawer.getByRole('group', { name: 'Who' }).getByRole('checkbox').first()).toBeChecked();
  await drawer.getByRole('group', { name: 'What' }).locator('label').first().click();
  await expect(drawer.getByRole('group', { name: 'What' }).getByRole('checkbox').first()).toBeChecked();
  await expectAccessible(page, '[role=dialog]');
  await drawer.getByRole('button', { name: /Needs another go/ }).click();
  await expect(page.getByText('3 actions not sent yet')).toBeVisible();
  await page.screenshot({ path: 'test-results/floor-offline.png', fullPage: true });
  // The phone is put away and taken out again: nothing is lost.
  await page.reload();
  await expect(page.getByText('3 actions not sent yet')).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText(/not sent yet/)).toHaveCount(0);
  await expect(page.getByText('With them')).toBeVisible();
  await expect(page.getByText('Needs another go').first()).toBeVisible();
  await done.click();
  await expect(page.getByText('Done, waiting for the asker’s word')).toBeVisible();
  await context.close();
});

test('a push shows unit, priority and code, and opens the floor app', async ({ demo }) => {
  test.skip(whyNoFullBrowser !== null, whyNoFullBrowser ?? '');
  const browser = await launchFullBrowser();
  const context = await browser.newContext({ ...phone, storageState: JSON.parse(readFileSync(demo.state, 'utf8')) });
  await context.grantPermissions(['notifications'], { origin: demo.url });
  const page = await open(context, `${demo.url}/my`);
  await readyForOffline(page, ['/api/session']);
  const session = await context.newCDPSession(page);
  const registrationId = new Promise<string>((resolve) => {
    session.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      const [own] = registrations;
      if (own) resolve(own.registrationId);
    });
  });
  await session.send('ServiceWorker.enable');
  const data = JSON.stringify({ unit: '4 West', priority: 'P2', code: '17', offer: 'off_1' });
  const own = await registrationId;
  const shown = () =>
    page.evaluate(async () => {
      const worker = await navigator.serviceWorker.ready;
      return (await worker.getNotifications()).map(({ title, body, tag }) => ({ title, body, tag }));
    });
  // However often it comes, it is one notification; and a push that comes before the worker is up may be lost.
  await expect(async () => {
    for (const _ of [1, 2]) await session.send('ServiceWorker.deliverPushMessage', { origin: demo.url, registrationId: own, data });
    await expect.poll(shown, { timeout: 5_000 }).toEqual([{ title: 'Help needed: 4 West', body: 'P2. Call-back 17', tag: 'off_1' }]);
  }).toPass({ timeout: 60_000 });
  await browser.close();
});
