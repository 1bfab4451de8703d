import type { Page } from '@playwright/test';
import type { Keyboard } from '#test/harness/keyboard.ts';
import { begin, confirmPatient, expect, handIn, lookAt, space, test, today } from '#test/harness/practice-journey.ts';

/* Every exercise of a physician, by keyboard alone, from the list of exercises to the grade. */
// Some hundred keys and several looks by axe: on a busy machine that takes its time.
test.describe.configure({ timeout: 300_000 });

/** Signs the basket from anywhere on the orders screen; every alert is answered with its first reason. */
async function signBasket(page: Page, keys: Keyboard): Promise<void> {
  await keys.key('Control+Enter');
  const dialog = page.getByRole('dialog');
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
    await keys.goTo('Let time pass: 15 minutes');
    await keys.goTo('Results');
    await expect(page.getByText('5.6').first()).toBeVisible();
    await keys.press(page.getByRole('button', { name: 'Potassium', exact: true }));
    await lookAt(page);
    await keys.key('Escape');
  });
  await handIn(page, keys);
});

test('reconciles six home medicines', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /six home medicines/);
  await keys.goTo('Results');
  await keys.press(page.getByRole('button', { name: /INR/ }).first());
  await keys.key('Escape');
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

test('co-signs what is right, sends back what is not', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /resident to co-sign/);
  const waiting = page.getByRole('navigation', { name: /items?$/ });
  const item = (patient: string, what: RegExp) =>
    waiting.getByRole('listitem').filter({ hasText: patient }).getByRole('button', { name: what });
  const article = page.getByRole('article');
  await test.step('his note against his chart', async () => {
    await keys.press(item('Jensen, Harold', /^Progress note/));
    await expect(article).toContainText('No known drug allergies');
    await expect(article.getByText(/penicillin: /i)).toBeVisible();
    await lookAt(page);
    await keys.press(article.getByRole('button', { name: 'Open the chart' }));
    await keys.goTo('Results');
    await keys.press(page.getByRole('button', { name: /^eGFR/ }));
    await keys.key('Escape');
    await space(page, keys, 'In-basket');
  });
  await test.step('back to the author; the order is refused', async () => {
    await keys.press(item('Jensen, Harold', /^Progress note/));
    await keys.pick(article.getByRole('radiogroup', { name: 'What becomes of the note' }), 'Send back');
    await keys.type(article.getByRole('textbox', { name: /What is wrong/ }), 'Severe penicillin allergy; eGFR is 24. Please correct.');
    await keys.press(article.getByRole('button', { name: 'Send back' }));
    await expect(item('Jensen, Harold', /^Progress note/)).toHaveCount(0);
    await keys.press(item('Jensen, Harold', /^Order of Dr. Bello/));
    await expect(article.getByRole('list', { name: 'Alerts' })).toContainText(/allerg/i);
    await expect(article.getByRole('button', { name: 'Sign the order' })).toBeDisabled();
    await keys.type(article.getByRole('textbox', { name: /Remark/ }), 'Ampicillin is a penicillin; his throat swelled.');
    await lookAt(page);
    await keys.press(article.getByRole('button', { name: 'Refuse' }));
    await expect(item('Jensen, Harold', /^Order of Dr. Bello/)).toHaveCount(0);
  });
  const coSign = async (patient: string, seen: RegExp): Promise<void> => {
    await keys.press(item(patient, /^Progress note/));
    await expect(article).toContainText(seen);
    await keys.press(article.getByRole('button', { name: 'Seen and agreed' }));
    await expect(article.getByRole('textbox', { name: /Attestation/ })).toHaveValue(/examined/);
    await keys.press(article.getByRole('button', { name: 'Co-sign', exact: true }));
    await expect(item(patient, /^Progress note/)).toHaveCount(0);
  };
  await coSign('Jensen, Harriet', /Breathes easier/);
  await keys.goTo('Let time pass: 5 minutes');
  await coSign('Jensen, Harold', /no penicillin of any kind/);
  await handIn(page, keys);
});

test('sends somebody home with what she needs, and nothing else', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /Home after a flare/);
  await keys.goTo('Notes');
  await keys.press(page.getByRole('button', { name: 'Progress note' }).first());
  await expect(page.getByRole('article')).toContainText('today is the fourth');
  await test.step('what she goes on with, what is new and for how long, what ends here', async () => {
    await keys.goTo('Discharge');
    for (const drug of ['amlodipine', 'omeprazole']) await keys.press(page.getByRole('button', { name: `Continue ${drug}` }));
    for (const drug of ['enoxaparin', 'pantoprazole']) await keys.press(page.getByRole('button', { name: `End ${drug} here` }));
    const form = page.getByRole('dialog');
    await keys.press(page.getByRole('button', { name: 'Prescribe prednisone' }));
    await keys.type(form.getByRole('textbox', { name: 'Days' }), '1');
    await keys.press(form.getByRole('button', { name: 'Prescribe' }));
    await expect(page.getByRole('row', { name: /^prednisone/ })).toContainText('for 1 day');
    await keys.press(page.getByRole('button', { name: 'Prescribe albuterol' }));
    await keys.check(form.getByRole('checkbox', { name: 'As needed' }));
    await keys.type(form.getByRole('combobox', { name: 'For' }), 'shortness of breath');
    await keys.press(form.getByRole('button', { name: 'Prescribe' }));
    await expect(page.getByText('every one has its answer')).toBeVisible();
    await lookAt(page);
  });
  await test.step('the summary is written meanwhile: nothing of the discharge is lost', async () => {
    await keys.goTo('Notes');
    await keys.goTo('Write: Discharge summary');
    const field = page.getByRole('textbox', { name: /Discharge summary/ });
    await expect(field).toHaveValue(/DIAGNOSES/);
    await keys.type(field, 'Flare of COPD, prednisone for five days. Walks without oxygen.');
    await keys.key('Control+Enter');
    await confirmPatient(page, keys);
    await expect(page.getByText(/signed by/)).toBeVisible();
    await keys.goTo('Discharge');
    await expect(page.getByText('every one has its answer')).toBeVisible();
  });
  await keys.type(page.getByLabel(/must do and watch for/), 'Worse breathing or fever: call Dr. Novak. No breath to speak: call 911.');
  await keys.type(page.getByRole('textbox', { name: 'Follow-up with' }), 'Dr. Petra Novak');
  const inSixDays = new Date(Date.parse(await today(page)) + 6 * 86_400_000).toISOString().slice(0, 10);
  await keys.type(page.getByLabel('By', { exact: true }), inSixDays);
  await keys.choose(page.getByRole('combobox', { name: /Sputum culture/ }), /Silva/, 'Silva');
  await typeHere(page, keys);
  await lookAt(page);
  await keys.press(page.getByRole('button', { name: 'Discharge', exact: true }).last());
  await expect(page.getByText('There is no stay to end')).toBeVisible();
  await handIn(page, keys);
});

/** Initials and year of birth where the discharge asks for them. */
async function typeHere(page: Page, keys: Keyboard): Promise<void> {
  const field = page.getByRole('textbox', { name: /initials and year of birth/ });
  const said = await field.locator('xpath=ancestor::*[@data-watch][1]').innerText();
  const [family = '', given = ''] = (said.split('\n')[0] ?? '').split(', ');
  const year = /born \d\d \w+ (\d{4})/.exec(said)?.[1] ?? '';
  await keys.type(field, `${given.charAt(0)}${family.charAt(0)} ${year}`);
}
