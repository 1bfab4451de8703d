import { pages } from '#test/harness/page-list.ts';
import { demoTest as test, expect, expectAccessible, expectContrast, expectNoSidewaysScroll } from '#test/harness/browser-demo.ts';

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
        await expect(page.locator('h1').first()).toBeVisible();
        await expect(page.locator('[aria-busy=true]')).toHaveCount(0);
        await page.screenshot({ path: `test-results/pages/${look.name}${path.replaceAll(/\W+/g, '-')}.png` });
        if (look.axe === 'all') await expectAccessible(page);
        else if (look.axe === 'contrast') await expectContrast(page);
        else await expectNoSidewaysScroll(page);
      });
  });
