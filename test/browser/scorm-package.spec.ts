import { readFileSync } from 'node:fs';
import { dripsCourse } from '#app/demo/sequenced-content.ts';
import { zipOf } from '#app/demo/zip.ts';
import type { FrameLocator, Page } from '@playwright/test';
import { test, expect, expectAccessible } from '#test/harness/browser-server.ts';
import { setUpLearner } from '#test/harness/learner.ts';
import { firstSco, framesetSco, hostileSco, scormZip, secondSco } from '#test/harness/scorm-content.ts';

/*
 * SCORM content that we wrote, played in a real browser: it finds its run-time, keeps what it committed, passes and fails; a hostile one reaches nothing.
 */
const burst = () => [readFileSync('src/training/content/modules/burst-downtime.md', 'utf8')];
const signIn = async (page: Page, url: string, email: string, password: string): Promise<void> => {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
};

/** Brought in, and in the list of packages. */
async function bring(page: Page, url: string, buffer: Buffer, standard: string, title = 'Medication orders'): Promise<void> {
  await page.goto(`${url}/training/packages`);
  await page.getByLabel('Files', { exact: true }).setInputFiles({ name: 'course.zip', mimeType: 'application/zip', buffer });
  const line = page.getByRole('grid', { name: 'Content packages' }).getByRole('row').filter({ hasText: title });
  await expect(line).toContainText(standard);
}

/** The SCO in the player in our page. */
const sco = (page: Page): FrameLocator => page.frameLocator('iframe').frameLocator('iframe');
const open = (page: Page, title: string) => page.getByRole('button', { name: `Start ${title}` }).click();

test('a nurse plays SCORM: stops, goes on where she was, fails, tries again, passes', async ({ page, server }) => {
  const { email, password, adminEmail } = await setUpLearner(server.url, burst());
  await signIn(page, server.url, adminEmail, password);
  const first = scormZip('1.2', [{ id: 'Orders', href: 'sco.html', mastery: '80' }], [{ path: 'sco.html', content: firstSco }]);
  await bring(page, server.url, first, 'SCORM 1.2');
  await page.context().clearCookies();
  await signIn(page, server.url, email, password);
  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open Medication orders' }).click();

  await open(page, 'Orders');
  await expect(sco(page).locator('#state')).toHaveText('ab-initio, page 1, nothing kept, Wardle, Nora');
  await sco(page).getByRole('button', { name: 'Turn the page' }).click();
  await expect(sco(page).locator('#state')).toHaveText('page 2 true');
  await expectAccessible(page);
  // The tab is closed in the midst, and the server dies: what was committed is there.
  await page.goto('about:blank');
  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open Medication orders' }).click();
  await open(page, 'Orders');
  await expect(sco(page).locator('#state')).toHaveText('resume, page 2, seen=2, Wardle, Nora');
  await sco(page).getByRole('button', { name: 'Answer wrongly' }).click();
  await expect(sco(page).locator('#state')).toHaveText('finished 20');
  await page.getByRole('button', { name: /^Leave/ }).click();
  await expect(page.getByText('0 of 1 done')).toBeVisible();
  await open(page, 'Orders');
  await expect(sco(page).locator('#state')).toHaveText('ab-initio, page 1, nothing kept, Wardle, Nora');
  await sco(page).getByRole('button', { name: 'Answer rightly' }).click();
  await page.getByRole('button', { name: /^Leave/ }).click();
  await expect(page.getByText('1 of 1 done')).toBeVisible();
});

test('SCORM 2004 goes from one unit to the next; a frameset finds its run-time', async ({ page, server }) => {
  const { email, password, adminEmail } = await setUpLearner(server.url, burst());
  await signIn(page, server.url, adminEmail, password);
  const second = scormZip(
    '2004',
    [
      { id: 'One', href: 'one.html', mastery: '0.8', extra: '<adlcp:dataFromLMS>seed=7</adlcp:dataFromLMS>' },
      { id: 'Two', href: 'two.html' },
    ],
    [
      { path: 'one.html', content: secondSco },
      { path: 'two.html', content: secondSco },
    ],
    { sequencing: '<imsss:sequencing><imsss:controlMode choice="false" flow="true"/></imsss:sequencing>' },
  );
  await bring(page, server.url, second, 'SCORM 2004');
  const set = scormZip('1.2', [{ id: 'Set', href: 'set.html' }], framesetSco, { title: 'Medication frames' });
  await bring(page, server.url, set, 'SCORM 1.2', 'Medication frames');
  await page.context().clearCookies();
  await signIn(page, server.url, email, password);
  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open Medication orders' }).click();
  await expect(page.getByText('Other units come first')).toBeVisible();
  await open(page, 'One');
  await expect(sco(page).locator('#state')).toHaveText('ab-initio, normal, seed=7, 0');
  await sco(page).getByRole('button', { name: 'Pass and go on' }).click();
  await expect(page.getByRole('button', { name: 'Leave “Two”' })).toBeVisible();
  await expect(sco(page).locator('#state')).toHaveText('ab-initio, normal, no data, 0');
  await sco(page).getByRole('button', { name: 'Pass and go on' }).click();
  await expect(page.getByText('You have come to the end of the course.')).toBeVisible();
  await expect(page.getByText('2 of 2 done')).toBeVisible();

  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open Medication frames' }).click();
  await open(page, 'Set');
  await expect(sco(page).frameLocator('frame[name=main]').locator('#state')).toHaveText('true true true in a set of 2');
  await page.getByRole('button', { name: /^Leave/ }).click();
  await expect(page.getByText('1 of 1 done')).toBeVisible();
});

test('content that means harm reaches nothing', async ({ page, server, complaints }) => {
  const { email, password, adminEmail } = await setUpLearner(server.url, burst());
  await signIn(page, server.url, adminEmail, password);
  const zip = scormZip(
    '1.2',
    [{ id: 'Bad', href: 'bad.html' }],
    [
      { path: 'bad.html', content: hostileSco(server.url) },
      { path: 'worker.js', content: '' },
    ],
  );
  await bring(page, server.url, zip, 'SCORM 1.2');
  await page.context().clearCookies();
  await signIn(page, server.url, email, password);
  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open Medication orders' }).click();
  await open(page, 'Bad');
  const state = sco(page).locator('#state');
  await expect(state).toContainText('worker=');
  expect(await state.textContent()).toBe(
    'garbage=falsefalsefalsefalse; large=false; cookie=; api=blocked; elsewhere=blocked; forged=422; flood=413; other=400; ' +
      'image=blocked; window=blocked; top=blocked; app=blocked; worker=blocked',
  );
  // Nor does it get away: neither by a form nor by sending the player elsewhere.
  complaints.length = 0;
  await sco(page).getByRole('button', { name: 'Run away' }).click();
  await expect.poll(() => complaints.filter((one) => /form-action|frame-src/.test(one)).length).toBe(2);
  // Still signed in as herself, on our own page.
  await page.goto(`${server.url}/learn/packages`);
  await expect(page.getByRole('link', { name: 'Open Medication orders' })).toBeVisible();
  complaints.length = 0; // the browser says what it blocked
});

test('SCORM 2004 that brings its own order: what is known is skipped, what went wrong is taught again, then it is done', async ({
  page,
  server,
}) => {
  const { email, password, adminEmail } = await setUpLearner(server.url, burst());
  await signIn(page, server.url, adminEmail, password);
  await bring(page, server.url, zipOf(dripsCourse), 'SCORM 2004', 'High-alert drips');
  await page.context().clearCookies();
  await signIn(page, server.url, email, password);
  await page.goto(`${server.url}/learn/packages`);
  await page.getByRole('link', { name: 'Open High-alert drips' }).click();
  const leave = (title: string) => page.getByRole('button', { name: `Leave “${title}”` });
  const answer = async (rates: 'right' | 'wrong', limits: 'right' | 'wrong'): Promise<void> => {
    await sco(page).locator(`input[name=rates][value=${rates}]`).check();
    await sco(page).locator(`input[name=limits][value=${limits}]`).check();
    await sco(page).getByRole('button', { name: 'Answer' }).click();
  };

  await page.getByRole('button', { name: 'Begin the course' }).click();
  await expect(sco(page).getByRole('heading', { name: 'What do you know already?' })).toBeVisible();
  // The package hides the way on: only an answer leads there.
  await expect(page.getByRole('button', { name: 'Continue' })).toHaveCount(0);
  await answer('right', 'wrong');
  // The lesson on rates is skipped.
  await expect(leave('Hard limits')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Continue' })).toBeEnabled();
  await expectAccessible(page);
  // The learner is called away and comes back to the same lesson.
  await leave('Hard limits').click();
  await expect(page.getByText('Other units come first').first()).toBeVisible();
  await page.getByRole('button', { name: 'Go on with the course' }).click();
  await sco(page).getByRole('button', { name: 'I have read this' }).click();
  await expect(leave('The check')).toBeVisible();
  await answer('wrong', 'right');
  // Now the other lesson, which the pre-test had skipped; and not the one that is known by now, nor the pre-test.
  await expect(leave('Rates that hang on a weight')).toBeVisible();
  // By our own button, while the unit says nothing of itself.
  await page.getByRole('button', { name: 'Continue' }).click();
  await expect(leave('The check')).toBeVisible();
  await answer('right', 'right');
  await expect(page.getByText('You have come to the end of the course.')).toBeVisible();
  await page.goto(`${server.url}/learn/packages`);
  await expect(page.getByRole('row', { name: /High-alert drips/ })).toContainText('Done');
});
