import type { Page } from '@playwright/test';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';

/*
 * One exercise of each clinical role, from the list of exercises to the grade, through the screens alone.
 */
const password = 'correct horse battery staple';

async function setUp(page: Page, url: string): Promise<void> {
  await page.goto(url);
  await page.waitForURL(/set-up|sign-in/);
  if (/sign-in/.test(page.url())) {
    await page.getByLabel('Mail address').fill('ira@prairiefork.example');
    await page.getByRole('textbox', { name: 'Password' }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  } else {
    await page.getByLabel('Organisation').fill('Prairie Fork');
    await page.getByLabel('Your name').fill('Ira Onlyone');
    await page.getByLabel('Mail address').fill('ira@prairiefork.example');
    await page.getByLabel('Password', { exact: false }).first().fill(password);
    await page.getByLabel('The same password again').fill(password);
    await page.getByRole('button', { name: /Set up/ }).click();
  }
  await page.waitForURL((at) => !/set-up|sign-in/.test(at.pathname));
}

/** Opens an exercise from the list; its story is read and closed. */
async function begin(page: Page, url: string, role: string, title: RegExp): Promise<void> {
  await setUp(page, url);
  await page.goto(`${url}/practice`);
  await page.getByRole('radiogroup', { name: 'Job role' }).getByText(role, { exact: true }).click();
  await page.getByRole('article').filter({ hasText: title }).getByRole('button', { name: 'Begin' }).click();
  const tasks = page.getByRole('dialog');
  await expect(tasks.getByText('not done yet').first()).toBeAttached();
  await page.keyboard.press('Escape');
  await expect(tasks).toHaveCount(0);
}

const part = (page: Page, name: string) =>
  page.getByRole('navigation', { name: 'Parts of the chart' }).getByRole('button', { name, exact: true });

async function handIn(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Hand in' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Hand in' }).click();
  await page.waitForURL(/\/grade$/);
  await expect(page.getByRole('status').filter({ hasText: /assed/ })).toBeVisible();
}

test('physician: admits with an order set, heeds the alerts, and passes', async ({ page, server }) => {
  await begin(page, server.url, 'Physician', /order set/);
  await part(page, 'Summary').click();
  await page.getByRole('button', { name: 'lisinopril', exact: true }).click();
  await page.getByRole('button', { name: 'apixaban', exact: true }).click();
  await expectAccessible(page);

  await test.step('the order set, without what she must not have', async () => {
    await part(page, 'Orders').click();
    await page.getByRole('button', { name: 'Order sets' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('combobox', { name: 'Order set' }).fill('Heart');
    await page.getByRole('option', { name: /Heart failure/ }).click();
    await dialog.getByRole('checkbox', { name: /enoxaparin/ }).uncheck();
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: /^Add \d+ to the basket/ }).click();
  });

  await test.step('decision support speaks of the ACE inhibitor; it is taken out', async () => {
    const basket = page.getByRole('region', { name: 'Order basket' });
    await expect(basket.getByText(/allerg|react/i).first()).toBeVisible();
    await basket.getByRole('button', { name: 'Remove lisinopril' }).click();
  });

  await test.step('her blood thinner goes on, and all is signed', async () => {
    await part(page, 'Home meds').click();
    await page.getByRole('button', { name: 'Continue apixaban' }).click();
    await page.getByRole('button', { name: /^Sign \d+ in the basket/ }).click();
    await page.getByRole('region', { name: 'Order basket' }).getByRole('button', { name: /^Sign/ }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Okafor, Grace')).toBeVisible();
    await expect(dialog.getByLabel('Checking the orders')).toHaveCount(0);
    const reasons = dialog.getByRole('combobox', { name: 'Reason to go on' });
    for (const field of await reasons.all()) {
      await field.click();
      await page.getByRole('option').first().click();
    }
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(dialog).toHaveCount(0);
  });

  await test.step('an admission note from its template', async () => {
    await part(page, 'Notes').click();
    await page.getByRole('button', { name: 'Write a note' }).click();
    await page.getByRole('menuitem', { name: /History and physical/ }).click();
    const field = page.getByRole('textbox', { name: /History and physical/ });
    await expect(field).toHaveValue(/PROBLEMS/);
    await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled();
    await field.fill('Worse heart failure. Admitted for furosemide into a vein. .vitals');
    await field.press('End');
    await field.pressSequentially(' ');
    await expect(field).toHaveValue(/Heart rate \d+/);
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(page.getByText(/signed by/)).toBeVisible();
  });

  await handIn(page);
  await expect(page.getByText('100%')).toBeVisible();
  await expectAccessible(page, '#main');
});

test('nurse: insulin with a hold parameter, by keyboard, and passes', async ({ page, server }) => {
  await begin(page, server.url, 'Nurse', /[Ii]nsulin/);
  await test.step('the dose, its hold parameter, and why it is not given', async () => {
    await page.getByRole('button', { name: /insulin lispro 08:30/ }).focus();
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText(/Do not give it/)).toBeVisible();
    await drawer.getByLabel('Scan the wristband').fill('WB-SYN-999999');
    await page.keyboard.press('Enter');
    await expect(drawer.getByText(/somebody else/).first()).toBeVisible();
    await expect(drawer.getByRole('button', { name: 'Give', exact: true })).toBeDisabled();
    await expectAccessible(page, '[role=dialog]');
    await drawer.getByText('Not given', { exact: true }).click();
    await expect(drawer.getByRole('combobox', { name: 'Reason' })).toHaveValue(/hold parameter/);
    await drawer.getByRole('button', { name: 'Record as not given' }).click();
    await expect(drawer).toHaveCount(0);
    await expect(page.getByRole('button', { name: /insulin lispro 08:30 not given/ })).toBeVisible();
  });

  await test.step('sugar is given and charted', async () => {
    await part(page, 'Notes').click();
    await page.getByRole('button', { name: 'Write a note' }).click();
    await page.getByRole('menuitem', { name: 'Nurse note' }).click();
    await page.getByRole('textbox', { name: /Nurse note/ }).fill('Glucose 64, trembling. 15 g of quick sugar by mouth.');
    await page.getByRole('button', { name: 'Sign', exact: true }).click();
    await expect(page.getByText(/signed by/)).toBeVisible();
  });

  await test.step('the physician is told', async () => {
    await part(page, 'Calls').click();
    await page.getByRole('combobox', { name: 'Whom' }).fill('Silva');
    await page.getByRole('option', { name: /Silva/ }).click();
    await page.getByRole('textbox', { name: 'Message' }).fill('Glucose 64 before breakfast; insulin lispro held, 15 g of sugar given.');
    await page.getByRole('button', { name: 'Send' }).click();
    await expect(page.getByText(/Glucose 64 before breakfast/).first()).toBeVisible();
  });

  await test.step('fifteen minutes later it is measured again, typed into the flowsheet', async () => {
    await page.getByRole('button', { name: /let time pass/ }).click();
    await page.getByRole('menuitem', { name: '15 minutes' }).click();
    await part(page, 'Flowsheet').click();
    await expect(page.getByRole('button', { name: '64 low' })).toBeVisible();
    await page.getByRole('textbox', { name: /Heart rate/ }).fill('88');
    await page.keyboard.press('Enter');
    await page.getByRole('textbox', { name: /Glucose/ }).fill('9600');
    await expect(page.getByText(/Between 10 and 1500/)).toBeVisible();
    await page.getByRole('textbox', { name: /Glucose/ }).fill('96');
    await page.getByRole('button', { name: /^File 2 values/ }).click();
    await expect(page.getByText('2 values filed.')).toBeVisible();
    await expectAccessible(page);
  });

  await handIn(page);
  await expect(page.getByText('100%')).toBeVisible();
});

test('pharmacist: four orders, three of them dangerous, and passes', async ({ page, server }) => {
  await begin(page, server.url, 'Pharmacist', /Four orders/);
  const reject = async (patient: string, drug: string, why: string): Promise<void> => {
    await page.getByRole('button', { name: 'Verification', exact: true }).click();
    await page.getByRole('button', { name: `Check ${drug} of ${patient}` }).click();
    await expect(page.getByRole('heading', { name: drug })).toBeVisible();
    await page.getByRole('textbox', { name: /findings|Question/ }).fill(why);
    await page.getByRole('button', { name: 'Reject' }).click();
    await expect(page.getByRole('heading', { name: drug })).toHaveCount(0);
  };
  await expectAccessible(page);
  await reject('Kowalsky, Janet', 'cefazolin', 'She reacted to cefazolin with a swollen throat. Please choose another.');
  await reject('Kowalski, Jan', 'enoxaparin', 'He takes rivaroxaban already. One of the two, please.');
  await reject('Haile, Selam', 'hydromorphone', '10 mg into a vein is ten times the usual dose.');
  await page.getByRole('button', { name: 'Verification', exact: true }).click();
  await page.getByRole('button', { name: 'Check ondansetron of Kowalsky, Janet' }).click();
  await expect(page.getByRole('heading', { name: 'ondansetron' })).toBeVisible();
  await page.getByRole('textbox', { name: /findings|Question/ }).fill('Looked at: in order.');
  await expectAccessible(page);
  await page.getByRole('button', { name: 'Verify', exact: true }).last().click();
  await expect(page.getByRole('heading', { name: 'ondansetron' })).toHaveCount(0);
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await handIn(page);
  await expect(page.getByText('100%')).toBeVisible();
});
