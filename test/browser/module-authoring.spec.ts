import * as auth from '#platform/auth/contract.ts';
import { makeCall } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import * as training from '#training/contract.ts';
import { moduleFile } from '#test/harness/module-files.ts';
import { holdAnswers } from '#test/harness/held-answers.ts';
import { setUpLearner } from '#test/harness/learner.ts';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';

/** Through the interface: a nurse finds the module too short. */
async function learnerSays(url: string, email: string, password: string): Promise<void> {
  const nora = makeCall(url, cookieFetch(url));
  await nora(auth.signIn, { body: { email, password } });
  const place = { activity: 'module', activityId: 'hand-over-at-the-bedside', part: 'whole', partId: '' } as const;
  await nora(training.giveFeedback, {
    body: { ...place, key: crypto.randomUUID(), version: 1, said: 'unclear', comment: 'I need longer' },
  });
}

/*
 * A training lead writes a module in the browser: begins from nothing, mends what is wrong, tries an answer, publishes, changes it once more and
 * compares; puts the modules of a role in order.
 */
test('a module is written, published, changed, compared and put in its place', async ({ server, page }) => {
  const { adminEmail, email, password } = await setUpLearner(server.url, [moduleFile('other', { title: 'about something else' })]);
  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('Mail address').fill(adminEmail);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);

  await test.step('begin from nothing', async () => {
    await page.goto(`${server.url}/training/modules`);
    await expect(page.getByText('Module about something else')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'New module' }).click();
    await page.getByLabel('Title').fill('Hand-over at the bedside');
    await expect(page.getByLabel('Id')).toHaveValue('hand-over-at-the-bedside');
    await page.getByRole('button', { name: 'Begin writing' }).click();
    await expect(page.getByText('the pool has 1 items', { exact: false })).toBeVisible();
    await expect(page.getByRole('button', { name: 'Publish …' })).toBeDisabled();
  });

  await test.step('mend what the lines say, try an answer, publish', async () => {
    const file = page.getByLabel('The file');
    await file.fill((await file.inputValue()).replace('draw: 4', 'draw: 1').replace('kind: true-false', 'kind: true-flase'));
    await expect(page.getByRole('button', { name: /kind: Invalid/ })).toBeVisible();
    await file.fill((await file.inputValue()).replace('true-flase', 'true-false'));
    const trial = page.getByRole('form', { name: 'Try it' });
    await trial.getByLabel('What many do instead').check();
    await trial.getByRole('button', { name: 'Answer' }).click();
    await expect(trial.getByText('Say what comes of it.')).toBeVisible();
    await page.getByRole('button', { name: 'Save the draft' }).click();
    await expect(page.getByText('Saved as a draft')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is different').fill('The first version');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Version 1 is given out')).toBeVisible();
  });

  await test.step('a second version, compared with the first', async () => {
    const file = page.getByLabel('The file');
    const save = page.getByRole('button', { name: 'Save the draft' });
    await file.fill((await file.inputValue()).replace('minutes: 10', 'minutes: 11'));
    // What is typed while the draft is being saved is not taken for saved.
    const letGo = await holdAnswers(page, '**/draft');
    await save.click();
    await file.fill((await file.inputValue()).replace('minutes: 11', 'minutes: 12'));
    await letGo();
    await save.click();
    await expect(page.getByText('Saved as a draft')).toBeVisible();
    await learnerSays(server.url, email, password);
    await page.getByRole('tab', { name: 'Repairs' }).click();
    await page.getByRole('button', { name: 'Look at Hand-over at the bedside' }).click();
    await expect(page.getByRole('dialog').getByText('I need longer')).toBeVisible();
    await expectAccessible(page, '[role=dialog]');
    await page.getByRole('dialog').getByRole('button', { name: 'I see to it' }).click();
    await expect(page.getByRole('dialog').getByRole('button', { name: 'Give it back' })).toBeVisible();
    await page.keyboard.press('Escape');
    await expect(page.getByRole('dialog')).toHaveCount(0);
    await page.getByRole('tab', { name: 'Write' }).click();
    await page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('What is different').fill('Two minutes more');
    await dialog.getByLabel('The module as a whole').check();
    await dialog.getByLabel('You said').fill('Ten minutes are not enough');
    await dialog.getByRole('button', { name: 'Publish', exact: true }).click();
    await expect(page.getByText('Version 2 is given out')).toBeVisible();
    await page.getByRole('tab', { name: 'Versions' }).click();
    await expect(page.getByText('Two minutes more · answers')).toBeVisible();
    await page.getByRole('tab', { name: 'Repairs' }).click();
    await expect(page.getByText('Repaired in version 2: Two minutes more')).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('tab', { name: 'Versions' }).click();
    const comparison = page.getByRole('region', { name: 'From version 1 to version 2' });
    await expect(comparison).toContainText('− minutes: 10');
    await expect(comparison).toContainText('+ minutes: 12');
    await expectAccessible(page);
  });

  await test.step('its place in the curriculum of nurses', async () => {
    await page.goto(`${server.url}/training/curricula?role=nurse`);
    await page.getByRole('button', { name: 'Move down: Hand-over at the bedside' }).click();
    const saved = page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.ok());
    await page.getByRole('button', { name: 'Save the order' }).click();
    await saved;
    await expect(page.getByRole('button', { name: 'Save the order' })).toBeDisabled();
    await expectAccessible(page);
    await page.reload();
    await expect(page.locator('ol > li').last()).toContainText('Hand-over at the bedside');
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNoSidewaysScroll(page);
  });
});
