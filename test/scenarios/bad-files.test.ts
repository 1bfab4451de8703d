import { smallHospital } from '#coverage/small-hospital-for-tests.ts';
import { openDb, type Db } from '#platform/db/open.ts';
import { importsApi, issuesPath, uploadPath, type ImportFile } from '#platform/imports/contract.ts';
import { importFiles } from '#test/harness/coverage-steps.ts';
import { startTestApp, type Client, type TestApp } from '#test/harness/test-app.ts';
import { afterAll, beforeAll, expect, test } from 'vitest';

/*
 * What hospitals really send, through the import wizard's own routes: every file ends in rows that landed and issues that
 * name line and reason, or in a clear failure; never in half a file, a dead server or a patient in the database.
 */
const patientCanaries = ['ZZCANARY', 'MRN-0099887', 'kept-from-nobody'];
const limitBytes = 256 * 1024;
let app: TestApp;
let coordinator: Client;
let db: Db;

beforeAll(async () => {
  app = await startTestApp({ now: '2027-03-02T12:30:00Z', config: { uploadBytesMax: limitBytes } });
  coordinator = await app.signIn('coordinator');
  db = await openDb(app.databaseUrl, { poolMax: 1 });
  await importFiles(coordinator, new Map(Object.entries(smallHospital)));
});
afterAll(async () => {
  await db.close();
  await app.close();
});

const count = async (table: string): Promise<number> =>
  (await db.pool.query<{ n: number }>(`select count(*)::int n from ${table}`)).rows[0]?.n ?? 0;
const held = async (): Promise<number[]> => [
  await count('person'),
  await count('coverage_supporter'),
  await count('coverage_unit_need'),
  await count('coverage_outreach'),
  await count('coverage_presence'),
];

const health = async (): Promise<number> => (await app.visitor().fetch('/health')).status;
const shownBy = (file: ImportFile | undefined): unknown => [file?.rows, file?.issues, file?.diff, file?.failure];

/** Drops one file on the wizard, looks, applies; looking changes nothing. */
async function bring(file: string, content: string | Uint8Array): Promise<ImportFile> {
  const before = await held();
  const importId = await coordinator.upload([[file, content]]);
  const looked = await coordinator.call(importsApi.preview, { params: { importId } });
  expect(await held()).toEqual(before);
  const applied = (await coordinator.call(importsApi.apply, { params: { importId } })).files[0];
  if (!applied) throw new Error('the file is not listed');
  expect(shownBy(applied)).toEqual(shownBy(looked.files[0]));
  expect((await (await coordinator.fetch(issuesPath(importId, file))).text()).trim().split('\n').length).toBe(1 + applied.issues.length);
  expect(await health()).toBe(200);
  // A file that failed left nothing of itself.
  expect(applied.state === 'failed' ? await held() : before).toEqual(before);
  return applied;
}
const errorsOf = (file: ImportFile): { line: number; column: string | null; reason: string }[] =>
  file.issues.filter((issue) => issue.severity === 'error').map(({ line, column, reason }) => ({ line, column, reason }));
const people = (...rows: string[]): string => ['person_id,given_name,family_name,job_role', ...rows].join('\n');
const has = (reason: RegExp): unknown => expect.stringMatching(reason);

test('an empty file', async () => {
  const file = await bring('people.csv', '');
  expect(file).toMatchObject({ state: 'failed', rows: 0, failure: has(/No row could be read/) });
  expect(errorsOf(file)).toEqual([{ line: 0, column: null, reason: has(/empty/) }]);
});

test('semicolons between the cells', async () => {
  const file = await bring('people.csv', people('X1,Ida,Ernst,nurse').replaceAll(',', ';'));
  expect(file).toMatchObject({ state: 'failed', diff: null });
  expect(errorsOf(file)).toEqual([{ line: 1, column: null, reason: has(/semicolons.*commas/) }]);
});

test('Latin-1: only the row with the umlaut is left out', async () => {
  const file = await bring('people.csv', Buffer.from(people('L1,Jörg,Müller,nurse', 'L2,Ida,Ernst,nurse'), 'latin1'));
  expect(file).toMatchObject({ state: 'applied', rows: 1, diff: { added: 1 } });
  expect(errorsOf(file)).toEqual([{ line: 2, column: 'given_name', reason: has(/not UTF-8/) }]);
});

test('more than may be uploaded', async () => {
  const { importId } = await coordinator.call(importsApi.create, {});
  const headers = { 'content-type': 'application/octet-stream' };
  const answer = await coordinator.fetch(uploadPath(importId, 'people.csv'), { method: 'PUT', headers, body: 'x'.repeat(limitBytes + 1) });
  expect([answer.status, await answer.json()]).toEqual([413, expect.objectContaining({ code: 'too-large', detail: has(/larger than/) })]);
  expect((await coordinator.call(importsApi.get, { params: { importId } })).files).toEqual([]);
  expect(await health()).toBe(200);
});

test('an id twice: the first counts', async () => {
  const file = await bring('people.csv', people('T1,Ida,Ernst,nurse', 'T2,Max,Ohm,nurse', 'T1,Eva,Other,nurse'));
  expect(file).toMatchObject({ state: 'applied', diff: { added: 2 } });
  expect(errorsOf(file)).toEqual([{ line: 4, column: 'person_id', reason: has(/already on line 2/) }]);
});

test('a unit that nobody knows', async () => {
  const rows = ['9Z,D,2027-04-01,2027-04-02,1-7,1,nurse', '4W,D,2027-04-01,2027-04-02,1-7,1,nurse'];
  const file = await bring('unit-needs.csv', ['unit_id,shift_id,from,to,weekdays,headcount,topic', ...rows].join('\n'));
  expect(file).toMatchObject({ state: 'applied', rows: 1, diff: { added: 1 } });
  expect(errorsOf(file)).toEqual([{ line: 2, column: 'unit_id', reason: has(/unit/) }]);
});

test('away twice at once is away', async () => {
  const header = 'person_id,kind,knows,sites,shifts,max_hours_week,min_rest_hours,max_consecutive_days,cost_per_hour,unavailable';
  const away = '2027-03-20T07:00/2027-03-20T15:00;2027-03-20T12:00/2027-03-20T19:00';
  const file = await bring('supporters.csv', [header, `S1,super-user,nurse,M,D;N,40,10,5,40,${away}`].join('\n'));
  expect(file).toMatchObject({ state: 'applied', errors: 0, diff: { changed: 1 } });
  expect(file.issues).toContainEqual(
    expect.objectContaining({ line: 2, column: 'unavailable', severity: 'warning', reason: has(/overlap/) }),
  );
});

test('a time that the clocks skip', async () => {
  const rows = ['D1,2027-03-14T02:30,2027-03-14T05:00,30,', 'D1,2027-03-15T08:00,2027-03-15T12:00,30,'];
  const file = await bring('outreach.csv', ['person_id,from,to,minutes,note', ...rows].join('\n'));
  expect(file).toMatchObject({ state: 'applied', rows: 1, diff: { added: 1 } });
  expect(errorsOf(file)).toEqual([{ line: 2, column: 'from', reason: has(/clocks skip/) }]);
});

const event = (uid: string, rule: string): string[] =>
  [
    ['BEGIN:VEVENT', `UID:${uid}`, 'DTSTAMP:20270101T000000Z', 'DTSTART;TZID=America/Chicago:20270303T080000'],
    ['DTEND;TZID=America/Chicago:20270303T090000', 'X-PERSON-ID:D1', 'LOCATION:4W', `RRULE:${rule}`, 'END:VEVENT'],
  ].flat();
const calendar = (...events: string[][]): string =>
  ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//test//EN', ...events.flat(), 'END:VCALENDAR', ''].join('\r\n');

test('a rule without an end is followed as far as anybody plans', async () => {
  const file = await bring('rounds.ics', calendar(event('endless', 'FREQ=DAILY')));
  expect(file).toMatchObject({ state: 'applied', errors: 0 });
  expect(file.rows).toBeGreaterThan(100);
  expect(file.rows).toBeLessThan(1000);
});

test('a calendar that would happen millions of times', async () => {
  const every = (count: number): string => Array.from({ length: count }, (_, i) => i).join(',');
  const rules = [
    `FREQ=YEARLY;BYHOUR=${every(24)};BYMINUTE=${every(60)};BYDAY=MO,TU,WE`,
    `FREQ=DAILY;BYHOUR=${every(24)};BYMINUTE=0,30`,
    'FREQ=SECONDLY',
    'FREQ=DAILY;COUNT=2000000000;BYMONTH=2;BYMONTHDAY=30',
  ];
  const bombs = Array.from({ length: 10 }, (_, i) => rules.map((rule, j) => event(`bomb${i}-${j}`, rule))).flat();
  const file = await bring('rounds.ics', calendar(...bombs, event('good', 'FREQ=DAILY;COUNT=3')));
  expect(file).toMatchObject({ state: 'applied', rows: 3 });
  expect(errorsOf(file).length).toBe(40);
  for (const issue of errorsOf(file))
    expect(issue).toEqual({ line: expect.any(Number), column: 'RRULE', reason: has(/^(RRULE|The event) /) });
});

test('HL7 in pieces: what can be read is, and patients are not', async () => {
  const msh = (id: string): string => `MSH|^~\\&|ADT|M|ATELBOW|M|20270305070000||ADT^A01^ADT_A01|${id}|T|2.5.1`;
  const pid = 'PID|1||MRN-0099887||ZZCANARY^PATIENT||19500101|F|||ZZCANARY STREET 1';
  const doctor = 'D1^Chen^Wei';
  const lines = [
    [pid, 'this is no message'],
    [msh('1'), 'EVN|A01|20270305070000', pid, `PV1|1|I|4W^1|||MRN-0099887|${doctor}`, 'NK1|1|ZZCANARY^MOTHER', 'ZZCANARY torn line'],
    [msh('2'), pid, 'PV1|1|I|NOWHERE^1'],
    ['MSH|^~', pid],
    [msh('3').slice(0, 30), `${pid}|MRN-0099887`],
  ].flat();
  const file = await bring('adt.hl7', lines.join('\r'));
  expect(file).toMatchObject({ state: 'applied' });
  expect(file.rows).toBeGreaterThan(0);
  expect(errorsOf(file).length).toBeGreaterThan(0);
  for (const issue of errorsOf(file)) expect(issue).toEqual({ line: expect.any(Number), column: issue.column, reason: has(/\w{4,}/) });
});

test('a NUL byte in a row, and a file of them', async () => {
  const rows = Array.from({ length: 40 }, (_, i) => `N${i},Ida,Ernst Nummer ${i},nurse`);
  const one = await bring('people.csv', people(...rows, 'NUL,Ida,Er\0nst,nurse'));
  expect(one).toMatchObject({ state: 'applied', rows: 40, diff: { added: 40 } });
  expect(errorsOf(one)).toEqual([{ line: 42, column: 'family_name', reason: has(/UTF-8/) }]);
  const all = await bring('people.csv', new Uint8Array(2000));
  expect(all).toMatchObject({ state: 'failed' });
  expect(errorsOf(all)).toEqual([{ line: 0, column: null, reason: has(/not a text file/) }]);
});

test('a file of no known kind is listed, and nothing of it is kept', async () => {
  const importId = await coordinator.upload([['notes.docx', 'kept-from-nobody ZZCANARY']]);
  const { files } = await coordinator.call(importsApi.apply, { params: { importId } });
  expect(files).toMatchObject([{ file: 'notes.docx', kind: null, state: 'uploaded', bytes: 0 }]);
});

test('after all that, no patient is anywhere in the database', async () => {
  const { rows: columns } = await db.pool.query<{ table: string; column: string; type: string }>(
    `select table_name as table, column_name as column, data_type as type from information_schema.columns
     where table_schema not in ('pg_catalog', 'information_schema') and table_schema = current_schema()
       and data_type in ('text', 'jsonb', 'json', 'bytea', 'character varying', 'ARRAY')`,
  );
  expect(columns.map(({ table, column }) => `${table}.${column}`)).toEqual(
    expect.arrayContaining([
      'import_file.bytes',
      'import_file.issues',
      'import_file.sample',
      'audit.detail',
      'coverage_presence.presence_id',
    ]),
  );
  const found: string[] = [];
  for (const { table, column, type } of columns) {
    const text = type === 'bytea' ? `encode("${column}", 'escape')` : `"${column}"::text`;
    for (const canary of patientCanaries) {
      const { rows } = await db.pool.query<{ n: number }>(`select count(*)::int n from "${table}" where position($1 in ${text}) > 0`, [
        canary,
      ]);
      if (rows[0]?.n) found.push(`${table}.${column} holds ${canary}`);
    }
  }
  expect(found).toEqual([]);
});
