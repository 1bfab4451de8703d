import { begin, expect, expectAccessible, handIn, identify, letPass, part, space, test } from '#test/harness/practice-journey.ts';

/*
 * Front desk and clinic by keyboard alone: each exercise from the list to the grade. Nobody touches the mouse: whoever does ends the test.
 */
test('front desk: finds her under another spelling, checks her in, reports the duplicate', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Front desk', /Search before you register/);
  await keys.type(page.getByLabel('Name', { exact: true }), 'Beth Thompson');
  await keys.key('Enter');
  const found = page.getByRole('button', { name: /Thompson, Elizabeth/ });
  await expect(page.getByText('Same birthday').first()).toBeVisible();
  await keys.press(found);
  await identify(page, keys);
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: /^Report duplicate/ }));
  await expect(page.getByText('reported to medical records')).toBeVisible();
  await keys.press(page.getByRole('button', { name: /^Check in/ }));
  const dialog = page.getByRole('dialog');
  await keys.check(dialog.getByRole('checkbox', { name: /^Treatment and billing/ }));
  await keys.pick(dialog.getByRole('radiogroup', { name: 'How it is paid' }), 'Cash');
  await expectAccessible(page, '[role=dialog]');
  await keys.press(dialog.getByRole('button', { name: 'Check in' }));
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('button', { name: /^Check out/ })).toBeVisible();
  await handIn(page, keys);
});

test('front desk: registers, asks the payer and books a video visit', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Front desk', /video visit/);
  await keys.type(page.getByLabel('Name', { exact: true }), 'Noor Rahman');
  await keys.type(page.getByLabel('Date of birth'), '1990-02-04');
  await keys.key('Enter');
  await keys.press(page.getByRole('button', { name: 'Register a new patient' }));
  await expect(page.getByLabel('Family name')).toHaveValue('Rahman');
  await keys.choose(page.getByRole('combobox', { name: 'Sex' }), /^Female/);
  await keys.type(page.getByLabel('Telephone'), '555-0177');
  await expectAccessible(page);
  await keys.key('Enter');
  await keys.choose(page.getByRole('combobox', { name: 'Payer' }), /Great Plains/, 'Great');
  await keys.type(page.getByLabel('Member number'), 'CO555123');
  await keys.key('Enter');
  await keys.press(page.getByRole('button', { name: /^Check eligibility/ }));
  await expect(page.getByText('the payer has not answered yet')).toBeVisible();
  await letPass(page, keys, '5 minutes');
  await keys.press(page.getByRole('button', { name: 'The payer’s answer' }));
  await expect(page.getByText(/video visits included/).first()).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Book a visit' }));
  await keys.choose(page.getByRole('combobox', { name: 'Calendar' }), /Novak/);
  await keys.press(page.getByRole('button', { name: 'Book 14:00' }));
  const dialog = page.getByRole('dialog');
  await keys.pick(dialog.getByRole('radiogroup', { name: 'Kind of visit' }), 'Video visit');
  await keys.type(dialog.getByLabel('Reason'), 'Headaches');
  await keys.key('Enter');
  await expect(dialog).toHaveCount(0);
  await handIn(page, keys);
});

test('front desk: moves an appointment, never leaving the patient without one', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Front desk', /Move an appointment/);
  await keys.choose(page.getByRole('combobox', { name: 'Calendar' }), /Novak/);
  const today = page.getByRole('row').filter({ hasText: 'Lee Hoffman' });
  await keys.press(today.getByRole('button', { name: /^Move/ }));
  await keys.press(page.getByRole('button', { name: 'Day after' }));
  await keys.press(page.getByRole('button', { name: 'Book 09:20' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByLabel('Reason')).toHaveValue('Back pain');
  await expect(dialog.getByLabel('Reason')).toBeFocused();
  await expectAccessible(page, '[role=dialog]');
  await keys.key('Enter');
  const leaving = dialog.filter({ hasText: 'The new time is booked' });
  await keys.choose(leaving.getByRole('combobox', { name: 'Reason' }), /another day/);
  await keys.press(leaving.getByRole('button', { name: 'Cancel the appointment' }));
  await expect(dialog).toHaveCount(0);
  await keys.press(today.getByRole('button', { name: /^Remind/ }));
  await keys.press(dialog.getByRole('button', { name: 'Send the reminder' }));
  await expect(dialog).toHaveCount(0);
  await expectAccessible(page);
  await handIn(page, keys);
});

test('front desk: signature and copay at check-in, and the slot that became free', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Front desk', /signature and copay/);
  const dialog = page.getByRole('dialog');
  await keys.choose(page.getByRole('combobox', { name: 'Calendar' }), /Chen/);
  await keys.press(page.getByRole('button', { name: /^Check in.*Arjun Singh/ }));
  await expect(dialog.getByText(/The plan says \$20/)).toBeVisible();
  await keys.check(dialog.getByRole('checkbox', { name: /^Privacy notice/ }));
  await keys.pick(dialog.getByRole('radiogroup', { name: 'How it is paid' }), 'Card');
  await expectAccessible(page, '[role=dialog]');
  await keys.press(dialog.getByRole('button', { name: 'Check in' }));
  await expect(dialog).toHaveCount(0);
  await keys.choose(page.getByRole('combobox', { name: 'Calendar' }), /Novak/);
  await keys.press(page.getByRole('button', { name: /^Cancel.*Lee Hoffman/ }));
  await keys.choose(dialog.getByRole('combobox', { name: 'Reason' }), /better/);
  await keys.press(dialog.getByRole('button', { name: 'Cancel the appointment' }));
  await expect(dialog).toHaveCount(0);
  await keys.press(page.getByRole('button', { name: /^Find a slot.*Elisa Thompson/ }));
  await keys.press(page.getByRole('button', { name: 'Book 10:00' }));
  await keys.press(dialog.getByRole('button', { name: 'Book', exact: true }));
  await expect(dialog).toHaveCount(0);
  await expect(page.getByRole('row').filter({ hasText: 'Elisa Thompson' })).toBeVisible();
  await expectAccessible(page);
  await handIn(page, keys);
});

test('medical assistant: rooms a patient, screens her mood, pends the refill', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Medical assistant', /pend a refill/);
  await identify(page, keys);
  await keys.type(page.getByLabel(/^Blood pressure/), '148/92');
  await keys.type(page.getByLabel(/^Heart rate/), '84');
  await keys.type(page.getByLabel(/^Body weight/), '76.5');
  await keys.key('Enter');
  await expect(page.getByText('3 values filed.')).toBeVisible();
  await keys.press(page.getByRole('button', { name: /^Pend a refill of losartan/ }));
  await expect(page.getByText('pended, waits for a signature')).toBeVisible();
  await keys.press(page.getByRole('button', { name: /^Done : Losartan/ }));
  await expect(page.getByText('No work item of yours is open.')).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Screening', exact: true }));
  await keys.press(page.getByRole('button', { name: 'Begin Mood screening' }));
  for (const question of [/Felt low/, /Lost interest/, /Sleeps much/, /harming themselves/])
    await keys.pick(page.getByRole('radiogroup', { name: question }), 'No');
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'File it' }));
  await expect(page.getByText('Felt low on most days of the last two weeks: no')).toBeVisible();
  await handIn(page, keys);
});

test('medical assistant: a glucose that cannot wait', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Medical assistant', /finger-stick/);
  await identify(page, keys);
  await keys.type(page.getByLabel(/^Blood pressure/), '112/70');
  await keys.type(page.getByLabel(/^Heart rate/), '104');
  await keys.type(page.getByLabel(/^Respirations/), '22');
  await keys.type(page.getByLabel(/^Glucose/), '486');
  await keys.check(page.getByRole('checkbox', { name: /critical/ }));
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: /^File 4 values/ }));
  await expect(page.getByText('4 values filed.')).toBeVisible();
  await keys.press(page.getByRole('button', { name: 'Tell somebody' }));
  await keys.pick(page.getByRole('radiogroup', { name: 'How' }), 'Telephone call');
  await keys.choose(page.getByRole('combobox', { name: 'Whom' }), /Novak/, 'Novak');
  await keys.type(page.getByRole('textbox', { name: /What was said/ }), 'Glucose 486, pulse 104. He comes at once.');
  await keys.check(page.getByRole('checkbox', { name: 'It was read back to me' }));
  await keys.press(page.getByRole('button', { name: 'Note it as made' }));
  await expect(page.getByText(/Glucose 486, pulse 104/).first()).toBeVisible();
  await space(page, keys, 'My work');
  await keys.press(page.getByRole('button', { name: /^Done : Finger-stick/ }));
  await expect(page.getByRole('button', { name: /^Done : Finger-stick/ })).toHaveCount(0);
  await handIn(page, keys);
});

test('medical assistant: asks first, vaccinates, charts what traces the lot', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Medical assistant', /vaccination, asked first/);
  await keys.press(page.getByRole('button', { name: 'Allergies and medicines' }));
  await keys.press(page.getByRole('region', { name: 'Allergies' }).getByRole('button', { name: /egg/i }));
  await part(page, keys, 'Immunizations');
  await keys.press(page.getByRole('button', { name: /Influenza/ }));
  await part(page, keys, 'Assessments');
  await keys.press(page.getByRole('button', { name: 'Begin Before a vaccination' }));
  for (const question of [/Fever today/, /Serious reaction/, /Pregnant/, /weakens/])
    await keys.pick(page.getByRole('radiogroup', { name: question }), 'No');
  await keys.press(page.getByRole('button', { name: 'File it' }));
  await expect(page.getByText('Fever today: no')).toBeVisible();
  await part(page, keys, 'Immunizations');
  await keys.type(page.getByLabel(/^Lot number/), 'FL2219');
  await keys.type(page.getByLabel(/^Expires on/), '2031-06-30');
  await keys.choose(page.getByRole('combobox', { name: 'Site' }), /Left upper arm/i);
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Record it as given by me' }));
  await expect(page.getByText(/lot FL2219/)).toBeVisible();
  await space(page, keys, 'My work');
  await keys.press(page.getByRole('button', { name: /^Done : Influenza/ }));
  await expect(page.getByRole('button', { name: /^Done : Influenza/ })).toHaveCount(0);
  await handIn(page, keys);
});

test('medical assistant: a throat test whose kit can be traced', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Medical assistant', /throat test/);
  await identify(page, keys);
  await keys.type(page.getByLabel(/^Temperature/), '38.4');
  await keys.key('Enter');
  await expect(page.getByText('1 value filed.')).toBeVisible();
  await keys.choose(page.getByRole('combobox', { name: 'Test', exact: true }), /Rapid throat/, 'throat');
  await keys.type(page.getByRole('textbox', { name: 'Lot of the kit' }), 'S4471');
  await keys.choose(page.getByRole('combobox', { name: 'Result' }), /Positive/);
  await expect(page.getByRole('button', { name: 'Chart the result' })).toBeDisabled();
  await keys.check(page.getByRole('checkbox', { name: /control of the test is valid/ }));
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Chart the result' }));
  await expect(page.getByText(/Rapid throat test.*: Positive/)).toBeVisible();
  await keys.press(page.getByRole('button', { name: /^Done : Rapid throat/ }));
  await expect(page.getByRole('button', { name: /^Done : Rapid throat/ })).toHaveCount(0);
  await part(page, keys, 'Calls');
  await keys.choose(page.getByRole('combobox', { name: 'Whom' }), /Novak/, 'Novak');
  await keys.type(page.getByRole('textbox', { name: 'Message' }), 'Throat test positive, 38.4 °C.');
  await keys.press(page.getByRole('button', { name: 'Send' }));
  await expect(page.getByText(/Throat test positive/).first()).toBeVisible();
  await handIn(page, keys);
});
