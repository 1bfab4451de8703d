import { existsSync } from 'node:fs';

export interface Browser {
  readonly executablePath: string;
  readonly args: readonly string[];
  /** A full browser can capture tabs; the headless shell from npm cannot. */
  readonly full: boolean;
}

const places = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome-stable', '/usr/bin/google-chrome'];
const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser that tests use: CHROMIUM, then the system's, then the one that came with `npm ci` (Linux on x64). */
export async function findBrowser(): Promise<Browser> {
  const chosen = process.env.CHROMIUM === 'npm' ? undefined : (process.env.CHROMIUM ?? places.find((place) => existsSync(place)));
  if (chosen) return { executablePath: chosen, args: quiet, full: true };
  const { default: packaged } = await import('@sparticuz/chromium');
  return { executablePath: await packaged.executablePath(), args: [...new Set([...packaged.args, ...quiet])], full: false };
}
