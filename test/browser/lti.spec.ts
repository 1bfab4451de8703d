import { readFileSync } from 'node:fs';
import type { Page } from '@playwright/test';
import { test, expect, expectAccessible } from '#test/harness/browser-server.ts';
import { setUpLearner } from '#test/harness/learner.ts';
import { startOthersTool } from '#test/harness/ltijs-tool.ts';

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
  await page.getByRole('button', { name: 'When Heparin quiz is passed' }).click();
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
