import type { Page } from '@playwright/test';
import { pages } from '#test/harness/page-list.ts';
import {
  demoTest as test,
  expect,
  expectAccessible,
  expectContrast,
  expectNoSidewaysScroll,
  supporterState,
} from '#test/harness/browser-demo.ts';

/*
 * Every page with a hospital in it: opens without a complaint, no serious finding of axe, no sideways scroll on a phone;
 * a picture of each is kept in test-results.
 */
const looks = [
  { name: 'desk', viewport: { width: 1440, height: 900 }, colorScheme: 'light' as const, axe: 'all' as const },
  // What the dark look can break that the light one cannot: contrast.
  { name: 'desk-dark', viewport: { width: 1440, height: 900 }, colorScheme: 'dark' as const, axe: 'contrast' as const },
  { name: 'phone', viewport: { width: 390, height: 844 }, colorScheme: 'light' as const, axe: null },
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
      await inspect(page, { name: `wall-${colorScheme}`, axe: colorScheme === 'light' ? 'all' : 'contrast' }, '/wall');
      await expectNoSidewaysScroll(page);
    });
  });

interface Look {
  readonly name: string;
  readonly axe: 'all' | 'contrast' | null;
}

/** The page itself: neither the form that signs in, nor the sign that something is being loaded. */
async function inspect(page: Page, look: Look, path: string): Promise<void> {
  await expect(page.locator('h1').first()).toBeVisible();
  await expect(page.getByRole('heading', { level: 1, name: 'Sign in', exact: true })).toHaveCount(0);
  await expect(page.locator('[aria-busy=true], .mantine-Loader-root, .mantine-Skeleton-root[data-visible]')).toHaveCount(0);
  await page.screenshot({ path: `test-results/pages/${look.name}${path.replaceAll(/\W+/g, '-')}.png` });
  if (look.axe === 'all') await expectAccessible(page);
  else if (look.axe === 'contrast') await expectContrast(page);
  else await expectNoSidewaysScroll(page);
}
