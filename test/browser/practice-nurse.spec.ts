import type { Page } from '@playwright/test';
import type { Keyboard } from '#test/harness/keyboard.ts';
import { begin, confirmPatient, expect, handIn, lookAt, passTime, recordNumber, test, today } from '#test/harness/practice-journey.ts';

/* Every exercise of a nurse, by keyboard alone, from the list of exercises to the grade. */
// Some hundred keys and several looks by axe: on a busy machine that takes its time.
test.describe.configure({ timeout: 300_000 });

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
    await passTime(page, keys, '15 minutes');
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

test('morning medicines with wristband, bar code and a hold', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Nurse', /wristband, bar code/);
  const drawer = page.getByRole('dialog');
  await keys.goTo('Flowsheet');
  await expect(page.getByRole('grid')).toBeVisible();
  await keys.goTo('MAR');

  await test.step('metoprolol is held; whose chart it is must be said first: a similar name lies next door', async () => {
    await keys.press(page.getByRole('button', { name: /metoprolol 09:00/ }));
    await keys.pick(drawer.getByRole('radiogroup', { name: 'What happened' }), 'Not given');
    await expect(drawer.getByRole('combobox', { name: 'Reason' })).toHaveValue(/hold parameter/);
    await keys.press(drawer.getByRole('button', { name: 'Record as not given' }));
    await confirmPatient(page, keys);
    await expect(page.getByRole('button', { name: /metoprolol 09:00 not given/ })).toBeFocused();
  });

  await test.step('apixaban: wristband and package as a scanner types them', async () => {
    await keys.press(page.getByRole('button', { name: /apixaban 09:00/ }));
    await expect(drawer.getByLabel('Scan the wristband')).toBeFocused();
    await keys.write(`WB-${await recordNumber(page)}`);
    await keys.key('Enter');
    await keys.write('AE-APIXABAN-5-TAB');
    await keys.key('Enter');
    await keys.press(drawer.getByRole('button', { name: 'Give', exact: true }));
    await expect(page.getByRole('button', { name: /apixaban 09:00 given/ })).toBeFocused();
  });

  await test.step('furosemide: the labels within reach, the neighbour’s wristband first', async () => {
    await keys.press(page.getByRole('button', { name: /furosemide 09:00/ }));
    await keys.press(drawer.getByRole('button', { name: 'Labels within reach' }));
    await lookAt(page, '[role=dialog]');
    await keys.press(drawer.getByRole('button', { name: /Scan Brandt, Ottilie/ }));
    await expect(drawer.getByText(/somebody else/).first()).toBeVisible();
    await keys.press(drawer.getByRole('button', { name: /Scan Brandt, Otto/ }));
    await keys.press(drawer.getByRole('button', { name: /Scan furosemide 40 mg tablet/ }));
    await keys.press(drawer.getByRole('button', { name: 'Give', exact: true }));
    await expect(page.getByRole('button', { name: /furosemide 09:00 given/ })).toBeFocused();
  });
  await tell(page, keys, /Chen/, 'Metoprolol held at 09:00: pulse 48, 94/58. No complaints.');
  await handIn(page, keys);
});

test('skin at risk, a care plan brought up to date', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Nurse', /care plan brought up to date/);
  await keys.goTo('Notes');
  await keys.press(page.getByRole('button', { name: 'Nurse note' }).first());
  await expect(page.getByRole('article')).toContainText(/turn|red/i);

  await test.step('the check, with what the note tells', async () => {
    await keys.goTo('Assessments');
    await keys.press(page.getByRole('button', { name: /^Begin Skin check/ }));
    await keys.pick(page.getByRole('radiogroup', { name: /Moves in bed/ }), 'With help');
    await keys.pick(page.getByRole('radiogroup', { name: /moist/ }), 'Every day');
    await keys.pick(page.getByRole('radiogroup', { name: /Eats/ }), 'Half');
    await keys.pick(page.getByRole('radiogroup', { name: /red place/ }), 'Yes');
    await expect(page.getByText('Sum: 5')).toBeVisible();
    await lookAt(page);
    await keys.press(page.getByRole('button', { name: 'File it' }));
    await expect(page.getByText('Moves in bed: With help')).toBeVisible();
  });

  await test.step('the plan keeps what it has and gets what protects her skin', async () => {
    await keys.goTo('Care plan');
    await keys.type(page.getByRole('textbox', { name: 'New intervention' }), 'Turn every 2 hours');
    await keys.key('Enter');
    await expect(page.getByText('Turn every 2 hours')).toBeVisible();
    await keys.choose(page.getByRole('combobox', { name: /^How far:/ }).first(), /Worsening/);
    await lookAt(page);
  });

  await test.step('the task of the work list is closed', async () => {
    await keys.goTo('My work');
    await lookAt(page);
    await keys.press(page.getByRole('button', { name: /^Done.*[Ss]kin check/ }));
    await expect(page.getByRole('button', { name: /^Done.*[Ss]kin check/ })).toHaveCount(0);
  });
  await handIn(page, keys);
});

test('red cells with two identifiers, and a fever', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Nurse', /Red cells/);
  await test.step('the order is acknowledged, and measured before', async () => {
    await keys.goTo('New orders');
    await keys.press(page.getByRole('button', { name: /^Acknowledge Transfuse/i }));
    await expect(page.getByRole('button', { name: /^Acknowledge Transfuse/i })).toHaveCount(0);
    await keys.goTo('Flowsheet');
    await expect(page.getByRole('textbox', { name: /Temperature/ })).toBeFocused();
    await keys.write('36.9');
    await keys.key('Enter');
    await keys.write('102');
    await keys.type(page.getByRole('textbox', { name: /Blood pressure/ }), '98/58');
    await keys.key('Control+Enter');
    await expect(page.getByText('3 values filed.')).toBeVisible();
  });

  await test.step('two identifiers, two people, then the blood', async () => {
    await keys.goTo('Transfusion');
    await expect(page.getByLabel('Wristband', { exact: true })).toBeFocused();
    await keys.write(`WB-${await recordNumber(page)}`);
    await keys.key('Enter');
    await keys.check(page.getByRole('checkbox', { name: /^Name:/ }));
    await keys.check(page.getByRole('checkbox', { name: /^Date of birth:/ }));
    await keys.type(page.getByRole('textbox', { name: /Unit number/ }), 'W1234 26 000871');
    await keys.check(page.getByRole('checkbox', { name: /Blood group and expiry/ }));
    await keys.choose(page.getByRole('combobox', { name: 'Second person' }), /Quinn/, 'Quinn');
    await keys.check(page.getByRole('checkbox', { name: /They compared both/ }));
    await lookAt(page);
    await keys.press(page.getByRole('button', { name: 'Start the transfusion' }));
    await expect(page.getByRole('button', { name: 'Stop the blood' })).toBeVisible();
  });

  await test.step('fever: the blood is stopped, two calls are made', async () => {
    await passTime(page, keys, '15 minutes');
    await expect(page.getByText(/38\.9/).first()).toBeVisible();
    await keys.type(page.getByRole('textbox', { name: 'What happened' }), 'Fever 38.9, chills');
    await keys.press(page.getByRole('button', { name: 'Stop the blood' }));
    await expect(page.getByText(/stopped, since/)).toBeVisible();
    await keys.goTo('Calls');
    for (const whom of ['Silva', 'Blood bank']) {
      await keys.pick(page.getByRole('radiogroup', { name: 'How' }), 'Telephone call');
      await keys.choose(page.getByRole('combobox', { name: 'Whom' }), new RegExp(whom), whom);
      await keys.type(page.getByRole('textbox', { name: /What was said/ }), 'Transfusion reaction: fever, chills. Stopped.');
      await keys.check(page.getByRole('checkbox', { name: /read back/ }));
      await keys.press(page.getByRole('button', { name: 'Note it as made' }));
      await expect(page.getByText(new RegExp(`Telephone call, .* to .*${whom}`))).toBeVisible();
    }
  });
  await handIn(page, keys);
});

test('hands over at the end of a night, and listens to what is read back', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Nurse', /end of a night/);
  await test.step('what is handed over is looked at first', async () => {
    await keys.goTo('Results');
    for (const name of [/^Creatinine/, /^Vancomycin trough/]) {
      await keys.press(page.getByRole('button', { name }));
      await keys.close(page.getByRole('dialog'));
    }
    await keys.goTo('MAR');
    await expect(page.getByRole('button', { name: /vancomycin 09:00/ })).toBeVisible();
  });
  await test.step('four parts, and each dose that is due', async () => {
    await keys.goTo('Handoff');
    const assessment = page.getByRole('textbox', { name: 'Assessment' });
    await expect(page.getByRole('textbox', { name: 'Situation' })).toHaveValue(/Sepsis/);
    await keys.type(assessment, 'Better, but creatinine 2.8 and vancomycin trough 28.6.');
    await keys.type(page.getByRole('textbox', { name: 'Recommendation' }), 'Call Dr. Silva if pharmacy has not answered by 08:45.');
    for (const drug of [/^vancomycin .*due 09:00/, /^piperacillin.*due 12:00/, /^heparin.*due 14:00/])
      await keys.check(page.getByRole('checkbox', { name: drug }));
    await keys.type(page.getByRole('textbox', { name: /must be known: vancomycin/ }), 'hold: pharmacy gives a new dose');
    // Who looks something up meanwhile finds what was begun.
    await keys.goTo('MAR');
    await expect(assessment).toHaveCount(0);
    await keys.goTo('Handoff');
    await expect(page.getByRole('textbox', { name: /must be known: vancomycin/ })).toHaveValue(/new dose/);
    await expect(assessment).toHaveValue(/trough 28/);
    await keys.choose(page.getByRole('combobox', { name: 'To' }), /Quinn/, 'Quinn');
    await lookAt(page);
    await keys.press(page.getByRole('button', { name: 'Hand over' }));
  });
  await test.step('what is read back is not right, then it is', async () => {
    const handedOver = page.getByRole('region', { name: 'Handed over' });
    await expect(handedOver).toContainText('Vancomycin at 09:00, piperacillin');
    await lookAt(page);
    await keys.type(handedOver.getByRole('textbox', { name: /not right/ }), 'No vancomycin at 09:00: it waits for the new dose.');
    await keys.press(handedOver.getByRole('button', { name: 'Not right' }));
    await expect(handedOver).toContainText('I ask pharmacy and Dr. Silva');
    await keys.press(handedOver.getByRole('button', { name: 'It is right' }));
    await expect(handedOver).toContainText('Read back, and right.');
  });
  await handIn(page, keys);
});

test('half an hour without the EHR: the record is read only, then paper is entered with its own times', async ({ page, house, keys }) => {
  await begin(page, keys, house, 'Nurse', /without the EHR/);
  await test.step('down: nothing can be written, the paper forms have what is due', async () => {
    await keys.goTo('Begin a downtime');
    await expect(page.getByText(/^Downtime since/)).toBeVisible();
    await keys.goTo('Flowsheet');
    await expect(page.getByRole('textbox', { name: /Heart rate/ })).toBeDisabled();
    await keys.goTo('Paper forms');
    await expect(page.getByRole('article')).toContainText('Jensen, Harriet');
    await lookAt(page);
    await passTime(page, keys, 'half an hour');
    await keys.goTo('The EHR is back');
  });
  const onPaper = page.getByLabel('When it was done, as the paper says');
  await test.step('a dose as it was given', async () => {
    await keys.goTo('MAR');
    await keys.press(page.getByRole('button', { name: /albuterol 08:00/ }));
    const drawer = page.getByRole('dialog');
    await keys.type(onPaper, `${await today(page)}T08:10`);
    await keys.check(drawer.getByRole('checkbox', { name: /Copied from the paper record/ }));
    await keys.press(drawer.getByRole('button', { name: 'Record as given' }));
    await confirmPatient(page, keys);
    await expect(page.getByRole('button', { name: /albuterol 08:00 given/ })).toBeFocused();
  });
  await test.step('and what was measured', async () => {
    await keys.goTo('Flowsheet');
    await expect(page.getByRole('switch', { name: 'Back-entry from paper' })).toBeChecked();
    // Forwards into the date: backwards one comes to its last part first.
    await keys.reach(page.getByRole('switch', { name: 'Back-entry from paper' }));
    await keys.type(onPaper, `${await today(page)}T08:20`);
    await keys.type(page.getByRole('textbox', { name: /Heart rate/ }), '92');
    await keys.type(page.getByRole('textbox', { name: /Respirations/ }), '20');
    await keys.type(page.getByRole('textbox', { name: /SpO/ }), '93');
    await lookAt(page);
    await keys.key('Control+Enter');
    await expect(page.getByText('3 values filed.')).toBeVisible();
    await expect(page.getByRole('button', { name: /^92 paper/ })).toBeVisible();
    await keys.goTo('Everything is entered');
    await expect(page.getByText(/^The EHR is back/)).toHaveCount(0);
  });
  await handIn(page, keys);
});
