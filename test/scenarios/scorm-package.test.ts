import * as directory from '#directory/contract.ts';
import * as training from '#training/contract.ts';
import { scormZip, type ScoSource } from '#test/harness/scorm-content.ts';
import { personForTest } from '#test/harness/small-hospital.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * SCORM over HTTP, as its player speaks: what is committed is kept, judged, and counted by the gate; what is none is refused and changes nothing.
 */
let app: TestApp;
let lead: Client;
let nurse: Client;
let zips = 0;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T12:00:00Z' });
  lead = await app.signIn('trainer');
  const coordinator = await app.signIn('coordinator');
  await coordinator.call(directory.createPerson, { body: personForTest({ personId: 'NORA', jobRole: 'nurse', givenName: 'Nora' }) });
  nurse = await app.signIn('clinician', 'NORA');
});
afterAll(() => app.close());

async function imported(version: '1.2' | '2004', scos: readonly ScoSource[], sequencing = ''): Promise<string> {
  const files = scos.map(({ href }) => ({ path: href, content: `<!doctype html><title>${href} ${++zips}</title>` }));
  const body = scormZip(version, scos, files, { sequencing }) as unknown as Uint8Array<ArrayBuffer>;
  const reply = await lead.fetch('/api/training/packages', {
    method: 'POST',
    headers: { 'content-type': 'application/octet-stream' },
    body,
  });
  expect(reply.status).toBe(200);
  return ((await reply.json()) as { packageId: string }).packageId;
}
const launch = (packageId: string, unit = 0, client = nurse) => client.call(training.launchOwnUnit, { params: { packageId, unit } });
const state = async (packageId: string) =>
  (await nurse.call(training.listOwnPackages, {})).packages.find((one) => one.packageId === packageId);

interface Shown {
  readonly kind: string;
  readonly src: string;
  readonly cmi: {
    core?: Record<string, string>;
    suspend_data?: string;
    entry?: string;
    completion_status?: string;
    scaled_passing_score?: string;
  };
}
async function shown(url: string): Promise<Shown> {
  const html = await (await fetch(url)).text();
  return JSON.parse(/id="launch">(.*?)<\/script>/s.exec(html)?.[1] ?? '{}') as Shown;
}
const send = (url: string, body: unknown) =>
  fetch(`${url}commit`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
const commit = async (url: string, sequence: number, cmi: object, finished = false): Promise<number> =>
  (await send(url, { sequence, finished, cmi })).status;
const first = (status: string, raw: number | null = null, rest: object = {}) => ({
  core: { lesson_status: status, session_time: '00:10:00', exit: '', score: raw === null ? {} : { raw: String(raw) }, ...rest },
});

test('SCORM 1.2: kept, resumed, failed, begun anew, passed, counted', async () => {
  const packageId = await imported('1.2', [{ id: 'ONE', href: 'a.html', mastery: '80' }]);
  const { activityId } = await lead.call(training.getPackage, { params: { packageId } });
  await lead.call(training.addDefaultMatrix, {});
  const { requirements } = await lead.call(training.getMatrix, {});
  const competencyId = requirements.find((one) => one.jobRole === 'nurse' && one.mandatory)?.competencyId ?? '';
  await lead.call(training.saveTeachings, {
    body: { activity: 'module', activityId, teaches: [{ competencyId, level: 3, proof: 'passed' }] },
  });
  const duty = async () =>
    (await lead.call(training.getTrainingRecord, { params: { personId: 'NORA' } })).standing.duties.find(
      (one) => one.competencyId === competencyId,
    );

  const one = await launch(packageId);
  expect((await shown(one.url)).cmi.core).toMatchObject({
    entry: 'ab-initio',
    student_id: 'NORA',
    credit: 'credit',
    total_time: '0000:00:00',
  });
  expect(await commit(one.url, 1, { ...first('incomplete', null, { lesson_location: '4', exit: 'suspend' }), suspend_data: 'abc' })).toBe(
    200,
  );
  // What overtook nothing changes nothing.
  expect(await commit(one.url, 1, first('passed', 100))).toBe(200);
  // Nobody said good-bye: it goes on there, and the older session is over.
  const two = await launch(packageId);
  expect(await commit(one.url, 9, first('passed', 100))).toBe(409);
  const again = await shown(two.url);
  expect([again.cmi.suspend_data, again.cmi.core]).toMatchObject([
    'abc',
    { entry: 'resume', lesson_location: '4', total_time: '0000:10:00' },
  ]);
  // The mastery score decides, not the SCO's own word.
  expect(await commit(two.url, 1, first('passed', 60), true)).toBe(200);
  expect(await commit(two.url, 2, first('passed', 100), true)).toBe(409);
  expect((await state(packageId))?.satisfied).toBe(false);
  expect(await duty()).toMatchObject({ state: 'open', failedAttempts: 1 });

  const three = await launch(packageId);
  expect((await shown(three.url)).cmi.core).toMatchObject({ entry: 'ab-initio', total_time: '0000:00:00' });
  expect(await commit(three.url, 1, first('passed', 85))).toBe(200); // not finished: passed all the same
  expect((await state(packageId))?.satisfied).toBe(true);
  expect(await duty()).toMatchObject({ state: 'done' });
  const review = await launch(packageId);
  expect(review.mode).toBe('Review');
  expect((await shown(review.url)).cmi.core).toMatchObject({ lesson_mode: 'review', credit: 'no-credit', lesson_status: 'passed' });
  expect(await commit(review.url, 1, first('failed', 0), true)).toBe(200);
  expect([(await state(packageId))?.satisfied, (await duty())?.state]).toEqual([true, 'done']);
});

test('SCORM 2004: an attempt that ended without suspend is over', async () => {
  const packageId = await imported('2004', [{ id: 'ONE', href: 'b.html' }]);
  const one = await launch(packageId);
  expect(await commit(one.url, 1, { location: '2', exit: 'suspend', completion_status: 'incomplete', session_time: 'PT1M' }, true)).toBe(
    200,
  );
  const two = await launch(packageId);
  expect((await shown(two.url)).cmi).toMatchObject({ entry: 'resume', location: '2', total_time: 'PT0H1M0S' });
  expect(await commit(two.url, 1, { location: '3', exit: '', completion_status: 'incomplete', session_time: 'PT1M' }, true)).toBe(200);
  const three = await launch(packageId);
  const { cmi } = await shown(three.url);
  expect([cmi, 'location' in cmi]).toMatchObject([{ entry: 'ab-initio', total_time: 'PT0H0M0S' }, false]);
  expect(await commit(three.url, 1, { completion_status: 'completed', success_status: 'unknown' })).toBe(200);
  expect((await state(packageId))?.satisfied).toBe(true);
});

test('units wait for what must come first, and an asset is done by opening it', async () => {
  const packageId = await imported('1.2', [
    { id: 'READ', href: 'c.html', type: 'asset' },
    { id: 'A', href: 'd.html' },
    { id: 'B', href: 'e.html', extra: '<adlcp:prerequisites type="aicc_script">READ &amp; A</adlcp:prerequisites>' },
  ]);
  await expect(launch(packageId, 2)).rejects.toThrow(/come first/);
  await launch(packageId, 0);
  expect((await state(packageId))?.units.map((one) => [one.satisfied, one.open])).toEqual([
    [true, true],
    [false, true],
    [false, false],
  ]);
  await commit((await launch(packageId, 1)).url, 1, first('completed'), true);
  expect((await launch(packageId, 2)).mode).toBe('Normal');
  const ordered = await imported(
    '2004',
    [
      { id: 'A', href: 'f.html' },
      { id: 'B', href: 'g.html' },
    ],
    '<imsss:sequencing><imsss:controlMode choice="false" flow="true"/></imsss:sequencing>',
  );
  await expect(launch(ordered, 1)).rejects.toThrow(/come first/);
});

test('what is no commit is refused and changes nothing', async () => {
  const packageId = await imported('1.2', [{ id: 'ONE', href: 'h.html' }]);
  const { url } = await launch(packageId);
  await commit(url, 1, { suspend_data: 'good' });
  for (const [body, status] of [
    ['no json', 400],
    ['[]', 400],
    [{ sequence: 2, finished: true }, 400],
    [{ sequence: 0, finished: false, cmi: {} }, 400],
    [{ sequence: 2, finished: false, cmi: { suspend_data: 'x'.repeat(64_001) } }, 422],
    [{ sequence: 2, finished: false, cmi: { suspend_data: 'nul \u0000' } }, 400],
    [`{"sequence":2,"finished":false,"cmi":{"a":"${'x'.repeat(1_100_000)}"}}`, 413],
  ] as const)
    expect([typeof body === 'string' ? body.slice(0, 40) : body, (await send(url, body)).status]).toEqual([
      typeof body === 'string' ? body.slice(0, 40) : body,
      status,
    ]);
  // Values of other types than the standard has: nothing follows from them.
  expect(await commit(url, 3, { core: { lesson_status: ['passed'], score: { raw: {} } }, suspend_data: 'good' })).toBe(200);
  expect((await state(packageId))?.satisfied).toBe(false);
  expect((await shown(url)).cmi.suspend_data).toBe('good');
  expect((await send(url.replace(/play\/[^/]+/, 'play/guessed'), { sequence: 1, finished: false, cmi: {} })).status).toBe(404);
  // A day later the address opens nothing.
  app.clock.advanceMinutes(24 * 60 + 1);
  expect([(await fetch(url)).status, await commit(url, 9, first('passed'))]).toEqual([404, 404]);
});

test('the origin of content knows no account and answers no other route', async () => {
  nurse = await app.signInAgain('NORA');
  lead = await app.signIn('trainer');
  const { url } = await launch(await imported('1.2', [{ id: 'ONE', href: 'i.html' }]));
  const { origin } = new URL(url);
  expect(origin).not.toBe(app.url);
  expect((await fetch(`${origin}/api/session`)).status).toBe(404);
  const player = await fetch(url);
  const policy = player.headers.get('content-security-policy') ?? '';
  for (const part of ["default-src 'none'", "script-src 'self'", "frame-src 'self'", `frame-ancestors ${app.url}`])
    expect(policy).toContain(part);
  // Our own pages hold frames of that origin and of no other.
  expect((await fetch(`${app.url}/api/session`)).headers.get('content-security-policy')).toContain(`frame-src 'self' ${origin}`);
});
