import type { Page } from '@playwright/test';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';

/*
 * Exercises of the roles that are not at the bedside, from the list of exercises to the grade, through the screens alone.
 */
const password = 'correct horse battery staple';

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

/** Opens an exercise from the list; its story is read and closed. */
async function begin(page: Page, url: string, role: string, title: RegExp): Promise<void> {
  await setUp(page, url);
  await page.goto(`${url}/practice`);
  await page.getByRole('radiogroup', { name: 'Job role' }).getByText(role, { exact: true }).click();
  await page.getByRole('article').filter({ hasText: title }).getByRole('button', { name: 'Begin' }).click();
  const tasks = page.getByRole('dialog');
  await expect(tasks.getByText('not done yet').first()).toBeAttached({ timeout: 30_000 });
  await page.keyboard.press('Escape');
  await expect(tasks).toHaveCount(0);
}

async function letPass(page: Page, label: string): Promise<void> {
  await page.getByRole('button', { name: /let time pass/ }).click();
  await page.getByRole('menuitem', { name: label, exact: true }).click();
}

async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await page.waitForURL(/\/grade$/);
  await expect(page.getByRole('status').filter({ hasText: /assed/ })).toBeVisible();
  await expect(page.getByText('100%')).toBeVisible();
}

test('biller: from the visit to a clean claim that is paid', async ({ page, server }) => {
  await begin(page, server.url, 'Biller', /clean claim/);

  await test.step('the charges beside the visit; what is missing is added', async () => {
    await page.getByRole('button', { name: 'Yusuf Ahmed' }).click();
    await expect(page.getByText(/J02\.9/)).toBeVisible();
    await page.getByRole('button', { name: /^Release Clinic visit/ }).click();
    await page.getByRole('combobox', { name: 'Service' }).fill('throat');
    await page.getByRole('option', { name: /Rapid throat test/ }).click();
    await page.getByRole('textbox', { name: /Price/ }).fill('28');
    await page.getByRole('button', { name: 'Add', exact: true }).click();
    await expect(page.getByText('$160.00').first()).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Make the claim' }).click();
  });

  await test.step('edits stop it until a diagnosis is coded and each line points to it', async () => {
    await expect(page.getByText('No diagnosis is coded.')).toBeVisible();
    await expect(page.getByRole('button', { name: 'Submit' })).toBeDisabled();
    await page.getByRole('combobox', { name: 'Code or words' }).fill('J02.9');
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Add the diagnosis' }).click();
    await page.getByRole('checkbox', { name: /Line 1.*J02\.9/ }).check();
    await page.getByRole('checkbox', { name: /Line 2.*J02\.9/ }).check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Submit' }).click();
    await expect(page.getByText('None yet.')).toBeVisible();
  });

  await test.step('the payer answers', async () => {
    await letPass(page, '5 minutes');
    await page.getByRole('button', { name: 'Open the answer' }).click();
    await expect(page.getByText('Paid in full')).toBeVisible();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await handIn(page);
});
