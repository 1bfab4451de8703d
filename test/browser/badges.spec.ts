import { readFileSync } from 'node:fs';
import * as training from '#training/contract.ts';
import { test, expect, expectAccessible } from '#test/harness/browser-server.ts';
import { setUpLearner } from '#test/harness/learner.ts';

/*
 * A nurse takes a badge along as a file; somebody without an account opens it on our page and sees that it is good, and later that it is not.
 */
test('a badge goes from her page to her disk, and to whoever she shows it', async ({ page, browser, server }) => {
  const source = readFileSync('src/training/content/modules/burst-downtime.md', 'utf8');
  const { admin, email, password } = await setUpLearner(server.url, [source]);
  await admin(training.addDefaultMatrix, {});
  const granting = { competencyId: 'mar-barcode', level: 3, kind: 'shown' as const, reason: 'Seen at the bedside', until: null };
  await admin(training.grantCompetency, { params: { personId: 'NORA' }, body: granting });

  await page.goto(`${server.url}/sign-in`);
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
  await page.goto(`${server.url}/learn`);
  await expect(page.getByRole('heading', { name: 'Badges' })).toBeVisible();
  await expectAccessible(page);
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page
      .getByRole('button', { name: /^Download badge/ })
      .first()
      .click(),
  ]);
  expect(download.suggestedFilename()).toBe('competency-mar-barcode.svg');
  const file = await download.path();
  expect(readFileSync(file, 'utf8')).toContain('<openbadges:credential verify="');

  const other = await browser.newContext();
  const stranger = await other.newPage();
  await stranger.goto(`${server.url}/badges/check`);
  const open = () =>
    stranger.locator('input[type=file]').setInputFiles({ name: 'badge.svg', mimeType: 'image/svg+xml', buffer: readFileSync(file) });
  await open();
  await expect(stranger.getByText('It is good', { exact: true })).toBeVisible();
  await expectAccessible(stranger);
  const withdrawing = { competencyId: 'mar-barcode', reason: 'It was somebody else' };
  await admin(training.withdrawGrant, { params: { personId: 'NORA' }, body: withdrawing });
  await stranger.getByRole('button', { name: 'Check', exact: true }).click();
  await expect(stranger.getByText('It is not good')).toBeVisible();
  await expect(stranger.getByText('It was taken back')).toBeVisible();
  await other.close();
});
