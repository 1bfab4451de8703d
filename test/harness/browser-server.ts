import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import axe from 'axe-core';
import { startServerProcess, type ServerProcess } from './server-process.ts';

/** How many times slower than this machine the pages run: `SLOWDOWN=6 npm run test:browser` finds what only a busy machine would. */
const slowdown = Number(process.env.SLOWDOWN ?? 1);

/** A test in the browser, with a server and an embedded database of its own for each test. */
export const test = base.extend<{ complaints: string[]; server: ServerProcess; movable: boolean }>({
  /** Whether the test moves the server's clock. */
  movable: [false, { option: true }],
  page: async ({ page }, use) => {
    if (slowdown > 1) {
      const session = await page.context().newCDPSession(page);
      await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
    }
    await use(page);
  },
  server: [
    async ({ movable }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'atelbow-browser-'));
      const server = await startServerProcess(`embedded:${folder}`, { movable });
      await use(server);
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { timeout: 60_000 },
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
  await comeToRest(page);
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe.source);
  const found = await page.evaluate(
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
  expect(found).toEqual([]);
}

/** The product keeps to the width of the screen: only tables, boards and the like scroll sideways, inside themselves. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
}

export { expect };
