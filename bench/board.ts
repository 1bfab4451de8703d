import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join, normalize } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { build } from 'vite';
import { getBoard, judgePeople, listPlans } from '#coverage/contract.ts';
import { addDays, toLocal, weekday } from '#kernel/time.ts';
import { getSession } from '#platform/auth/contract.ts';
import { makeBoardAnswer } from './board-answer.ts';

/*
 * The coverage board in a real Chromium, 500 supporters for 42 days, built as for production and fed by canned answers:
 * no database is in the figures.
 *
 * - `render500x42.ms`: from the click that shows all people for six weeks until they are painted; median.
 * - `move.p99Ms`: for one pointer move while an assignment is carried: handling it, and the frame that shows it, until painted; 99th percentile.
 */
export async function run({ quick }: { readonly quick: boolean }): Promise<Record<string, number>> {
  const dist = await mkdtemp(join(tmpdir(), 'atelbow-board-'));
  await build({
    configFile: join(import.meta.dirname, '../vite.config.ts'),
    logLevel: 'error',
    build: { outDir: dist, emptyOutDir: true },
  });
  const server = await serve(dist);
  const system = '/usr/bin/chromium';
  const browser = await chromium.launch({
    ...(existsSync(system) ? { executablePath: system } : {}),
    args: ['--no-sandbox', '--disable-gpu'],
  });
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 }, serviceWorkers: 'block' });
    const { port } = server.address() as AddressInfo;
    await page.goto(`http://127.0.0.1:${port}/coverage?zoom=six-weeks`);
    await page.getByRole('grid').waitFor();
    const renders = await renderTimes(page, quick ? 7 : 25);
    const moves = await moveTimes(page, quick ? 200 : 1000);
    return {
      'render500x42.ms': at(renders, 0.5),
      'render500x42.p95Ms': at(renders, 0.95),
      'move.p50Ms': at(moves, 0.5),
      'move.p99Ms': at(moves, 0.99),
    };
  } finally {
    await browser.close();
    server.close();
    await rm(dist, { recursive: true, force: true });
  }
}

const at = (times: readonly number[], share: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * share))] ?? Number.NaN;

async function renderTimes(page: Page, rounds: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i <= rounds; i++) {
    await page.getByRole('radiogroup', { name: 'Rows' }).getByText('Units').click();
    await page.waitForTimeout(120);
    const ms = await page.evaluate(
      () =>
        new Promise<number>((resolve) => {
          const people = [...document.querySelectorAll<HTMLInputElement>('input[type=radio]')].find((input) => input.value === 'people');
          const begun = performance.now();
          people?.click();
          const look = (): void => {
            if (!document.querySelector('[role=row][data-kind=person]')) return void requestAnimationFrame(look);
            const { port1, port2 } = new MessageChannel();
            port1.addEventListener('message', () => resolve(performance.now() - begun)); // after the frame was painted
            port1.start();
            port2.postMessage(null);
          };
          requestAnimationFrame(look);
        }),
    );
    if (i > 0) times.push(ms); // the first warms up
  }
  return times;
}

/** Carries an assignment by the mouse, then moves it on by events of our own: the driver's way to the page is not in the figures. */
async function moveTimes(page: Page, moves: number): Promise<number[]> {
  await page.getByRole('radiogroup', { name: 'Time in sight' }).getByText('Week', { exact: true }).click();
  const bar = page.locator('[data-item][data-kind=unit]:not([data-locked])').nth(20);
  const box = await bar.boundingBox();
  if (!box) throw new Error('No bar to carry on the board.');
  await page.mouse.move(box.x + 8, box.y + 8);
  await page.mouse.down();
  await page.mouse.move(box.x + 20, box.y + 40, { steps: 4 });
  await page.locator('#board-ghost').waitFor();
  await page.waitForTimeout(500); // until the rules have judged everybody
  const times = await page.evaluate(
    async ({ count, left }) => {
      const oneMove = (x: number, y: number): Promise<number> =>
        new Promise((resolve) => {
          requestAnimationFrame(() => {
            const begun = performance.now();
            dispatchEvent(new PointerEvent('pointermove', { clientX: x, clientY: y, bubbles: true }));
            requestAnimationFrame(() => {
              const { port1, port2 } = new MessageChannel();
              port1.addEventListener('message', () => resolve(performance.now() - frame + handled)); // after the frame was painted
              port1.start();
              port2.postMessage(null);
            });
            const handled = performance.now() - begun;
            let frame = 0;
            requestAnimationFrame((now) => (frame = now));
          });
        });
      const times: number[] = [];
      for (let i = 0; i < count; i++) times.push(await oneMove(left + (i % 17) * 9, 320 + ((i * 37) % 480)));
      return times;
    },
    { count: moves, left: box.x + 20 },
  );
  await page.keyboard.press('Escape');
  await page.mouse.up();
  return times;
}

const types: Record<string, string> = {
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
  '.html': 'text/html',
};

/** The built pages and the few answers that the board asks for. */
async function serve(dist: string): Promise<Server> {
  const today = toLocal(Date.now(), 'America/Chicago').date;
  const board = makeBoardAnswer(500, addDays(today, 1 - weekday(today)), 42, 1);
  const permissions = ['coverage.read', 'coverage.plan', 'coverage.publish'];
  const account = {
    accountId: 'a',
    email: 'bench@hospital.example',
    name: 'Bench',
    personId: null,
    roles: [],
    permissions,
    totpOn: false,
    hasPassword: true,
  };
  const people = board.people.map(({ personId, name }) => ({ personId, name, allowed: true, verdicts: [] }));
  const answers: Record<string, string> = {
    [getSession.path]: JSON.stringify({ account, setupNeeded: false, oidcLabel: null }),
    [getBoard.path]: JSON.stringify(board),
    [listPlans.path]: JSON.stringify({ plans: [] }),
    [judgePeople.path.replace(':planId', 'published')]: JSON.stringify({ people }),
  };
  const page = (await readFile(join(dist, 'index.html'), 'utf8')).replaceAll('__NONCE__', '');
  const file = async (path: string, response: ServerResponse): Promise<void> => {
    const found = await readFile(join(dist, normalize(path))).catch(() => null);
    response
      .writeHead(200, { 'content-type': found ? (types[extname(path)] ?? 'application/octet-stream') : 'text/html' })
      .end(found ?? page);
  };
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const answer = answers[pathname];
    if (answer !== undefined) response.writeHead(200, { 'content-type': 'application/json' }).end(answer);
    else if (pathname === '/api/news') response.writeHead(200, { 'content-type': 'text/event-stream' }).write('event: hello\ndata: {}\n\n');
    else if (pathname.startsWith('/api/')) response.writeHead(404, { 'content-type': 'application/json' }).end('{}');
    else void file(pathname, response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}
