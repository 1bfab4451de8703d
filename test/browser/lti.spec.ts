import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { test, expect, expectAccessible } from '#test/harness/browser-server.ts';
import { setUpLearner } from '#test/harness/learner.ts';
import { startOthersPlatform } from '#test/harness/lti-platform.ts';
import { startOthersTool } from '#test/harness/ltijs-tool.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { createPerson } from '#directory/contract.ts';
import { createAccount, setPasswordByLink } from '#platform/auth/contract.ts';
import { makeCall } from '#platform/http/call.ts';
import { addLtiPlatform, getLti } from '#training/contract.ts';

/*
 * A tool that others wrote, set up on our pages, asked for content, opened by a nurse; its result comes back. All in a real browser.
 */
const signIn = async (page: Page, url: string, email: string, password: string): Promise<void> => {
  await page.goto(`${url}/sign-in`);
  await page.getByLabel('Mail address').fill(email);
  await page.getByLabel('Password').first().fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await expect(page).not.toHaveURL(/sign-in/);
};

test('an administrator registers a tool, chooses a quiz in it, and a nurse passes it there', async ({ page, server }) => {
  const tool = await startOthersTool();
  const { email, password, adminEmail } = await setUpLearner(server.url, [
    readFileSync('src/training/content/modules/burst-downtime.md', 'utf8'),
  ]);
  await signIn(page, server.url, adminEmail, password);
  await page.goto(`${server.url}/settings/lti`);
  await page.getByRole('button', { name: 'Register a tool' }).click();
  const field = (name: string) => page.getByRole('dialog').getByRole('textbox', { name });
  await field('Name').fill('Quiz house');
  await field('Login initiation URL').fill(`${tool.url}/login`);
  await field('Target link URL').fill(`${tool.url}/`);
  await field('Redirect URLs').fill(`${tool.url}/`);
  await field('Public keys (JWKS URL)').fill(`${tool.url}/keys`);
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByRole('button', { name: 'Change Quiz house' })).toBeVisible();
  await expectAccessible(page);
  // What is pasted at the other side is what stands on the page.
  const { asPlatform, tools } = (await (await page.request.get(`${server.url}/api/training/lti`)).json()) as {
    asPlatform: { name: string; value: string }[];
    tools: { clientId: string }[];
  };
  const [issuer = '', authorize = '', token = '', keys = ''] = asPlatform.map((one) => one.value);
  for (const value of [issuer, authorize, token, keys]) await expect(page.getByText(value, { exact: true }).first()).toBeVisible();
  await tool.meet({ url: issuer, clientId: tools[0]?.clientId ?? '', authorize, token, keys });

  await page.goto(`${server.url}/training/packages`);
  const [choosing] = await Promise.all([
    page.context().waitForEvent('page'),
    page.getByRole('link', { name: 'Choose in Quiz house' }).click(),
  ]);
  await expect(choosing.getByText('One activity was taken')).toBeVisible();
  await choosing.close();
  await expect(page.getByText('Heparin quiz')).toBeVisible();
  await page.getByRole('button', { name: 'What to do with Heparin quiz' }).click();
  await page.getByRole('menuitem', { name: 'When it is passed…' }).click();
  await page.getByLabel('Passed from').fill('80');
  await page.getByRole('button', { name: 'Save' }).click();
  await expect(page.getByText('From 80 %')).toBeVisible();
  await expectAccessible(page);

  await page.context().clearCookies();
  await signIn(page, server.url, email, password);
  await page.goto(`${server.url}/learn/packages`);
  const [quiz] = await Promise.all([page.context().waitForEvent('page'), page.getByRole('link', { name: 'Open Heparin quiz' }).click()]);
  await expect(quiz.locator('#said')).toHaveText('Heparin quiz, heparin, Learner, nobody named, 1 known');
  await quiz.close();
  await expect(page.getByText('90 % of 80 % needed')).toBeVisible();
  await tool.close();
});

const paperModule = `---
module: paper-first
title: Paper first
summary: What is right when the screens are dark.
roles: [nurse]
minutes: 3
draw: 1
---

# Reading

Paper is right.

# Check

\`\`\`check
id: so
kind: true-false
ask: Is paper right in a downtime?
right: true
why: It is.
\`\`\`
`;

/*
 * The other way round: a platform of somebody else, on another site, sends people to our modules: in a frame and in its own window; a trainer chooses for
 * it; the result goes back. What browsers do with cookies between two sites is the browser's own doing here.
 */
test('another platform sends a trainer to choose and a nurse to learn, and gets her result', async ({ page, server, browser }) => {
  const campus = await startOthersPlatform();
  const { admin, adminEmail, password } = await setUpLearner(server.url, [paperModule]);
  await admin(createPerson, { body: personForTest({ personId: 'TARA', jobRole: 'trainer', givenName: 'Tara', familyName: 'Trainer' }) });
  const made = await admin(createAccount, { body: { email: 'tara@lakeview.example', name: 'Tara', roles: ['trainer'], personId: 'TARA' } });
  const body = {
    name: 'Campus',
    issuer: campus.url,
    clientId: campus.clientId,
    deploymentIds: ['d1'],
    authUrl: `${campus.url}/auth`,
    tokenUrl: `${campus.url}/token`,
    jwksUrl: `${campus.url}/keys`,
    matchBy: 'person-id' as const,
  };
  await admin(addLtiPlatform, { body });
  const { asTool } = await admin(getLti, {});
  const address = (name: string): string => asTool.find((one) => one.name.startsWith(name))?.value ?? '';
  campus.meet(
    { login: address('Login'), launch: address('Redirect'), keys: address('Public keys') },
    `${server.url}/learn/modules/paper-first`,
  );

  await test.step('a trainer signs in on the way, chooses, and the course has it', async () => {
    campus.who = { personId: 'TARA', isInstructor: true };
    const token = made.link.path.split('#')[1] ?? '';
    await makeCall(server.url)(setPasswordByLink, { body: { token, newPassword: password } });
    await page.goto(`${campus.url}/course`);
    await page.getByRole('link', { name: 'Add an activity' }).click();
    // Another system's word is not enough for a trainer's rights.
    await expect(page).toHaveURL(/\/sign-in/);
    await page.getByLabel('Mail address').fill('tara@lakeview.example');
    await page.getByLabel('Password').first().fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByLabel('Paper first').check();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Take these' }).click();
    await expect(page.getByRole('heading', { name: 'Added to the course' })).toBeVisible();
    await expect(page.getByRole('listitem')).toHaveText('Paper first');
  });

  const learner = await browser.newContext();
  const course = await learner.newPage();
  campus.who = { personId: 'NORA', isInstructor: false };
  await test.step('in a frame the way goes on in a window, where she is signed in as herself', async () => {
    await course.goto(`${campus.url}/course`);
    const frame = course.frameLocator('iframe');
    const [opened] = await Promise.all([learner.waitForEvent('page'), frame.getByRole('link', { name: 'Open it' }).click()]);
    await expect(opened.getByRole('heading', { name: 'Paper first' })).toBeVisible();
    await expect(opened.getByRole('button', { name: 'Begin' })).toBeVisible();
    await opened.close();
    await learner.clearCookies();
  });

  await test.step('in the top window, from another site, by a form; she passes', async () => {
    await course.getByRole('link', { name: 'Open the activity' }).click();
    await course.getByRole('button', { name: 'Begin' }).click();
    await course.getByRole('button', { name: 'To the knowledge check' }).click();
    await course.getByRole('button', { name: 'Begin the check' }).click();
    const form = course.getByRole('form', { name: 'Question 1 of 1' });
    await form.getByLabel('True', { exact: true }).check();
    await form.getByLabel('Sure', { exact: true }).check();
    await form.getByRole('button', { name: 'Answer' }).click();
    await course.getByRole('button', { name: 'Finish and see the result' }).click();
    await expect(course.getByText('Passed', { exact: true })).toBeVisible();
  });

  await test.step('her result is with the platform, and nothing waits on our page', async () => {
    await expect.poll(() => campus.scores.length).toBe(1);
    expect(campus.scores[0]).toMatchObject({ userId: 'campus-NORA', activityProgress: 'Completed', scoreGiven: 100, scoreMaximum: 100 });
    await page.context().clearCookies();
    await signIn(page, server.url, adminEmail, password);
    await page.goto(`${server.url}/settings/lti`);
    await expect(page.getByRole('button', { name: 'Change Campus' })).toBeVisible();
    // The platform has it a moment before we know that it has.
    await expect.poll(async () => (await admin(getLti, {})).platforms).toMatchObject([{ name: 'Campus', waiting: 0, failure: '' }]);
  });
  await learner.close();
  await campus.close();
});
