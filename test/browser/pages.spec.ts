import type { Page } from '@playwright/test';
import { pages } from '#test/harness/page-list.ts';
import {
  comeToRest,
  demoTest as test,
  expect,
  expectAccessible,
  expectContrast,
  expectLoaded,
  expectNoSidewaysScroll,
  supporterState,
  wear,
} from '#test/harness/browser-demo.ts';

/*
 * Every page with a hospital in it, opened once and looked at as a desk by day and by night and as a phone: it opens without a complaint,
 * no serious finding of axe, no sideways scroll on a phone; pictures of each are kept in test-results.
 */
test.describe.configure({ mode: 'parallel' }); // the workers share the pages
test.use({ viewport: { width: 1440, height: 900 }, colorScheme: 'light' });

for (const path of pages)
  test(`${path}`, async ({ page, demo }) => {
    await page.goto(
      demo.url + path.replace(':clinician', demo.clinician).replace('/help/:workstation', new URL(demo.workstation).pathname),
    );
    await inspect(page, path);
  });

test('/duty, by whom the floors call', async ({ browser, demo }) => {
  const context = await browser.newContext({ storageState: await supporterState(browser, demo) });
  const page = await context.newPage();
  await page.goto(`${demo.url}/duty`);
  await inspect(page, '/duty-of-a-supporter');
  await context.close();
});

test('/wall, as wide as it hangs', async ({ page, demo }) => {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await page.goto(`${demo.url}/wall`);
  await look(page, 'wall-light', '/wall');
  await expectAccessible(page);
  await expectNoSidewaysScroll(page);
  await wear(page, 'dark');
  await look(page, 'wall-dark', '/wall');
  await expectContrast(page);
  await expectNoSidewaysScroll(page);
});

async function inspect(page: Page, path: string): Promise<void> {
  await look(page, 'desk', path);
  await expectAccessible(page);
  // What the dark look can break that the light one cannot: contrast.
  await wear(page, 'dark');
  await look(page, 'desk-dark', path);
  await expectContrast(page);
  await page.setViewportSize({ width: 390, height: 844 });
  await look(page, 'phone-dark', path);
  await wear(page, 'light');
  await look(page, 'phone', path);
  await expectNoSidewaysScroll(page);
}

/** A picture of the page itself, come to rest: neither the form that signs in, nor the sign that something is being loaded. */
async function look(page: Page, name: string, path: string): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in', exact: true })).toHaveCount(0);
  await expectLoaded(page);
  await comeToRest(page);
  await page.screenshot({ path: `test-results/pages/${name}${path.replaceAll(/\W+/g, '-')}.png` });
}
