import { generateHospital } from '#demo/generate.ts';
import { openDb } from '#platform/db/open.ts';
import { importFiles } from '#test/harness/coverage-steps.ts';
import { startTestApp, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * Schedules are sent again every few minutes. A whole hospital sent twice is the hospital sent once: no row changes, nobody
 * hears of it, and the audit log has no line more.
 */
let app: TestApp;
beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-08T15:00:00Z' });
});
afterAll(() => app.close());

test('the demo hospital imported twice is imported once', async () => {
  const files = generateHospital({ size: 'M', seed: 1, today: '2027-03-08' });
  const coordinator = await app.signIn('coordinator');
  const first = await importFiles(coordinator, files);
  expect(first.files.map((file) => [file.file, (file.diff?.added ?? 0) > 0])).toEqual(first.files.map((file) => [file.file, true]));
  expect(first.files).toHaveLength(files.size);

  const db = await openDb(app.databaseUrl, { poolMax: 1 });
  try {
    const told = async (): Promise<unknown> =>
      (await db.pool.query('select (select max(seq) from audit) as audit, (select max(seq) from outbox) as news')).rows[0];
    const before = await told();
    const second = await importFiles(coordinator, files);
    expect(second.files.map(({ file, diff }) => [file, diff?.added, diff?.changed, diff?.withdrawn])).toEqual(
      first.files.map(({ file }) => [file, 0, 0, 0]),
    );
    expect(second.files.map(({ rows }) => rows)).toEqual(first.files.map(({ rows }) => rows));
    expect(await told()).toEqual(before);
  } finally {
    await db.close();
  }
});
