import type { Page } from '@playwright/test';
import type { Keyboard } from '#test/harness/keyboard.ts';
import { begin, expect, handIn, lookAt, test } from '#test/harness/practice-journey.ts';

/* Every exercise of a nurse, by keyboard alone, from the list of exercises to the grade. */

/** Writes to somebody in the open chart. */
async function tell(page: Page, keys: Keyboard, who: RegExp, words: string): Promise<void> {
  await keys.goTo('Calls');
  await keys.choose(page.getByRole('combobox', { name: 'Whom' }), who);
  await keys.type(page.getByRole('textbox', { name: 'Message' }), words);
  await keys.press(page.getByRole('button', { name: 'Send' }));
  await expect(page.getByText(words).first()).toBeVisible();
}

test('insulin with a hold parameter', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Nurse', /[Ii]nsulin/);
  await test.step('the dose, its hold parameter, and why it is not given', async () => {
    const dose = page.getByRole('button', { name: /insulin lispro 08:30/ });
    await expect(dose).toBeVisible();
    await lookAt(page);
    await keys.press(dose);
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText(/Do not give it/)).toBeVisible();
    await expect(drawer.getByLabel('Scan the wristband')).toBeFocused();
    await keys.write('WB-SYN-999999');
    await keys.key('Enter');
    await expect(drawer.getByText(/somebody else/).first()).toBeVisible();
    await expect(drawer.getByRole('button', { name: 'Give', exact: true })).toBeDisabled();
    await lookAt(page);
    await keys.pick(drawer.getByRole('radiogroup', { name: 'What happened' }), 'Not given');
    await expect(drawer.getByRole('combobox', { name: 'Reason' })).toHaveValue(/hold parameter/);
    await keys.press(drawer.getByRole('button', { name: 'Record as not given' }));
    await expect(drawer).toHaveCount(0);
    await expect(page.getByRole('button', { name: /insulin lispro 08:30 not given/ })).toBeFocused();
  });

  await test.step('sugar is given and charted', async () => {
    await keys.goTo('Notes');
    await keys.goTo('Write: Nurse note');
    await expect(page.getByRole('textbox', { name: /Nurse note/ })).toBeFocused();
    await keys.type(page.getByRole('textbox', { name: /Nurse note/ }), 'Glucose 64, trembling. 15 g of quick sugar by mouth.');
    await keys.key('Control+Enter');
    await expect(page.getByText(/signed by/)).toBeVisible();
  });
  await tell(page, keys, /Silva/, 'Glucose 64 before breakfast; insulin lispro held, 15 g of sugar given.');

  await test.step('fifteen minutes later it is measured again, typed into the flowsheet', async () => {
    await keys.goTo('Let time pass: 15 minutes');
    await keys.goTo('Flowsheet');
    await expect(page.getByRole('button', { name: '64 low' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /Temperature/ })).toBeFocused();
    await keys.key('Enter');
    await keys.write('88');
    await keys.type(page.getByRole('textbox', { name: /Glucose/ }), '9600');
    await expect(page.getByText(/Between 10 and 1500/)).toBeVisible();
    await keys.type(page.getByRole('textbox', { name: /Glucose/ }), '96');
    await lookAt(page);
    await keys.key('Control+Enter');
    await expect(page.getByText('2 values filed.')).toBeVisible();
  });
  await handIn(page, keys);
});
