import { defineConfig } from '@playwright/test';
import { findBrowser } from './test/harness/browser.ts';
import { secondTriesMax } from './test/harness/closing-line-browser.ts';
import { demoTemplate } from './test/harness/demo-template.ts';

const browser = await findBrowser();
demoTemplate(); // named here, so that all workers know it

const inDemo = ['floor', 'help-desk', 'pages', 'screen-share', 'smart-launch'].map((name) => `${name}.spec.ts`);

export default defineConfig({
  testDir: 'test/browser',
  outputDir: 'test-results',
  // A worker waits for its server and its page about a third of the time: three keep two cores busy.
  workers: 3,
  // What takes longest begins first.
  projects: [
    { name: 'long', testMatch: 'training-journey.spec.ts' },
    { name: 'demo', testMatch: 'demo.setup.ts' },
    { name: 'journeys', testMatch: '*.spec.ts', testIgnore: ['training-journey.spec.ts', ...inDemo] },
    { name: 'in the demo', testMatch: inDemo, dependencies: ['demo'] },
  ],
  globalTeardown: './test/harness/demo-template.ts',
  timeout: 300_000,
  // Says how long to wait for what must come, not how fast it is: the machine may be busy.
  expect: { timeout: 60_000 },
  // At one's desk a race fails at once. The gate allows a few second tries, and names them: docs/decisions/0010.
  retries: secondTriesMax > 0 ? 1 : 0,
  forbidOnly: process.env.CI === 'true',
  reporter: [['list'], ['./test/harness/closing-line-browser.ts']],
  // Nothing fades: what is looked at has its colours.
  use: {
    contextOptions: { reducedMotion: 'reduce' },
    actionTimeout: 60_000,
    launchOptions: browser,
    viewport: { width: 1440, height: 900 },
  },
});
