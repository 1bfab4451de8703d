import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { chromium, type Browser } from '@playwright/test';

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/**
 * The browser that tests use: CHROMIUM, then the headless Chromium that came with `npm ci` (Linux on x64), then the system's. The same pages
 * and the same engine, but a full browser spends a third of two cores on windows that nobody sees.
 */
export async function findBrowser(): Promise<{ executablePath: string; args: string[] }> {
  // Found once a run: the runner's process tells its workers.
  process.env.CHROMIUM ??= (await packaged()) ?? places.find((place) => existsSync(place));
  if (!process.env.CHROMIUM) throw new Error('No Chromium was found. Install one, or set CHROMIUM to its path.');
  return { executablePath: process.env.CHROMIUM, args };
}

const full = places.find((place) => existsSync(place));

/** A full browser captures tabs and shows notifications, which the headless one cannot. Says why a test that needs one is skipped, or null. */
export const whyNoFullBrowser = full ? null : 'SKIPPED: this needs a full browser, and none is installed. Install Chromium to run it.';

export const launchFullBrowser = (...flags: string[]): Promise<Browser> =>
  chromium.launch({ ...(full ? { executablePath: full } : {}), args: [...args, ...flags] });

async function packaged(): Promise<string | undefined> {
  if (process.platform !== 'linux' || process.arch !== 'x64') return undefined;
  const { default: headless } = await import('@sparticuz/chromium');
  const path = await headless.executablePath();
  // It needs libraries that a bare machine may lack. Its own switches are for a cloud function: one process, and no web security.
  return spawnSync(path, ['--version']).status === 0 ? path : undefined;
}
