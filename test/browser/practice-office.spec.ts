import type { Page } from '@playwright/test';
import type { Keyboard } from '#test/harness/keyboard.ts';
import {
  begin,
  expect,
  expectAccessible,
  handIn,
  identify,
  letPass,
  openRow,
  part,
  space,
  test,
  today,
} from '#test/harness/practice-journey.ts';

/*
 * Biller, unit clerk and case manager by keyboard alone: each exercise from the list to the grade.
 */
const done = (page: Page, title: RegExp) => page.getByRole('button', { name: new RegExp(`^Done : ${title.source}`) });

test('biller: from the visit to a clean claim that is paid', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Biller', /clean claim/);
  await openRow(page, keys, 'Visits with charges', 'Yusuf Ahmed');
  await expect(page.getByText(/J02\.9/)).toBeVisible();
  await keys.press(page.getByRole('button', { name: /^Release Clinic visit/ }));
  await keys.choose(page.getByRole('combobox', { name: 'Service' }), /Rapid throat test/, 'throat');
  await keys.type(page.getByRole('textbox', { name: /Price/ }), '28');
  await keys.key('Enter');
  await expect(page.getByText('$160.00').first()).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Make the claim' }));
  await expect(page.getByRole('listitem').filter({ hasText: 'No diagnosis is coded.' })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Submit' })).toBeDisabled();
  await keys.choose(page.getByRole('combobox', { name: 'Code or words' }), /^J02\.9/, 'J02.9');
  await keys.press(page.getByRole('button', { name: 'Add the diagnosis' }));
  await keys.check(page.getByRole('checkbox', { name: /Line 1.*J02\.9/ }));
  await keys.check(page.getByRole('checkbox', { name: /Line 2.*J02\.9/ }));
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Submit' }));
  await expect(page.getByText('None yet.')).toBeVisible();
  await letPass(page, keys, '5 minutes');
  await keys.press(page.getByRole('button', { name: 'Open the answer' }));
  await expect(page.getByText('Paid in full')).toBeVisible();
  await handIn(page, keys);
});

test('biller: mends a claim that edits stopped', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Biller', /stopped by edits/);
  await keys.pick(page.getByRole('radiogroup', { name: 'Which claims' }), 'To send');
  await openRow(page, keys, 'Claims', 'Min Park');
  await expect(page.getByText(/twice/i).first()).toBeVisible();
  await keys.press(page.getByRole('button', { name: /^Remove line 3/ }));
  await keys.press(page.getByRole('button', { name: /^Remove diagnosis M54/ }));
  await keys.choose(page.getByRole('combobox', { name: 'Code or words' }), /^E78\.5/, 'E78.5');
  await keys.press(page.getByRole('button', { name: 'Add the diagnosis' }));
  for (const line of [1, 2]) await keys.check(page.getByRole('checkbox', { name: new RegExp(`Line ${line}.*E78\\.5`) }));
  await expect(page.getByText('$178.00').first()).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Submit' }));
  await expect(page.getByText('None yet.')).toBeVisible();
  await space(page, keys, 'Charges');
  await openRow(page, keys, 'Visits with charges', 'Min Park');
  await keys.press(page.getByRole('button', { name: /^Take off Lipid panel/ }));
  await expect(page.getByText('taken off')).toBeVisible();
  await keys.press(done(page, /Claim stopped/));
  await expect(page.getByText('No work item of yours is open.')).toBeVisible();
  await handIn(page, keys);
});

test('biller: a denial, and the appeal that holds', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Biller', /A denial/);
  await keys.pick(page.getByRole('radiogroup', { name: 'Which claims' }), 'Denied');
  await openRow(page, keys, 'Claims', 'Gloria Wright');
  await keys.press(page.getByRole('button', { name: 'Open the answer' }));
  await expect(page.getByText(/NP-AUTH/).first()).toBeVisible();
  await keys.press(page.getByRole('button', { name: 'Authorization letter' }));
  await expect(page.getByText(/AUTH-40817/).first()).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Appeal', exact: true }));
  await keys.type(page.getByLabel('Authorization number'), 'AUTH-40817');
  await keys.check(page.getByRole('checkbox', { name: /Attach.*Authorization letter/ }));
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Submit' }));
  await expect(page.getByText('None yet.')).toBeVisible();
  await keys.press(done(page, /Denied: no authorization/));
  await expect(page.getByText('No work item of yours is open.')).toBeVisible();
  await handIn(page, keys);
});

test('biller: a remittance, and the statement for what is left', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Biller', /A remittance/);
  await keys.pick(page.getByRole('radiogroup', { name: 'Which claims' }), 'Answers');
  await openRow(page, keys, 'Claims', 'Arjun Singh');
  await keys.press(page.getByRole('button', { name: 'Open the answer' }));
  await expect(page.getByRole('button', { name: 'Send a statement' })).toBeDisabled();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'Post $180.00' }));
  await expect(page.getByText(/\$180\.00 posted/)).toBeVisible();
  await keys.press(page.getByRole('button', { name: 'Send a statement' }));
  const dialog = page.getByRole('dialog');
  await expect(dialog.getByText(/is asked for \$30\.00/)).toBeVisible();
  await keys.press(dialog.getByRole('button', { name: 'Send the statement' }));
  await expect(page.getByText(/Statement over \$30\.00/)).toBeVisible();
  await keys.press(done(page, /Remittance to post/));
  await expect(page.getByText('No work item of yours is open.')).toBeVisible();
  await handIn(page, keys);
});

async function tell(page: Page, keys: Keyboard, whom: string, words: string): Promise<void> {
  await part(page, keys, 'Calls');
  await keys.choose(page.getByRole('combobox', { name: 'Whom' }), new RegExp(whom), whom);
  await keys.type(page.getByRole('textbox', { name: 'Message' }), words);
  await keys.press(page.getByRole('button', { name: 'Send' }));
  await expect(page.getByText(words).first()).toBeVisible();
}

test('unit clerk: the one bed that isolation allows', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Unit clerk', /airborne isolation/);
  await keys.press(page.getByRole('button', { name: 'Bed on 5 North, airborne isolation' }).first());
  await expectAccessible(page);
  await keys.choose(page.getByRole('combobox', { name: 'Unit' }), /Emergency/);
  await keys.press(page.getByRole('button', { name: /^Move Mills, Tessa/ }));
  const dialog = page.getByRole('dialog');
  await keys.choose(dialog.getByRole('combobox', { name: 'New bed' }), /5N-18/, '5N-18');
  await expectAccessible(page, '[role=dialog]');
  await keys.press(dialog.getByRole('button', { name: 'Move', exact: true }));
  await expect(dialog).toHaveCount(0);
  await keys.press(done(page, /Bed on 5 North/));
  await expect(done(page, /Bed on 5 North/)).toHaveCount(0);
  await keys.choose(page.getByRole('combobox', { name: 'Unit' }), /5 North/);
  await keys.press(page.getByRole('button', { name: 'Mills, Tessa', exact: true }));
  await tell(page, keys, 'Baker', 'Tessa Mills is in 5N-18 now, airborne isolation.');
  await handIn(page, keys);
});

test('unit clerk: to CT and back, in the right order', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Unit clerk', /To CT and back/);
  await keys.press(page.getByRole('button', { name: /^Go to it.*To CT/ }));
  await keys.press(page.getByRole('button', { name: /^CT chest/ }));
  await keys.press(page.getByRole('button', { name: /^Diet/ }));
  await keys.press(page.getByRole('button', { name: /^Ask for a time.*CT chest/ }));
  await expect(page.getByRole('button', { name: /^A time is asked for/ })).toBeVisible();
  await letPass(page, keys, '5 minutes');
  await keys.press(page.getByRole('region', { name: 'Times given' }).getByRole('button'));
  await expectAccessible(page);
  await keys.type(page.getByRole('textbox', { name: 'To', exact: true }), 'CT');
  await keys.choose(page.getByRole('combobox', { name: 'How' }), /stretcher/);
  await keys.choose(page.getByRole('combobox', { name: 'Company' }), /^with monitor$/);
  await keys.type(page.getByLabel(/^At( \*)?$/), '08:20');
  await keys.press(page.getByRole('button', { name: 'Order it' }));
  await expect(page.getByText('To CT, stretcher with monitor')).toBeVisible();
  await tell(page, keys, 'Diaz', 'CT for Anders Berg at 08:20, by stretcher with monitor.');
  await handIn(page, keys);
});

test('unit clerk: two paper sheets after a downtime', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Unit clerk', /Back-entry/);
  const sheets = [
    { name: 'Jensen, Harriet', at: '07:00', pulse: '84', pressure: '126/70', oxygen: '93' },
    { name: 'Larsen, Edith', at: '07:10', pulse: '72', pressure: '118/64', oxygen: '96' },
  ];
  for (const { name, at, pulse, pressure, oxygen } of sheets) {
    await space(page, keys, 'Patients');
    await keys.type(page.getByRole('textbox', { name: 'Find a patient' }), name.split(',')[1]?.trim() ?? '');
    await keys.press(page.getByRole('row').filter({ hasText: name }));
    await part(page, keys, 'Identify');
    await identify(page, keys);
    await part(page, keys, 'Flowsheet');
    await keys.check(page.getByRole('switch', { name: 'Back-entry from paper' }));
    await keys.type(page.getByLabel(/^When it was done/), `${await today(page)}T${at}`);
    await keys.choose(page.getByRole('combobox', { name: 'Measured by' }), /Baker/, 'Baker');
    await keys.type(page.getByRole('textbox', { name: /Heart rate/ }), pulse);
    await keys.type(page.getByRole('textbox', { name: /Blood pressure/ }), pressure);
    await keys.type(page.getByRole('textbox', { name: /SpO/ }), oxygen);
    await keys.key('Control+Enter');
    await expect(page.getByText('3 values filed.')).toBeVisible();
    await part(page, keys, 'Notes');
    await keys.command(page.getByRole('button', { name: 'Write a note' }), 'Downtime sheet entered');
    await keys.type(
      page.getByRole('textbox', { name: /Downtime sheet/ }),
      `Paper sheet of the downtime, ${at}, entered; the sheet is kept.`,
    );
    await keys.press(page.getByRole('button', { name: 'Sign', exact: true }));
    await expect(page.getByText(/signed by/)).toBeVisible();
  }
  await expectAccessible(page);
  await handIn(page, keys);
});

async function bookVisit(page: Page, keys: Keyboard, patient: string): Promise<void> {
  await space(page, keys, 'Schedule');
  await keys.choose(page.getByRole('combobox', { name: 'Calendar' }), /Novak/);
  await keys.choose(page.getByRole('combobox', { name: 'Book for' }), new RegExp(patient), patient);
  for (let day = 0; day < 5; day++) await keys.press(page.getByRole('button', { name: 'Day after' }));
  await keys.press(page.getByRole('button', { name: 'Book 10:00' }));
  const dialog = page.getByRole('dialog');
  await keys.type(dialog.getByLabel('Reason'), 'After the hospital');
  await keys.key('Enter');
  await expect(dialog).toHaveCount(0);
}

test('case manager: home tomorrow, with help that comes', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Case manager', /Home tomorrow/);
  await part(page, keys, 'Notes');
  await keys.press(page.getByRole('button', { name: 'Progress note' }).first());
  await expect(page.getByRole('article')).toBeVisible();
  await part(page, keys, 'Referrals');
  for (const [what, words] of [
    ['Home nursing', 'three times a week'],
    ['Walker with wheels', 'weak on the stairs'],
  ] as const) {
    await keys.choose(page.getByRole('combobox', { name: 'To what' }), new RegExp(what), what);
    await keys.type(page.getByLabel('How often, and what matters'), words);
    await keys.key('Enter');
    await expect(page.getByText(words).first()).toBeVisible();
    await expect(page.getByLabel('How often, and what matters')).toHaveValue(''); // shown before it is written: the next waits for that
  }
  await expectAccessible(page);
  await part(page, keys, 'Notes');
  await keys.command(page.getByRole('button', { name: 'Write a note' }), 'Case management progress note');
  await keys.type(page.getByRole('textbox', { name: /progress note/ }), 'Three agencies were offered; she chose Lakeshore Home Nursing.');
  await keys.press(page.getByRole('button', { name: 'Sign', exact: true }));
  await expect(page.getByText(/signed by/)).toBeVisible();
  await part(page, keys, 'Care plan');
  await keys.press(page.getByRole('button', { name: 'Begin a care plan' }));
  for (const step of ['Home nursing', 'Walker', 'Visit within seven days']) {
    await keys.type(page.getByLabel('New intervention'), step);
    await keys.key('Enter');
    await expect(page.getByRole('combobox', { name: `State of ${step}` })).toBeVisible();
    await expect(page.getByLabel('New intervention')).toHaveValue('');
  }
  await expectAccessible(page);
  await bookVisit(page, keys, 'Larsen');
  await space(page, keys, 'My work');
  await keys.press(done(page, /Home tomorrow/));
  await expect(done(page, /Home tomorrow/)).toHaveCount(0);
  await handIn(page, keys);
});

test('case manager: the payer says no to two more days', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Case manager', /payer says no/);
  await part(page, keys, 'Notes');
  await keys.press(page.getByRole('button', { name: 'Progress note' }).first());
  await expect(page.getByRole('article')).toBeVisible();
  await part(page, keys, 'Results');
  await keys.press(page.getByRole('button', { name: /leukocytes|white/i }).first());
  await keys.close(page.getByRole('dialog'));
  await part(page, keys, 'Payer requests');
  await keys.type(page.getByRole('textbox', { name: /facts/i }), 'Fever 38.1, redness spreads on cefazolin, white cells 15.8.');
  await keys.press(page.getByRole('button', { name: /Send/ }));
  await expect(page.getByText(/Fever 38\.1/).first()).toBeVisible();
  await letPass(page, keys, '15 minutes');
  await keys.press(page.getByRole('button', { name: /^Answer of/ }));
  await expect(page.getByText(/Not granted/)).toBeVisible();
  await expectAccessible(page);
  await part(page, keys, 'Tasks');
  await keys.choose(page.getByRole('combobox', { name: 'What' }), /between physicians/);
  await keys.choose(page.getByRole('combobox', { name: 'Who' }), /Silva/, 'Silva');
  await keys.type(page.getByLabel('Until'), await today(page));
  await keys.press(page.getByRole('button', { name: 'Ask', exact: true }));
  await expect(page.getByText(/Silva.* is asked/)).toBeVisible();
  await expectAccessible(page);
  await handIn(page, keys);
});

test('case manager: who is likely to come back', async ({ page, keys, house }) => {
  await begin(page, keys, house, 'Case manager', /likely to come back/);
  await part(page, keys, 'Notes');
  await keys.press(page.getByRole('button', { name: 'Progress note' }).first());
  await expect(page.getByRole('article')).toBeVisible();
  await part(page, keys, 'Summary');
  await keys.press(page.getByRole('region', { name: 'Home medicines' }).getByRole('button').first());
  await part(page, keys, 'Assessments');
  await keys.press(page.getByRole('button', { name: 'Begin Risk of coming back' }));
  for (const [question, answer] of [
    [/last 30 days/, 'Yes'],
    [/Lives alone/, 'Yes'],
    [/five medicines/, 'No'],
    [/stairs|walk/i, 'Yes'],
    [/visit/i, 'Yes'],
  ] as const)
    await keys.pick(page.getByRole('radiogroup', { name: question }), answer);
  await expect(page.getByText('Sum: 4')).toBeVisible();
  await expectAccessible(page);
  await keys.press(page.getByRole('button', { name: 'File it' }));
  await part(page, keys, 'Tasks');
  await keys.choose(page.getByRole('combobox', { name: 'What' }), /Follow-up call/);
  await keys.choose(page.getByRole('combobox', { name: 'Who' }), /myself/);
  const soon = new Date(Date.parse(await today(page)) + 2 * 86_400_000).toISOString().slice(0, 10);
  await keys.type(page.getByLabel('Until'), soon);
  await keys.press(page.getByRole('button', { name: 'Ask', exact: true }));
  await expect(page.getByText(/is asked/)).toBeVisible();
  await bookVisit(page, keys, 'Larsen');
  await handIn(page, keys);
});
