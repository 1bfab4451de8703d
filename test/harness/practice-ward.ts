import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { setUp } from '#platform/auth/contract.ts';
import { test as base, expect, expectAccessible, expectContrast } from './browser-server.ts';
import { Keyboard } from './keyboard.ts';
import { startServerProcess } from './server-process.ts';

interface Ward {
  readonly url: string;
  /** Cookies of whoever set it up. */
  readonly state: string;
}

/** One server for all exercises of a file, and somebody signed in; each exercise has a hospital of its own anyway. */
export const wardTest = base.extend<{ keys: Keyboard }, { ward: Ward }>({
  ward: [
    async ({ playwright }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'atelbow-ward-'));
      const server = await startServerProcess(`embedded:${join(folder, 'db')}`);
      const caller = await playwright.request.newContext({ baseURL: server.url, extraHTTPHeaders: { origin: server.url } });
      const answer = await caller.post(setUp.path, {
        data: {
          organisation: 'Prairie Fork',
          name: 'Ira Onlyone',
          email: 'ira@prairiefork.example',
          password: 'correct horse battery staple',
        },
      });
      expect(answer.ok(), await answer.text()).toBe(true);
      const state = join(folder, 'state.json');
      await caller.storageState({ path: state });
      await caller.dispose();
      await use({ url: server.url, state });
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: 90_000 },
  ],
  storageState: async ({ ward }, use) => use(ward.state),
  /** Exercises here are played without a pointer; the end of the test looks whether that is true. */
  keys: async ({ page }, use) => {
    const keys = await Keyboard.on(page);
    await use(keys);
    await keys.expectNoPointer();
  },
});

/** From the list of exercises into one: its story is read and closed. */
export async function begin(page: Page, keys: Keyboard, url: string, role: string, title: RegExp): Promise<void> {
  await page.goto(`${url}/practice`);
  const roles = page.getByRole('radiogroup', { name: 'Job role' });
  await expect(roles).toBeVisible();
  const wanted = roles.getByRole('radio', { name: role, exact: true });
  await keys.tabTo(roles.getByRole('radio', { checked: true }), { stopsMax: 120 });
  for (let i = 0; i < 12 && !(await wanted.isChecked()); i += 1) await keys.press('ArrowRight');
  const exercise = page.getByRole('article').filter({ hasText: title });
  await keys.enter(exercise.getByRole('button', { name: /Begin|Again/ }));
  const tasks = page.getByRole('dialog');
  await expect(tasks.getByText('not done yet').first()).toBeAttached();
  await keys.press('Escape');
  await expect(tasks).toHaveCount(0);
}

export async function letPass(page: Page, keys: Keyboard, label: string): Promise<void> {
  await keys.goTo(`let time pass ${label}`, label);
  await expect(page.getByRole('button', { name: /let time pass/ })).toBeEnabled();
}

/** Hands in, and looks that everything was right; accessibility of the grade in both schemes. */
export async function handIn(page: Page, keys: Keyboard): Promise<void> {
  await keys.goTo('Hand in');
  const dialog = page.getByRole('dialog', { name: /Hand in/ });
  await keys.enter(dialog.getByRole('button', { name: 'Hand in' }));
  await page.waitForURL(/\/grade$/);
  await expect(page.getByText('100%')).toBeVisible();
  await expectAccessible(page, '#main');
}

/** What axe finds on a screen, and its contrasts in the dark. */
export async function lookAt(page: Page): Promise<void> {
  await expectAccessible(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await expectContrast(page);
  await page.emulateMedia({ colorScheme: 'light' });
}

export { expect };
