import { storyFolder } from '#demo/stories/stories.ts';
import { addDays } from '#kernel/time.ts';
import { test, expect, expectAccessible, expectNoSidewaysScroll } from '#test/harness/browser-server.ts';
import { nextWeek } from '#test/harness/shift-dates.ts';

/*
 * Story 1 in the browser: from an empty installation and a small hospital's own files to a supporter's phone.
 */
const { files, monday } = nextWeek(storyFolder('csv-alone'), new Date().toISOString().slice(0, 10));
const password = 'correct horse battery staple';

test('a small hospital: set up, import, plan, publish, on a phone', async ({ page, server, browser }) => {
  await test.step('first run', async () => {
    await page.goto(server.url);
    await expect(page.getByRole('heading', { name: 'Set up AtElbow' })).toBeVisible();
    await expectAccessible(page);
    await page.getByLabel('Organisation').fill('Prairie Fork');
    await page.getByLabel('Your name').fill('Ira Onlyone');
    await page.getByLabel('Mail address').fill('ira@prairiefork.example');
    await page.getByLabel('Password', { exact: false }).first().fill(password);
    await page.getByLabel('The same password again').fill(password);
    await page.getByRole('button', { name: /Set up/ }).click();
    await expect(page.getByRole('heading', { name: 'Import files' })).toBeVisible();
  });

  await test.step('drop four files and a calendar, look, apply', async () => {
    const dropped = [...files].map(([name, text]) => ({ name, mimeType: 'text/plain', buffer: Buffer.from(text) }));
    await page.locator('input[type=file]').first().setInputFiles(dropped);
    await expect(page.getByText('No shifts.csv', { exact: false })).toBeVisible();
    const apply = page.getByRole('button', { name: /^Apply 5 files/ });
    await expect(apply).toBeEnabled();
    await expectAccessible(page);
    await apply.click();
    await expect(page.getByRole('link', { name: 'Plan coverage' })).toBeVisible();
  });

  await test.step('plan the week', async () => {
    await page.getByRole('link', { name: 'Plan coverage' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByLabel('From')).toHaveValue(monday);
    await dialog.getByLabel(/^To\b/).fill(addDays(monday, 6));
    await dialog.getByLabel('Seconds at most').fill('20');
    await expectAccessible(page, '[role=dialog]');
    await dialog.getByRole('button', { name: 'Start the run' }).click();
    await expect(page.getByRole('button', { name: 'Publish …' })).toBeVisible({ timeout: 120_000 });
    await expectAccessible(page);
  });

  await test.step('see who gains what, publish', async () => {
    await page.getByRole('button', { name: 'Publish …' }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog.getByText('Cleo Vendorian')).toBeVisible();
    await dialog.getByRole('button', { name: /^Publish/ }).click();
    // Not the plan's own page any more.
    await expect(page).toHaveURL(/\/coverage(\?.*)?$/);
  });

  await test.step('an account for Cleo, and her phone', async () => {
    const link = await page.evaluate(async () => {
      const body = JSON.stringify({ email: 'cleo@prairiefork.example', name: 'Cleo Vendorian', roles: ['supporter'], personId: 'CLEO' });
      const answer = await fetch('/api/accounts', { method: 'POST', headers: { 'content-type': 'application/json' }, body });
      return ((await answer.json()) as { link: { path: string } }).link.path;
    });
    const context = await browser.newContext({ viewport: { width: 390, height: 844 }, hasTouch: true });
    const phone = await context.newPage();
    await phone.goto(server.url + link);
    await phone.locator('input[type=password]').fill(password);
    await phone.getByRole('button', { name: 'Set password' }).click();
    await phone.getByRole('link', { name: 'Go to sign-in' }).click();
    await phone.getByLabel('Mail address').fill('cleo@prairiefork.example');
    await phone.getByLabel('Password').first().fill(password);
    await phone.getByRole('button', { name: 'Sign in', exact: true }).click();
    await expect(phone).not.toHaveURL(/sign-in/);
    await phone.goto(`${server.url}/my`);
    await expect(phone.getByText('Inpatient').first()).toBeVisible();
    await expect(phone.getByText(/Rhoda Rowe|Rowe/).first()).toBeVisible();
    await expectNoSidewaysScroll(phone);
    await expectAccessible(phone);
    await phone.screenshot({ path: 'test-results/csv-alone-phone.png', fullPage: true });
    await context.close();
  });
});
