import type { Browser, BrowserContext, Page } from '@playwright/test';
import { demoTest as test, expect, expectAccessible } from '#test/harness/browser-demo.ts';
import { launchFullBrowser, whyNoFullBrowser } from '#test/harness/browser.ts';

/*
 * Story 11 with real screens: one browser shows a tab to another over WebRTC.
 */
test.skip(whyNoFullBrowser !== null, whyNoFullBrowser ?? '');

/** A request of the signed-in person, and the code that the agent reads out. */
async function askToSee(context: BrowserContext, url: string): Promise<{ agent: Page; code: string }> {
  const agent = await context.newPage();
  await agent.goto(`${url}/messages`);
  const requestId = await agent.evaluate(async () => {
    const places = (await (await fetch('/api/places')).json()) as { units: { unitId: string }[] };
    const body = JSON.stringify({ unitId: places.units[0]?.unitId, text: 'It looks wrong' });
    const answer = await fetch('/api/support/requests', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
    return ((await answer.json()) as { requestId: string }).requestId;
  });
  await agent.goto(`${url}/requests/${requestId}/screen`);
  await agent.getByRole('button', { name: 'Ask to see the screen' }).click();
  const shown = agent.getByLabel(/^Code( \d){6}$/);
  await expect(shown).toBeVisible();
  return { agent, code: ((await shown.textContent()) ?? '').replaceAll(/\D/g, '') };
}

async function join(browser: Browser, url: string, code: string): Promise<Page> {
  const caller = await (await browser.newContext({ viewport: { width: 1000, height: 700 } })).newPage();
  await caller.goto(`${url}/share`);
  await caller.getByLabel('Code').fill(code);
  await caller.getByRole('button', { name: 'Go on' }).click();
  await expect(caller.getByRole('heading', { name: /asks to see your screen/ })).toBeVisible();
  return caller;
}

test('the caller consents, is seen, sees where the agent points, and stops', async ({ demo }) => {
  const browser = await launchFullBrowser('--auto-accept-this-tab-capture');
  const context = await browser.newContext({ storageState: demo.state, viewport: { width: 1280, height: 800 } });
  const { agent, code } = await askToSee(context, demo.url);
  await expectAccessible(agent);
  const caller = await join(browser, demo.url, code);
  await expectAccessible(caller);
  await expect(agent.getByText('The caller is there and decides')).toBeVisible();
  await expect(agent.locator('video')).toHaveCount(0);

  await caller.getByRole('button', { name: 'Show this tab only' }).click();
  await expect(caller.getByText(/sees your screen/)).toBeVisible();
  const video = agent.locator('video');
  await expect.poll(() => video.evaluate((one: HTMLVideoElement) => one.videoWidth)).toBeGreaterThan(300);
  // Not a black picture: what the caller's page has on it.
  const colours = () =>
    video.evaluate((one: HTMLVideoElement) => {
      const canvas = Object.assign(document.createElement('canvas'), { width: 64, height: 40 });
      const pen = canvas.getContext('2d');
      pen?.drawImage(one, 0, 0, 64, 40);
      return new Set(pen?.getImageData(0, 0, 64, 40).data).size;
    });
  await expect.poll(colours).toBeGreaterThan(5);

  const pointer = caller.locator('span[style*="left: 5"]');
  // What is pointed at fades after a while: the agent points until it is seen.
  await expect(async () => {
    const box = await video.boundingBox();
    await agent.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.5, (box?.y ?? 0) + (box?.height ?? 0) * 0.25);
    await agent.mouse.move((box?.x ?? 0) + (box?.width ?? 0) * 0.52, (box?.y ?? 0) + (box?.height ?? 0) * 0.26, { steps: 12 });
    await expect(pointer).toBeVisible({ timeout: 2000 });
  }).toPass({ timeout: 60_000 });
  await agent.screenshot({ path: 'test-results/screen-share-agent.png' });
  await caller.screenshot({ path: 'test-results/screen-share-caller.png' });

  await caller.getByRole('button', { name: 'Stop showing' }).click();
  await expect(agent.getByText('The caller stopped showing.')).toBeVisible();
  await expect(agent.locator('video')).toHaveCount(0);
  await expect(caller.getByText('You stopped it.')).toBeVisible();
  await browser.close();
});

test('not allowed by the browser: nothing is seen, and no is an answer', async ({ demo }) => {
  const browser = await launchFullBrowser('--auto-reject-this-tab-capture');
  const context = await browser.newContext({ storageState: demo.state });
  const { agent, code } = await askToSee(context, demo.url);
  const caller = await join(browser, demo.url, code);
  await caller.getByRole('button', { name: 'Show this tab only' }).click();
  await expect(caller.getByText(/did not allow it/)).toBeVisible();
  await expect(agent.getByText('The caller is there and decides')).toBeVisible();
  await caller.getByRole('button', { name: 'No, do not show' }).click();
  await expect(agent.getByText(/did not want to show the screen/)).toBeVisible();
  await browser.close();
});
