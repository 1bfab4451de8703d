import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';
import { setUpPracticeRoom, signInAt } from '#test/harness/practice-room.ts';

// What the page reads is held back below: a service worker would read it past that.
test.use({ serviceWorkers: 'block' });

/*
 * A training analyst who does not program writes an exercise: begins from a small one, is shown a mistake on its line as she types, changes the
 * rest in the form, looks at what each rule saw, asks the record, adds what is missing, and publishes.
 */
test('an exercise is begun, mended, tried out and published', async ({ page, server }) => {
  const { lead } = await setUpPracticeRoom(server.url, []);
  await signInAt(page, server.url, lead);
  const file = page.getByRole('textbox', { name: 'The file of the exercise' });
  const trying = page.getByRole('region', { name: 'Trying it out' });

  await test.step("the product's own are there to be copied; she begins her own", async () => {
    await page.goto(`${server.url}/practice-authoring`);
    await expect(page.getByRole('row').filter({ hasText: 'Red cells with two identifiers' })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New exercise' }).click();
    await page.getByLabel('Title').fill('Pulse at the bedside');
    await page.getByRole('button', { name: 'Begin writing' }).click();
    await expect(trying.getByText('Nothing to mend')).toBeVisible();
    await expect(trying.getByRole('row').filter({ hasText: 'Gold run' })).toContainText('100%');
    await expectAccessible(page);
  });

  await test.step('a mistake is told on its line while she types, and choosing it leads there', async () => {
    await file.locator('.cm-line', { hasText: /^minutes: / }).click();
    await page.keyboard.press('End');
    await page.keyboard.type('x');
    await trying.getByRole('button', { name: /^Line 7/ }).click();
    await expect(page.locator('.cm-lint-marker-error')).toBeVisible();
    await expect(file).toBeFocused();
    await page.keyboard.press('End');
    await page.keyboard.press('Backspace');
    await expect(trying.getByText('Nothing to mend')).toBeVisible();
  });

  await test.step('the form, by keys: an event with what it changes, and what a step of the gold run writes', async () => {
    await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Form').click();
    const form = page.getByRole('region', { name: 'The exercise as a form' });
    const press = async (name: string, key = 'Enter'): Promise<void> => {
      await form.getByRole('button', { name, exact: true }).focus();
      await page.keyboard.press(key);
    };
    const typeInto = async (label: string, typed: string): Promise<void> => {
      await form.getByLabel(label, { exact: true }).focus();
      await page.keyboard.press('ControlOrMeta+a');
      await page.keyboard.type(typed);
      await expect(form.getByLabel(label, { exact: true })).toHaveValue(typed);
    };
    await press('Add an event');
    await form.locator('summary').filter({ hasText: 'What the learner is told' }).focus();
    await page.keyboard.press('Enter');
    await typeInto('Told (event-1)', 'He says that it beats more slowly.');
    const changes = form.getByRole('list', { name: 'Changes of the event event-1' }).getByRole('listitem');
    await expect(changes).toHaveCount(1);
    await form.getByRole('combobox', { name: 'Add a change to the event event-1' }).focus();
    await page.keyboard.press('Enter');
    const option = page.getByRole('option', { name: 'A value is measured' });
    await expect(option).toBeVisible();
    await option.click();
    await expect(changes).toHaveCount(2);
    await changes.nth(1).getByRole('textbox', { name: 'Value' }).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('72');
    await expect(changes.nth(1).getByRole('textbox', { name: 'Value' })).toHaveValue('72');
    // What is moved takes the keyboard with it: up, then out with what came first.
    await press('Move change 2 of the event event-1 up');
    await expect(changes.nth(0)).toContainText('A value is measured');
    await expect(form.getByRole('button', { name: 'Move change 1 of the event event-1 down', exact: true })).toBeFocused();
    await press('Remove change 2 of the event event-1');
    await expect(changes).toHaveCount(1);
    await expect(form.getByRole('button', { name: 'Remove change 1 of the event event-1', exact: true })).toBeFocused();
    await form.locator('summary').filter({ hasText: 'measure hr 88' }).focus();
    await page.keyboard.press('Enter');
    await form.getByRole('list', { name: 'Changes of the step measure' }).getByRole('textbox', { name: 'Value' }).focus();
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type('92');
    await expectAccessible(page);
    await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click();
    await expect(file).toContainText('He says that it beats more slowly.');
    await expect(file).toContainText('write: [ { measure: { what: hr, value: 92 } } ]');
    await expect(file).not.toContainText('patient-says');
    await expect(file).toContainText('Lines that begin with # are remarks');
  });

  await test.step('the form: a task more, with a rule to begin with', async () => {
    await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Form').click();
    const form = page.getByRole('region', { name: 'The exercise as a form' });
    await form.getByRole('button', { name: 'Add a task' }).click();
    await form.getByRole('button', { name: /What the learner is to do/ }).click();
    await form.getByRole('textbox', { name: 'What it asks' }).last().fill('Open his chart before you measure.');
    await expect(trying.getByText(/No mutant shows that "task-3" can fail/)).toBeVisible();
    await trying.getByRole('button', { name: 'Add the missing mutants' }).click();
    await expect(trying.getByText(/fails too|Nothing to mend/).first()).toBeVisible();
    await expectAccessible(page);
  });

  await test.step('rules at work: the gold run, a mutant, and a question to the record', async () => {
    await trying.getByRole('tab', { name: 'Rule test' }).click();
    await expect(trying.getByText(/100%/)).toBeVisible();
    await trying.getByLabel('Ask the record').fill("Observation.where(status = 'final')");
    await expect(trying.getByText('1 thing').first()).toBeVisible();
    await trying.getByRole('combobox', { name: 'Play' }).click();
    await page.getByRole('option', { name: /Mutant 2: pulse/ }).click();
    await expect(trying.getByText('not met').first()).toBeVisible();
    await expectAccessible(page);
  });

  /** In the editor the beginning of a line is its first letter. */
  const rewrite = async (has: string, line: string) => {
    await file.click();
    await page.keyboard.press('Control+End');
    await file.locator('.cm-line', { hasText: has }).click();
    await page.keyboard.press('End');
    await page.keyboard.press('Shift+Home');
    await page.keyboard.type(line);
  };
  await test.step('what is not shown to hold is not published, in words; what is, is', async () => {
    await page.getByRole('radiogroup', { name: 'Show as' }).getByText('Text').click();
    const publish = async () => {
      await page.keyboard.press('Control+s');
      await expect(page.getByText('Saved as a draft')).toBeVisible();
      await page.getByRole('button', { name: 'Publish …' }).click();
      await page.getByRole('dialog').getByLabel('What is different').fill('The first of ours');
      await page.getByRole('dialog').getByRole('button', { name: 'Publish', exact: true }).click();
    };
    await rewrite('breaks: pulse', '- { breaks: pulse, without: [open] }');
    await publish();
    await expect(page.getByRole('dialog').getByText(/can't be published yet: .*mutants? do/)).toBeVisible();
    await expectAccessible(page, '[role=dialog]');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await rewrite('breaks: pulse', '- { breaks: pulse, without: [measure] }');
    // Leaving out the step that opens the chart fails the added task too: she says so.
    await rewrite('breaks: opened', '- { breaks: opened, also: [task-3], without: [open] }');
    await publish();
    await expect(page.getByText('Version 1 is given out')).toBeVisible();
  });

  await test.step('her next draft is read again while she publishes it: the dialog stays; so does the draft when she has been elsewhere', async () => {
    const asked = Promise.withResolvers<void>();
    const held = Promise.withResolvers<void>();
    const reading = /\/api\/practice\/authoring\/exercises\/[^/]+$/;
    await page.route(reading, async (route) => {
      if (route.request().method() === 'GET') {
        asked.resolve();
        await held.promise;
      }
      await route.continue();
    });
    await rewrite('text: He says', 'text: He says that it is better.');
    await expect(page.getByText('Not saved yet')).toBeVisible();
    await page.keyboard.press('Control+s');
    await asked.promise;
    await page.getByRole('button', { name: 'Publish …' }).click();
    const note = page.getByRole('dialog').getByLabel('What is different');
    await note.fill('He feels better');
    held.resolve();
    await expect(page.getByText('Version 1 is given out; a draft, saved by')).toBeAttached();
    await expect(note).toHaveValue('He feels better');
    await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
    await expect(page.getByRole('dialog')).toBeHidden();
    await page.unroute(reading);
    await rewrite('text: He says', 'text: He says that it is well.');
    await expect(page.getByText('Not saved yet')).toBeVisible();
    await page.keyboard.press('Control+s');
    await expect(page.getByText('Saved as a draft')).toBeVisible();
    await page.goBack();
    await expect(page.getByRole('row').filter({ hasText: 'Pulse at the bedside' })).toBeVisible();
    await page.goForward();
    await file.click();
    // The editor draws what is in sight, and what is read anew begins at the top.
    await expect(async () => {
      await page.keyboard.press('Control+End');
      await expect(file).toContainText('text: He says that it is well.', { timeout: 1_000 });
    }).toPass({ timeout: 60_000 });
  });

  await test.step('learners find it; on a phone the desk keeps to its width', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto(`${server.url}/practice`);
    await page.getByRole('radiogroup', { name: 'Job role' }).getByText('Nurse', { exact: true }).click();
    await expect(page.getByRole('article').filter({ hasText: 'Pulse at the bedside' })).toBeVisible();
  });
});
