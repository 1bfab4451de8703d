import { existsSync, mkdirSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { chromium, type Page } from '@playwright/test';

/*
 * Pictures of pages, for people to look at: 1440 and 390 px, light and dark, into ./shots.
 *   node tools/shots.ts --url http://127.0.0.1:3000 [--path /coverage]... [--wide] [--narrow] [--link SIGN_IN_LINK]
 */
const { values } = parseArgs({
  options: {
    url: { type: 'string', default: 'http://127.0.0.1:3000' },
    path: {
      type: 'string',
      multiple: true,
      default: ['/coverage', '/coverage?view=people', '/coverage?zoom=six-weeks', '/coverage/plans', '/my'],
    },
    link: { type: 'string' },
    out: { type: 'string', default: 'shots' },
    wide: { type: 'boolean', default: false },
    narrow: { type: 'boolean', default: false },
    light: { type: 'boolean', default: false },
  },
});

const sizes = { 1440: { width: 1440, height: 900 }, 390: { width: 390, height: 844 } } as const;
const widths = values.wide ? [1440 as const] : values.narrow ? [390 as const] : ([1440, 390] as const);
const schemes = values.light ? (['light'] as const) : (['light', 'dark'] as const);

const system = '/usr/bin/chromium';
const browser = await chromium.launch({
  ...(existsSync(system) ? { executablePath: system } : {}),
  args: ['--no-sandbox', '--disable-gpu', '--no-first-run', '--disable-background-networking'],
});
mkdirSync(values.out, { recursive: true });

for (const width of widths)
  for (const colorScheme of schemes) {
    const context = await browser.newContext({
      viewport: sizes[width],
      colorScheme,
      deviceScaleFactor: width === 390 ? 2 : 1,
      serviceWorkers: 'block',
    });
    const page = await context.newPage();
    page.on('console', (message) => message.type() === 'error' && console.error(`${page.url()}: ${message.text()}`));
    page.on('pageerror', (error) => console.error(`${page.url()}: ${error.message}`));
    if (values.link) await page.goto(values.link);
    for (const path of values.path) await shoot(page, path, `${width}-${colorScheme}`);
    await context.close();
  }
await browser.close();

async function shoot(page: Page, path: string, label: string): Promise<void> {
  await page.goto(new URL(path, values.url).href);
  await page.waitForLoadState('networkidle', { timeout: 5000 }).catch(() => {}); // the news stream keeps it busy
  await page.waitForTimeout(400);
  const name = `${path.replace(/^\//, '').replaceAll(/[^\w]+/g, '-') || 'home'}-${label}.png`;
  await page.screenshot({ path: `${values.out}/${name}` });
  console.log(name);
}
