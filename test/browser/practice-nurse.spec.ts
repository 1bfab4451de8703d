import type { Page } from '@playwright/test';
import { begin, expect, handIn, letPass, lookAt, wardTest as test } from '#test/harness/practice-ward.ts';
import type { Keyboard } from '#test/harness/keyboard.ts';

/*
 * Every exercise of a nurse, from the list of exercises to the grade, without a pointer: `keys` fails when something cannot be reached,
 * does not show that it has the focus, or when a mouse was used after all.
 */

/** Writes to somebody in the open chart. */
async function tell(page: Page, keys: Keyboard, who: string, words: string): Promise<void> {
  await keys.goTo('Calls');
  await keys.choose(page.getByRole('combobox', { name: 'Whom' }), who, page.getByRole('option', { name: new RegExp(who) }));
  await keys.tabTo(page.getByRole('textbox', { name: 'Message' }));
  await keys.type(words);
  await keys.enter(page.getByRole('button', { name: 'Send' }));
  await expect(page.getByText(words).first()).toBeVisible();
}

test('insulin with a hold parameter', async ({ page, ward, keys }) => {
  await begin(page, keys, ward.url, 'Nurse', /[Ii]nsulin/);
  await test.step('the dose, its hold parameter, and why it is not given', async () => {
    const dose = page.getByRole('button', { name: /insulin lispro 08:30/ });
    await expect(dose).toBeVisible();
    await lookAt(page);
    await keys.arrowTo(dose, 'ArrowDown');
    await keys.press('Enter');
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByText(/Do not give it/)).toBeVisible();
    await expect(drawer.getByLabel('Scan the wristband')).toBeFocused();
    await keys.type('WB-SYN-999999');
    await keys.press('Enter');
    await expect(drawer.getByText(/somebody else/).first()).toBeVisible();
    await expect(drawer.getByRole('button', { name: 'Give', exact: true })).toBeDisabled();
    await lookAt(page);
    await keys.tabTo(drawer.getByRole('radio', { name: 'Give', exact: true }), { key: 'Shift+Tab' });
    await keys.press('ArrowRight');
    await expect(drawer.getByRole('combobox', { name: 'Reason' })).toHaveValue(/hold parameter/);
    await keys.enter(drawer.getByRole('button', { name: 'Record as not given' }));
    await expect(drawer).toHaveCount(0);
    await expect(page.getByRole('button', { name: /insulin lispro 08:30 not given/ })).toBeFocused();
  });

  await test.step('sugar is given and charted', async () => {
    await keys.goTo('Notes');
    await keys.goTo('Write: Nurse note');
    await expect(page.getByRole('textbox', { name: /Nurse note/ })).toBeFocused();
    await keys.fill(page.getByRole('textbox', { name: /Nurse note/ }), 'Glucose 64, trembling. 15 g of quick sugar by mouth.');
    await keys.press('Control+Enter');
    await expect(page.getByText(/signed by/)).toBeVisible();
  });
  await tell(page, keys, 'Silva', 'Glucose 64 before breakfast; insulin lispro held, 15 g of sugar given.');

  await test.step('fifteen minutes later it is measured again, typed into the flowsheet', async () => {
    await letPass(page, keys, '15 minutes');
    await keys.goTo('Flowsheet');
    await expect(page.getByRole('button', { name: '64 low' })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /Temperature/ })).toBeFocused();
    await keys.press('Enter');
    await keys.type('88');
    await keys.fill(page.getByRole('textbox', { name: /Glucose/ }), '9600');
    await expect(page.getByText(/Between 10 and 1500/)).toBeVisible();
    await keys.fill(page.getByRole('textbox', { name: /Glucose/ }), '96');
    await lookAt(page);
    await keys.press('Control+Enter');
    await expect(page.getByText('2 values filed.')).toBeVisible();
  });
  await handIn(page, keys);
});
