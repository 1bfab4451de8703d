import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { lateMsMax, lateSeed } from './late-answers-switch.ts';
import { startServerProcess, type ServerProcess } from './server-process.ts';

/*
 * Two switches find what only a busy machine or a slow network would. SLOWDOWN=6: the pages run so many times slower than this machine can.
 * JITTER=400: the answers of the API come so many ms later at most, each by another amount, so that they overtake one another
 * (`late-answers.ts`); a test that failed says with which JITTER_SEED it did.
 */
const slowdown = Number(process.env.SLOWDOWN ?? 1);

/** Tests wait in a server's start and end as long as for anything else: the machine may be busy. */
export const startMsMax = 240_000;

/** A test in the browser, with a server and an embedded database of its own for each test. */
export const test = base.extend<{ complaints: string[]; server: ServerProcess; movable: boolean; told: null }, { slowed: null }>({
  navigationTimeout: 60_000,
  /** Whether the test moves the server's clock. */
  movable: [false, { option: true }],
  slowed: [
    async ({ browser }, use) => {
      if (slowdown > 1)
        browser.on('context', (context) => {
          context.on('page', (page) => void slow(page).catch(() => {}));
        });
      await use(null);
    },
    { scope: 'worker', auto: true },
  ],
  told: [
    // oxlint-disable-next-line no-empty-pattern -- a fixture names what it needs: nothing
    async ({}, use, info) => {
      await use(null);
      if (lateMsMax > 0 && info.status !== info.expectedStatus) console.log(`${info.title}: JITTER=${lateMsMax} JITTER_SEED=${lateSeed}`);
    },
    { auto: true },
  ],
  server: [
    async ({ movable }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'atelbow-browser-'));
      const server = await startServerProcess(`embedded:${folder}`, { movable });
      await use(server);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { timeout: startMsMax },
  ],
  /** Errors on the console and uncaught ones: there must be none at the end of any test. */
  complaints: [
    async ({ page }, use) => {
      const heard: string[] = [];
      page.on('console', (message) => {
        // An answer other than 2xx is what some tests provoke; the page must deal with it, which they check.
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) heard.push(message.text());
      });
      page.on('pageerror', (error) => heard.push(error.message));
      await use(heard);
      expect(heard).toEqual([]);
    },
    { auto: true },
  ],
});

/** A page that is closed before it is slowed needs it no more. */
async function slow(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
}

/** Nothing fades in or out any more: colours on their way are nobody's. What turns for ever is not waited for. */
export const comeToRest = (page: Page): Promise<void> =>
  page.evaluate(async () => {
    const passing = document.getAnimations().filter((one) => one.effect?.getComputedTiming().endTime !== Infinity);
    await Promise.allSettled(passing.map((one) => one.finished));
  });

/** Nothing is being loaded any more. */
export const expectLoaded = (page: Page): Promise<void> =>
  expect(page.locator('[aria-busy=true], .mantine-Loader-root, .mantine-Skeleton-root[data-visible]')).toHaveCount(0);

/** As when the system turns dark in the evening: the page that is open follows. */
export async function wear(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await expect(page.locator('html')).toHaveAttribute('data-mantine-color-scheme', colorScheme);
}

/** WCAG 2.2 AA by axe: nothing serious or critical. */
export const expectAccessible = (page: Page, region = 'body'): Promise<void> =>
  expectNothing(page, region, ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']);

/** The part of it that depends on colours. */
export const expectContrast = (page: Page, region = 'body'): Promise<void> => expectNothing(page, region, ['color-contrast']);

/** In the page itself and read once a page: none of ours has frames that axe could enter, and the program is half a megabyte. */
async function expectNothing(page: Page, region: string, runOnly: string[]): Promise<void> {
  // Once more where something was found: a page that is just changing is not what anybody reads.
  await expect.poll(() => findings(page, region, runOnly), { intervals: [1000, 3000] }).toEqual([]);
}

async function findings(page: Page, region: string, runOnly: string[]): Promise<string[]> {
  await comeToRest(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  return page.evaluate(
    async ([within, only]) => {
      const { axe: inPage } = globalThis as unknown as { axe: typeof axe };
      const { violations } = await inPage.run(within, { runOnly: [...only], resultTypes: ['violations'], preload: false, iframes: false });
      return violations.map(
        ({ id, impact, nodes }) =>
          `${id} (${impact}): ${nodes
            .slice(0, 3)
            .map((node) => `${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`)
            .join(' | ')}`,
      );
    },
    [region, runOnly] as const,
  );
}

/** The product keeps to the width of the screen: only tables, boards and the like scroll sideways, inside themselves. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  // A page follows the width of the screen some moments after it has changed.
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
  await expect.poll(over).toBeLessThanOrEqual(0);
}

export { expect };
