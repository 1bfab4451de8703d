import type { Page } from '@playwright/test';
import type { Keyboard } from '#test/harness/keyboard.ts';
import { begin, confirmPatient, expect, handIn, lookAt, passTime, test } from '#test/harness/practice-journey.ts';

/* Exercises of a physician, by keyboard alone, from the list of exercises to the grade. What is signed for others, and the way home: beside this. */
// Some hundred keys and several looks by axe: on a busy machine that takes its time.
test.describe.configure({ timeout: 300_000 });

/** Signs the basket from anywhere on the orders screen; every alert is answered with its first reason. */
async function signBasket(page: Page, keys: Keyboard): Promise<void> {
  await expect(page.getByRole('region', { name: 'Order basket' }).getByRole('button', { name: /^Sign \d/ })).toBeEnabled();
  await keys.key('Control+Enter');
  const dialog = page.getByRole('dialog');
  await expect(dialog).toBeVisible();
  await expect(dialog.getByLabel('Checking the orders')).toHaveCount(0);
  if ((await dialog.getByRole('textbox', { name: /initials and year of birth/ }).count()) > 0) await typeWho(page, keys);
  for (const reason of await dialog.getByRole('combobox', { name: 'Reason to go on' }).all()) await keys.choose(reason, /\w/);
  await lookAt(page, '[role=dialog]');
  await keys.press(dialog.getByRole('button', { name: 'Sign', exact: true }));
  await expect(dialog).toHaveCount(0);
}

async function typeWho(page: Page, keys: Keyboard): Promise<void> {
  const dialog = page.getByRole('dialog');
  const [family = '', given = ''] = (await dialog.locator('strong').first().innerText()).split(', ');
  const year = /born \d\d \w+ (\d{4})/.exec(await dialog.innerText())?.[1] ?? '';
  await keys.type(dialog.getByRole('textbox', { name: /initials and year of birth/ }), `${given.charAt(0)}${family.charAt(0)} ${year}`);
}

/** An order set into the basket, without what `without` names. */
async function takeSet(page: Page, keys: Keyboard, name: string, without?: RegExp): Promise<void> {
  await keys.goTo('Order sets');
  const dialog = page.getByRole('dialog');
  await keys.choose(dialog.getByRole('combobox', { name: 'Order set' }), new RegExp(name), name.slice(0, 5));
  if (without) await keys.check(dialog.getByRole('checkbox', { name: without }), false);
  await keys.press(dialog.getByRole('button', { name: /^Add \d+ to the basket/ }));
  await expect(dialog).toHaveCount(0);
}

test('admits with an order set, heeds the alerts', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /order set/);
  const basket = page.getByRole('region', { name: 'Order basket' });
  await test.step('her allergies and home medicines', async () => {
    await keys.goTo('Summary');
    await keys.press(page.getByRole('button', { name: 'lisinopril', exact: true }));
    await keys.press(page.getByRole('button', { name: 'apixaban', exact: true }));
    await lookAt(page);
  });
  await test.step('the set, without a second blood thinner; decision support speaks of the ACE inhibitor', async () => {
    await keys.goTo('Orders');
    await takeSet(page, keys, 'Heart failure', /enoxaparin/);
    await expect(basket.getByText(/allerg|react/i).first()).toBeVisible();
    await lookAt(page);
    await keys.press(basket.getByRole('button', { name: 'Remove lisinopril' }));
  });
  await test.step('her own blood thinner goes on; a new drug gets hold parameters', async () => {
    await keys.goTo('Home meds');
    await keys.press(page.getByRole('button', { name: 'Continue apixaban' }));
    await keys.press(page.getByRole('button', { name: /^Sign \d+ in the basket/ }));
    await keys.type(page.getByRole('combobox', { name: 'Find an order' }), 'metoprolol');
    await expect(page.locator('[role=option][data-combobox-selected]')).toContainText('metoprolol');
    await keys.key('Enter');
    const form = page.getByRole('dialog', { name: /metoprolol/ });
    await expect(form.getByRole('textbox', { name: 'Dose' })).toBeFocused();
    await keys.type(form.getByRole('textbox', { name: 'Dose' }), '25');
    await keys.choose(form.getByRole('combobox', { name: 'Frequency' }), /^Twice a day/, 'Twice');
    await keys.press(form.getByRole('button', { name: 'Hold if heart rate is below 55' }));
    await lookAt(page, '[role=dialog]');
    await keys.press(form.getByRole('button', { name: 'Add to the basket' }));
    await expect(basket.getByText(/Hold if heart rate is below 55/)).toBeVisible();
    await signBasket(page, keys);
  });
  await test.step('an admission note from its template', async () => {
    await keys.goTo('Notes');
    await keys.goTo('Write: History and physical');
    const field = page.getByRole('textbox', { name: /History and physical/ });
    await expect(field).toHaveValue(/PROBLEMS/);
    await expect(page.getByRole('button', { name: 'Sign', exact: true })).toBeDisabled();
    await keys.type(field, 'Worse heart failure.');
    await keys.write(' .vitals ');
    await expect(field).toHaveValue(/Heart rate \d+/);
    // Who looks something up meanwhile finds the note as it stood.
    await keys.goTo('Results');
    await expect(field).toHaveCount(0);
    await keys.goTo('Notes');
    await expect(field).toHaveValue(/Worse heart failure\.[^]*Heart rate \d+/);
    await expect(field).toBeFocused();
    await keys.key('Control+Enter');
    await expect(page.getByText(/signed by/)).toBeVisible();
  });
  await handIn(page, keys);
});

test('a critical potassium in the in-basket', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /critical potassium/);
  await test.step('the critical result first, acknowledged with what is done', async () => {
    await keys.press(page.getByRole('button', { name: /otassium|etabolic/ }).first());
    await expect(page.getByRole('article')).toContainText('Mensah');
    await keys.type(page.getByRole('textbox', { name: 'What you do about it' }), 'Stopping potassium, treating now.');
    await lookAt(page);
    await keys.press(page.getByRole('button', { name: 'Acknowledge' }));
    await expect(page.getByText('Acknowledged.')).toBeVisible();
  });
  await test.step('what raises it is stopped', async () => {
    await keys.goTo('Mensah');
    await keys.goTo('Orders');
    for (const drug of ['potassium chloride', 'spironolactone']) {
      await keys.command(page.getByRole('button', { name: new RegExp(`^Act on ${drug}`) }), 'Discontinue');
      await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Discontinue' }));
      await expect(page.getByRole('dialog')).toHaveCount(0);
    }
  });
  await test.step('treated from the order set; the next value is looked at', async () => {
    await takeSet(page, keys, 'High potassium');
    await signBasket(page, keys);
    await passTime(page, keys, '15 minutes');
    await keys.goTo('Results');
    await expect(page.getByText('5.6').first()).toBeVisible();
    await keys.press(page.getByRole('button', { name: 'Potassium', exact: true }));
    await expect(page.getByRole('dialog')).toBeVisible();
    await lookAt(page);
    await keys.close(page.getByRole('dialog'));
  });
  await handIn(page, keys);
});

test('reconciles six home medicines', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /six home medicines/);
  await keys.goTo('Results');
  await keys.press(page.getByRole('button', { name: /INR/ }).first());
  await keys.close(page.getByRole('dialog'));
  await keys.goTo('Home meds');
  const decide = async (drug: string, reason: string, what: 'Hold' | 'Stop'): Promise<void> => {
    await keys.type(page.getByRole('combobox', { name: `Why ${drug} is held or stopped` }), reason);
    await keys.key('Escape');
    await keys.press(page.getByRole('button', { name: `${what} ${drug}` }));
  };
  await decide('metformin', 'Kidney function', 'Stop');
  await confirmPatient(page, keys);
  await decide('warfarin', 'INR too high, until it is back in range', 'Hold');
  await decide('ibuprofen', 'Kidney function', 'Stop');
  for (const drug of ['levothyroxine', 'atorvastatin', 'amlodipine'])
    await keys.press(page.getByRole('button', { name: `Continue ${drug}` }));
  await expect(page.getByText('every one has its answer')).toBeVisible();
  await lookAt(page);
  await keys.goTo('Orders');
  await expect(page.getByRole('combobox', { name: 'Find an order' })).toBeFocused();
  await signBasket(page, keys);
  await handIn(page, keys);
});
