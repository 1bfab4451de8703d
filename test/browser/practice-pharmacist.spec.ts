import { begin, expect, expectNoSidewaysScroll, handIn, lookAt, passTime, test } from '#test/harness/practice-journey.ts';

/* Every exercise of a pharmacist, by keyboard alone, from the list of exercises to the grade. */
// Some hundred keys and several looks by axe: on a busy machine that takes its time.
test.describe.configure({ timeout: 300_000 });

test('four orders in the queue, three of them dangerous', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Pharmacist', /Four orders/);
  await lookAt(page);
  const answer = async (patient: string, drug: string, words: string, what: 'Reject' | 'Verify'): Promise<void> => {
    await keys.goTo('Verification');
    await keys.press(page.getByRole('button', { name: `Check ${drug} of ${patient}` }));
    await expect(page.getByRole('heading', { name: drug })).toBeVisible();
    await expect(page.getByRole('textbox', { name: /findings|Question/ })).toBeFocused();
    await keys.write(words);
    await keys.press(page.getByRole('button', { name: what, exact: true }).last());
    const who = page.getByRole('textbox', { name: /initials and year of birth/ });
    const gone = page.getByRole('heading', { name: drug });
    await expect.poll(async () => (await who.count()) + Number((await gone.count()) === 0)).toBeGreaterThan(0);
    if ((await who.count()) > 0) {
      await expect(who).toBeFocused();
      await keys.write(initialsOf[patient] ?? '');
      await keys.key('Enter');
    }
    await expect(gone).toHaveCount(0);
  };
  const initialsOf: Record<string, string> = {};
  for (const patient of ['Kowalsky, Janet', 'Kowalski, Jan', 'Haile, Selam']) {
    const row = page.getByRole('row').filter({ hasText: patient }).first();
    const [family = '', given = ''] = patient.split(', ');
    initialsOf[patient] = `${given.charAt(0)}${family.charAt(0)} ${/\d\d \w+ (\d{4})/.exec(await row.innerText())?.[1] ?? ''}`;
  }
  await answer('Kowalsky, Janet', 'cefazolin', 'She reacted to cefazolin with a swollen throat. Please choose another.', 'Reject');
  await answer('Kowalski, Jan', 'enoxaparin', 'He takes rivaroxaban already. One of the two, please.', 'Reject');
  await answer('Haile, Selam', 'hydromorphone', '10 mg into a vein is ten times the usual dose.', 'Reject');
  await keys.goTo('Verification');
  await keys.press(page.getByRole('button', { name: 'Check ondansetron of Kowalsky, Janet' }));
  await expect(page.getByRole('heading', { name: 'ondansetron' })).toBeVisible();
  await lookAt(page);
  await answer('Kowalsky, Janet', 'ondansetron', 'Looked at: in order.', 'Verify');
  await page.setViewportSize({ width: 390, height: 844 });
  await expectNoSidewaysScroll(page);
  await page.setViewportSize({ width: 1440, height: 900 });
  await handIn(page, keys);
});

test('a child without a weight', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Pharmacist', /without a weight/);
  const check = async (drug: string): Promise<void> => {
    await keys.goTo('Verification');
    await keys.press(page.getByRole('button', { name: `Check ${drug} of Reyes, Mateo` }));
    await expect(page.getByRole('heading', { name: drug })).toBeVisible();
  };
  await check('acetaminophen');
  await expect(page.getByText(/No weight is recorded/)).toBeVisible();
  await keys.goTo('Calls');
  await keys.choose(page.getByRole('combobox', { name: 'Whom' }), /Sato/, 'Sato');
  await keys.type(page.getByRole('textbox', { name: 'Message' }), 'Please weigh Mateo: two orders wait for it.');
  await keys.press(page.getByRole('button', { name: 'Send' }));
  await expect(page.getByText(/knows\./)).toBeVisible();
  await passTime(page, keys, '5 minutes');
  await expect(page.getByText(/14\.6 kg/).first()).toBeVisible();
  await check('acetaminophen');
  await keys.press(page.getByRole('button', { name: /Body weight/ }));
  await keys.type(page.getByRole('textbox', { name: /findings|Question/ }), '2,200 mg is ten times 15 mg/kg at 14.6 kg; 220 mg meant?');
  await lookAt(page);
  await keys.press(page.getByRole('button', { name: 'Reject', exact: true }));
  await expect(page.getByRole('heading', { name: 'acetaminophen' })).toHaveCount(0);
  await check('dexamethasone');
  await keys.type(page.getByRole('textbox', { name: /findings|Question/ }), '0.6 mg/kg at 14.6 kg: right.');
  await keys.press(page.getByRole('button', { name: 'Verify', exact: true }).last());
  await expect(page.getByRole('heading', { name: 'dexamethasone' })).toHaveCount(0);
  await handIn(page, keys);
});

test('a vancomycin level and failing kidneys', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Pharmacist', /vancomycin level/);
  await keys.goTo('Fischer');
  await keys.goTo('Results');
  for (const result of [/Vancomycin/, /Creatinine/]) {
    await keys.press(page.getByRole('button', { name: result }));
    await keys.close(page.getByRole('dialog'));
  }
  await test.step('what runs is stopped, a smaller dose is pended for the physician', async () => {
    await keys.goTo('Orders');
    await keys.command(page.getByRole('button', { name: /^Act on vancomycin/ }), 'Discontinue');
    await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Discontinue' }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keys.choose(page.getByRole('combobox', { name: 'Find an order' }), /^vancomycin medication/, 'vancomycin');
    const form = page.getByRole('dialog', { name: /vancomycin/ });
    await keys.type(form.getByRole('textbox', { name: 'Dose' }), '1000');
    await keys.choose(form.getByRole('combobox', { name: 'Frequency' }), /^Every 24 hours|^Once a day/, 'a day');
    await keys.press(form.getByRole('button', { name: 'Add to the basket' }));
    await keys.press(page.getByRole('button', { name: 'Pend', exact: true }));
    await expect(page.getByText(/pended: they wait/)).toBeVisible();
    await lookAt(page);
  });
  await test.step('the next level is ordered, and why is written down', async () => {
    await keys.choose(page.getByRole('combobox', { name: 'Find an order' }), /Vancomycin trough/, 'vancomycin trough');
    await keys.key('Control+Enter');
    await keys.press(page.getByRole('dialog').getByRole('button', { name: 'Sign', exact: true }));
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await keys.goTo('Notes');
    await keys.goTo('Write: Consult note');
    await keys.type(page.getByRole('textbox', { name: /Consult note/ }), 'Trough 28.6, eGFR from 71 to 26. Held; 1,000 mg by level.');
    await keys.key('Control+Enter');
    await expect(page.getByText(/signed by/)).toBeVisible();
  });
  await handIn(page, keys);
});
