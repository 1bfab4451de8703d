import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/harness/browser.ts';

const { executablePath, args, full } = await findBrowser();
if (!full) console.log('No full browser found: using the headless Chromium that came with the packages.');

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results',
  // The page suite is one file and the journeys are the others: two workers share them.
  workers: 2,
  timeout: 300_000,
  // Says how long to wait for what must come, not how fast it is: the machine may be busy.
  expect: { timeout: 60_000 },
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['./test/harness/closing-line-browser.ts']],
  use: { actionTimeout: 60_000, launchOptions: { executablePath, args: [...args] }, viewport: { width: 1440, height: 900 } },
});
