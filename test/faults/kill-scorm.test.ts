import { readFileSync } from 'node:fs';
import * as auth from '#platform/auth/contract.ts';
import { makeCall } from '#platform/http/call.ts';
import { cookieFetch } from '#platform/http/cookie-fetch.ts';
import * as training from '#training/contract.ts';
import { setUpLearner } from '#test/harness/learner.ts';
import { firstSco, scormZip } from '#test/harness/scorm-content.ts';
import { startServerProcess } from '#test/harness/server-process.ts';
import { testDatabase } from '#test/harness/test-db.ts';
import { expect, test } from 'vitest';

const rounds = 2;

test(`kill -9 while a SCO commits, ${rounds} times: what it was told "true" about is there when it is opened again`, async () => {
  const database = await testDatabase();
  let server = await startServerProcess(database.url);
  const { email, adminEmail, password } = await setUpLearner(server.url, [
    readFileSync('src/training/content/modules/burst-downtime.md', 'utf8'),
  ]);
  const enter = async (as: string): Promise<typeof fetch> => {
    const fetcher = cookieFetch(server.url);
    await makeCall(server.url, fetcher)(auth.signIn, { body: { email: as, password } });
    return fetcher;
  };
  const zip = scormZip(
    '1.2',
    [{ id: 'ONE', href: 'a.html' }],
    [{ path: 'a.html', content: firstSco }],
  ) as unknown as Uint8Array<ArrayBuffer>;
  const headers = { 'content-type': 'application/octet-stream' };
  const sent = await (await enter(adminEmail))('/api/training/packages', { method: 'POST', headers, body: zip });
  const { packageId } = (await sent.json()) as { packageId: string };
  let told = 0;
  for (let round = 0; round < rounds; round++) {
    const { url } = await makeCall(server.url, await enter(email))(training.launchOwnUnit, { params: { packageId, unit: 0 } });
    const page = await (await fetch(url)).text();
    const kept = Number(/"suspend_data":"(\d+)"/.exec(page)?.[1] ?? 0);
    // One that was on its way may have arrived though nobody was told.
    expect(kept - told).toBeGreaterThanOrEqual(0);
    expect(kept - told).toBeLessThanOrEqual(1);
    told = kept;
    let alive = true;
    const sco = (async () => {
      for (let sequence = 1; alive; sequence++) {
        const body = JSON.stringify({
          sequence,
          finished: false,
          cmi: { suspend_data: String(told + 1), core: { lesson_status: 'incomplete' } },
        });
        const reply = await fetch(`${url}commit`, { method: 'POST', headers: { 'content-type': 'application/json' }, body }).catch(
          () => null,
        );
        if (reply?.status !== 200) return;
        told++;
      }
    })();
    const before = told;
    await expect.poll(() => told - before, { timeout: 30_000 }).toBeGreaterThan(10);
    await server.kill();
    alive = false;
    await sco;
    server = await startServerProcess(database.url);
  }
  await server.stop();
  await database.drop();
});
