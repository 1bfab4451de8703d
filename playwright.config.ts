import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/harness/browser.ts';

const { executablePath, args, full } = await findBrowser();
if (!full) console.log('No full browser found: using the headless Chromium that came with the packages.');

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results',
  workers: 1,
  timeout: 120_000,
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['./test/harness/closing-line-browser.ts']],
  use: { actionTimeout: 15_000, launchOptions: { executablePath, args: [...args] }, viewport: { width: 1440, height: 900 } },
});
