import type { Page } from '@playwright/test';
import type { Keyboard } from '#test/harness/keyboard.ts';
import { begin, confirmPatient, expect, handIn, lookAt, passTime, space, test, today } from '#test/harness/practice-journey.ts';

/* What a physician signs for others, and the way home, by keyboard alone. */
// Some hundred keys and several looks by axe: on a busy machine that takes its time.
test.describe.configure({ timeout: 300_000 });

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
    await keys.close(page.getByRole('dialog'));
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
  await passTime(page, keys, '5 minutes');
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

test('signs one refill of three', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Physician', /Three refills/);
  const item = (drug: string) => page.getByRole('button', { name: `Sign the refill of ${drug}` });
  const article = page.getByRole('article');
  const alerts = article.getByRole('list', { name: 'Alerts' });
  await test.step('what is right', async () => {
    await keys.press(item('losartan'));
    await expect(article).toContainText('Prepared by Carla Lopez');
    await expect(article).toContainText('Trimethoprim-sulfamethoxazole', { ignoreCase: true });
    await keys.press(article.getByRole('button', { name: 'Approve' }));
    await expect(item('losartan')).toHaveCount(0);
  });
  await test.step('what his potassium forbids', async () => {
    await keys.press(item('lisinopril'));
    await expect(alerts).toContainText('5.9');
    await expect(article.getByRole('button', { name: 'Approve' })).toBeDisabled();
    await keys.press(article.getByRole('button', { name: 'Open the chart' }));
    await keys.goTo('Results');
    await keys.press(page.getByRole('button', { name: 'Potassium', exact: true }));
    await keys.close(page.getByRole('dialog'));
    await space(page, keys, 'In-basket');
  });
  for (const [drug, words] of [
    ['lisinopril', 'Potassium 5.9: stop it, measure again today.'],
    ['simvastatin', 'Pause while on clarithromycin, then again.'],
  ] as const) {
    await keys.press(item(drug));
    await expect(alerts.getByRole('listitem').first()).toBeVisible();
    await keys.type(article.getByRole('textbox', { name: 'Remark' }), words);
    await keys.press(article.getByRole('button', { name: 'Refuse' }));
    await expect(item(drug)).toHaveCount(0);
  }
  await handIn(page, keys);
});
