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

test('front desk: moves an appointment, never leaving the patient without one', async ({ page, server }) => {
  await begin(page, server.url, 'Front desk', /Move an appointment/);
  await page.getByRole('combobox', { name: 'Calendar' }).click();
  await page.getByRole('option', { name: /Novak/ }).click();
  const today = page.getByRole('row').filter({ hasText: 'Lee Hoffman' });
  await test.step('a free slot of tomorrow morning is taken', async () => {
    await expectAccessible(page);
    await today.getByRole('button', { name: /^Move/ }).click();
    await page.getByRole('button', { name: 'Day after' }).click();
    await page.getByRole('button', { name: 'Book 09:20' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('Reason')).toHaveValue('Back pain');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  });
  await test.step('only then the old one is cancelled, with its reason', async () => {
    const dialog = page.getByRole('dialog').filter({ hasText: 'The new time is booked' });
    await dialog.getByRole('combobox', { name: 'Reason' }).click();
    await page.getByRole('option', { name: 'Patient asked for another day' }).click();
    await dialog.getByRole('button', { name: 'Cancel the appointment' }).click();
    await expect(dialog).toHaveCount(0);
  });
  await test.step('and he is reminded of the new one', async () => {
    await today.getByRole('button', { name: /^Remind/ }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Send the reminder' }).click();
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });
  await handIn(page);
});

test('front desk: registers, asks the payer and books a video visit', async ({ page, server }) => {
  await begin(page, server.url, 'Front desk', /video visit/);
  await page.getByLabel('Name', { exact: true }).fill('Noor Rahman');
  await page.getByLabel('Date of birth').fill('1990-02-04');
  await page.getByRole('button', { name: 'Search' }).click();
  await page.getByRole('button', { name: 'Register a new patient' }).click();
  await expect(page.getByLabel('Family name')).toHaveValue('Rahman');
  await page.getByRole('combobox', { name: 'Sex' }).click();
  await page.getByRole('option', { name: 'Female' }).click();
  await page.getByLabel('Telephone').fill('555-0177');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Register', exact: true }).click();
  await page.getByRole('combobox', { name: 'Payer' }).fill('Great');
  await page.getByRole('option', { name: /Great Plains/ }).click();
  await page.getByLabel('Member number').fill('CO555123');
  await page.getByRole('button', { name: 'Add the insurance' }).click();
  await page.getByRole('button', { name: /^Check eligibility/ }).click();
  await expect(page.getByText('the payer has not answered yet')).toBeVisible();
  await letPass(page, '5 minutes');
  await page.getByRole('button', { name: 'The payer’s answer' }).click();
  await expect(page.getByText(/video visits included/).first()).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Book a visit' }).click();
  await page.getByRole('combobox', { name: 'Calendar' }).click();
  await page.getByRole('option', { name: /Novak/ }).click();
  await page.getByRole('button', { name: 'Book 14:00' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByText('Video visit').click();
  await dialog.getByLabel('Reason').fill('Headaches');
  await dialog.getByRole('button', { name: 'Book', exact: true }).click();
  await expect(dialog).toHaveCount(0);
  await handIn(page);
});
