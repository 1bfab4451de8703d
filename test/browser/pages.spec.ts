import type { Page } from '@playwright/test';
import { pages } from '#test/harness/page-list.ts';
import { demoTest as test, expect, expectAccessible, expectNoSidewaysScroll, supporterState } from '#test/harness/browser-demo.ts';

/*
 * Every page with a hospital in it: opens without a complaint, no serious finding of axe, no sideways scroll on a phone;
 * a picture of each is kept in test-results.
 */
const looks = [
  { name: 'desk', viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const, axe: true },
  { name: 'desk-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' as const, axe: true },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' as const, axe: false },
];

for (const look of looks)
  test.describe(look.name, () => {
    test.use({ viewport: look.viewport, colorScheme: look.colorScheme });
    for (const path of pages)
      test(`${path}`, async ({ page, demo }) => {
        await page.goto(
          demo.url + path.replace(':clinician', demo.clinician).replace('/help/:workstation', new URL(demo.workstation).pathname),
        );
        await inspect(page, look, path);
      });

    test('/duty, by whom the floors call', async ({ browser, demo }) => {
      const context = await browser.newContext({
        viewport: look.viewport,
        colorScheme: look.colorScheme,
        storageState: await supporterState(browser, demo),
      });
      const page = await context.newPage();
      await page.goto(`${demo.url}/duty`);
      await inspect(page, look, '/duty-of-a-supporter');
      await context.close();
    });
  });

for (const colorScheme of ['light', 'dark'] as const)
  test.describe(`wall-${colorScheme}`, () => {
    const viewport = { width: 1920, height: 1080 };
    test.use({ viewport, colorScheme });
    test('/wall, as wide as it hangs', async ({ page, demo }) => {
      await page.goto(`${demo.url}/wall`);
      await inspect(page, { name: `wall-${colorScheme}`, axe: true }, '/wall');
      await expectNoSidewaysScroll(page);
    });
  });

/** The page itself: neither the form that signs in, nor the sign that something is being loaded. */
async function inspect(page: Page, look: { readonly name: string; readonly axe: boolean }, path: string): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in', exact: true })).toHaveCount(0);
  await expect(page.locator('[aria-busy=true], .mantine-Loader-root, .mantine-Skeleton-root')).toHaveCount(0);
  await page.screenshot({ path: `test-results/pages/${look.name}${path.replaceAll(/\W+/g, '-')}.png` });
  if (look.axe) await expectAccessible(page);
  else await expectNoSidewaysScroll(page);
}
