import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser } from '@playwright/test';
import { startServerProcess } from './server-process.ts';
import { startMsMax, test as base } from './browser-server.ts';
import { demoTemplate } from './demo-template.ts';

export interface Demo {
  readonly url: string;
  /** Cookies of an administrator who also coordinates. */
  readonly state: string;
  /** The address of a workstation that asks without an account. */
  readonly workstation: string;
  /** One-time links by whom they are for, as the demo prints them. */
  readonly output: string;
  /** Somebody who rounds. */
  readonly clinician: string;
}

/** A copy of the demo hospital for all tests of a worker, and somebody signed in. */
export const demoTest = base.extend<{ signedIn: null }, { demo: Demo }>({
  demo: [
    async ({ browser }, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'atelbow-demo-'));
      execFileSync('cp', ['-a', demoTemplate(), join(folder, 'db')]); // with its owner, whom the database insists on
      const server = await startServerProcess(`embedded:${join(folder, 'db')}`, {
        command: ['demo', '--size', 'S'],
        ready: /Ctrl-C stops it/,
      });
      const link = /http\S+\/sign-in\/link#\S+/.exec(server.output())?.[0] ?? '';
      const context = await browser.newContext();
      const page = await context.newPage();
      await page.goto(link);
      await page.getByRole('button', { name: /Continue/ }).click();
      await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
      const state = join(folder, 'state.json');
      await context.storageState({ path: state });
      const answer = await context.request.get(`${server.url}/api/coverage/clinicians`);
      const { clinicians } = (await answer.json()) as { clinicians: { personId: string }[] };
      await context.close();
      const [, help = ''] = /http\S+(\/help\/\S+)/.exec(readFileSync(`${demoTemplate()}.txt`, 'utf8')) ?? [];
      await use({
        url: server.url,
        state,
        clinician: clinicians[0]?.personId ?? '',
        workstation: server.url + help,
        output: server.output(),
      });
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker', timeout: startMsMax },
  ],
  storageState: async ({ demo }, use) => use(demo.state),
});

/** Cookies of the demo's supporter; the link works once, so they are kept for the worker. */
export async function supporterState(browser: Browser, demo: Demo): Promise<string> {
  const state = demo.state.replace('state.json', 'supporter.json');
  if (existsSync(state)) return state;
  // A context takes over the coordinator's cookies unless told otherwise, and signing in with them would end the coordinator's session.
  const context = await browser.newContext({ storageState: { cookies: [], origins: [] } });
  const page = await context.newPage();
  await page.goto(/Supporter.*?(http\S+)/.exec(demo.output)?.[1] ?? '');
  await page.getByRole('button', { name: /Continue/ }).click();
  await page.waitForURL((url) => !url.pathname.startsWith('/sign-in'));
  await context.storageState({ path: state });
  await context.close();
  return state;
}

export { comeToRest, expect, expectAccessible, expectContrast, expectLoaded, expectNoSidewaysScroll, wear } from './browser-server.ts';
