import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { expect, expectAccessible, expectContrast, expectLoaded, startMsMax, test as base, wear } from './browser-server.ts';
import { keyboardOf, withoutMouse, type Keyboard } from './keyboard.ts';
import { startServerProcess } from './server-process.ts';

/*
 * Exercises of the practice EHR by keyboard alone, from the list of exercises to the grade. One server for all of a worker: each exercise has
 * its own hospital anyway.
 */
interface House {
  readonly url: string;
  /** Cookies of somebody who may practise every role. */
  readonly state: string;
}

const password = 'correct horse battery staple';

export const test = base.extend<{ keys: Keyboard }, { house: House }>({
  house: [
    async ({ browser }, use) => {
      // While a screen is being made: a server that stands already, and the cookies of somebody there.
      const [standing, cookies] = (process.env.PRACTICE_HOUSE ?? '').split(' ');
      if (standing && cookies) return use({ url: standing, state: cookies });
      const folder = mkdtempSync(join(tmpdir(), 'atelbow-practice-'));
      const server = await startServerProcess(`embedded:${join(folder, 'db')}`);
      const state = join(folder, 'state.json');
      const page = await browser.newPage();
      await setUp(page, server.url);
      await page.context().storageState({ path: state });
      await page.close();
      await use({ url: server.url, state });
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: startMsMax },
  ],
  storageState: async ({ house }, use) => use(house.state),
  locale: 'en-US',
  keys: async ({ page }, use) => {
    await withoutMouse(page);
    await use(keyboardOf(page));
  },
});

async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForURL(/set-up/);
  await page.getByLabel('Organisation').fill('Prairie Fork');
  await page.getByLabel('Your name').fill('Ira Onlyone');
  await page.getByLabel('Mail address').fill('ira@prairiefork.example');
  await page.getByLabel('Password', { exact: false }).first().fill(password);
  await page.getByLabel('The same password again').fill(password);
  await page.getByRole('button', { name: /Set up/ }).click();
  await page.waitForURL((at) => !/set-up|sign-in/.test(at.pathname));
}

/** From the list of exercises: the role, the exercise, its story read and closed. */
export async function begin(page: Page, keys: Keyboard, house: House, role: string, title: string | RegExp): Promise<void> {
  await page.goto(`${house.url}/practice`);
  await keys.pick(page.getByRole('radiogroup', { name: 'Job role' }), role);
  await keys.press(
    page
      .getByRole('article')
      .filter({ hasText: title })
      .getByRole('button', { name: /^(Begin|Again)/ }),
  );
  const tasks = page.getByRole('dialog');
  await expect(tasks.getByText('not done yet').first()).toBeAttached();
  await keys.close(tasks);
}

export async function letPass(page: Page, keys: Keyboard, label: string): Promise<void> {
  const passed = page.waitForResponse('**/clock');
  await keys.command(page.getByRole('button', { name: /let time pass/ }), label);
  await passed;
}

/** The same by the list of everything. */
export async function passTime(page: Page, keys: Keyboard, label: string): Promise<void> {
  const passed = page.waitForResponse('**/clock');
  await keys.goTo(`Let time pass: ${label}`);
  await passed;
}

/** Goes to a work space of the role. */
export const space = (page: Page, keys: Keyboard, name: string): Promise<void> =>
  keys.press(page.getByRole('navigation', { name: 'Work spaces and open charts' }).getByRole('button', { name, exact: true }));

/** Goes to a part of the open chart. */
export const part = (page: Page, keys: Keyboard, name: string): Promise<void> =>
  keys.press(page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('button', { name, exact: true }));

/** A row of a table that is one stop of Tab: the arrow keys lead to it, Enter opens it. */
export async function openRow(page: Page, keys: Keyboard, table: string, text: string | RegExp): Promise<void> {
  const grid = page.getByRole('grid', { name: table, exact: true });
  const row = grid.getByRole('row').filter({ hasText: text }).first();
  await expect(row).toBeVisible();
  await keys.reach(grid.locator('[role=row][tabindex="0"]'));
  await keys.key('Home');
  await keys.walk(row);
  await keys.key('Enter');
}

const banner = (page: Page) => page.getByRole('banner', { name: 'Patient' }).or(page.locator('header[aria-label=Patient]')).first();

/** `SYN-…` of the open chart, as its banner shows it. */
export const recordNumber = async (page: Page): Promise<string> => /SYN-\d+/.exec(await banner(page).innerText())?.[0] ?? '';

/** The guard of a chart that can be mixed up: initials and year of birth, as somebody types them who looks at the banner. */
export async function confirmPatient(page: Page, keys: Keyboard): Promise<void> {
  const field = page.getByRole('textbox', { name: /initials and year of birth/ });
  await expect(field).toBeFocused();
  const [family = '', given = ''] = (await banner(page).getByRole('heading').innerText()).split(', ');
  const year = /\d\d \w+ (\d{4})/.exec(await banner(page).innerText())?.[1] ?? '';
  await keys.write(`${given.charAt(0)}${family.charAt(0)} ${year}`);
  await keys.key('Enter');
  await expect(field).toHaveCount(0);
}

/** Two identifiers: the name is said, and the date of birth typed as the record has it. */
export async function identify(page: Page, keys: Keyboard): Promise<void> {
  const shown = page.getByText(/\d\d [A-Z][a-z]+ \d{4} \(\d+/).or(page.locator('dt', { hasText: 'Born' }).locator('+ dd'));
  const born = /\d\d [A-Z][a-z]+ \d{4}/.exec(await shown.first().innerText())?.[0] ?? '';
  await keys.check(page.getByRole('checkbox', { name: /^Says the name/ }));
  await keys.type(page.getByLabel('Date of birth, as they say it'), new Date(`${born} UTC`).toISOString().slice(0, 10));
  await keys.key('Enter');
  await expect(page.getByText(/Name and date of birth agree/)).toBeVisible();
}

/** The hospital's date, YYYY-MM-DD. Its clock shows no year: hospitals of exercises live today. */
export async function today(page: Page): Promise<string> {
  const shown = await page.getByRole('button', { name: /let time pass/ }).innerText();
  const [, day] = /(\d+ [A-Z][a-z]+)/.exec(shown) ?? [];
  const year = new Date().getUTCFullYear();
  const far = (at: number): number => Math.abs(at - Date.now());
  const near = [year - 1, year, year + 1].map((one) => Date.parse(`${day} ${one} UTC`)).toSorted((a, b) => far(a) - far(b));
  return new Date(near[0] ?? 0).toISOString().slice(0, 10);
}

/** What axe finds on a screen, and its contrasts in the dark. */
export async function lookAt(page: Page, region = 'body'): Promise<void> {
  await expectLoaded(page);
  await expectAccessible(page, region);
  await wear(page, 'dark');
  await expectContrast(page, region);
  await wear(page, 'light');
}

/** Handed in and graded: every point of it. */
export async function handIn(page: Page, keys: Keyboard): Promise<void> {
  await keys.press(page.getByRole('button', { name: 'Hand in' }));
  await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Hand in' }));
  await page.waitForURL(/\/grade$/);
  await expect(page.getByRole('status').filter({ hasText: /assed/ })).toBeVisible();
  await expect(page.getByText('100%')).toBeVisible();
}

export { expect, expectAccessible };
export { expectNoSidewaysScroll } from './browser-server.ts';
