import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { toOffsetIso } from '#kernel/time.ts';
import { readFolder, type FolderOptions } from './folder.ts';

const files = {
  'sites.csv': 'site_id,name,time_zone\nMAIN,Main,America/Chicago\nEAST,East,America/New_York\n',
  'units.csv': 'unit_id,name,site_id,building,floor,zone,specialty,beds\n4W,4 West,MAIN,A,4,W,medicine,20\nE1,East One,EAST,B,1,,,8\n',
  'go-lives.csv': 'wave,unit_id,date,weeks,cpoe\n1,4W,2027-03-01,4,mandatory\n2,E1,2027-03-15,4,voluntary\n',
  'people.csv':
    'person_id,given_name,family_name,job_role,specialty,practice_group,employment,home_unit,email,phone,pager,languages,npi,ehr_user_id,hire_date,end_date,manager_id\n' +
    'S1,Ann,Ash,Nurse,,,in-house,4W,ann@x.org,,,en;es,,,2020-01-01,,S2\nS2,Bo,Bay,nurse,,,vendor,,bo@x.org,,,,,,,,\nD1,Dee,Dun,physician,medicine,Lake,in-house,E1,dee@x.org,,,,,,,,\n',
  'shifts.csv': 'shift_id,start,end,night\nD,07:00,19:00,no\nN,19:00,07:00,yes\n',
  'supporters.csv':
    'person_id,kind,knows,sites,shifts,max_hours_week,min_rest_hours,max_consecutive_days,cost_per_hour,available_from,available_to,unavailable\n' +
    'S1,super-user,nurse,MAIN,D,36,10,4,42,,,2027-03-05T07:00/2027-03-05T19:00\nS2,ate,*,*,,48,11,5,95.5,2027-03-01,2027-04-30,\n',
  'unit-needs.csv':
    'unit_id,shift_id,from,to,weekdays,headcount,topic\n4W,D,2027-03-01,2027-03-28,1-5,2,nurse\nE1,N,2027-03-15,2027-03-21,6;7,1,nurse\n',
  'exposure.csv': 'person_id,date,unit_id,live_rounds,supported_rounds\nD1,2027-03-02,4W,2,1\n',
  'outreach.csv': 'person_id,from,to,minutes,note\nD1,2027-03-16T07:10,2027-03-16T12:00,30,orders\n',
} as const;

let dir = '';
afterEach(() => rmSync(dir, { recursive: true, force: true }));

function folder(changes: Readonly<Record<string, string | Buffer | null>> = {}, options: FolderOptions = {}) {
  dir = mkdtempSync(join(tmpdir(), 'folder-'));
  for (const [name, content] of Object.entries({ ...files, ...changes })) if (content !== null) writeFileSync(join(dir, name), content);
  return readFolder(dir, options);
}
const issuesOf = async (changes: Parameters<typeof folder>[0], options: FolderOptions = {}) =>
  (await folder(changes, options)).issues.map(
    ({ file, line, column, value, severity, reason }) => `${file} ${line} ${column ?? '-'} ${value} ${severity}: ${reason}`,
  );

it('reads every file into facts, without an issue', async () => {
  const { facts, issues, counts, missing, span, people } = await folder();
  expect([issues, missing]).toEqual([[], []]);
  expect(counts).toEqual({
    'sites.csv': 2,
    'units.csv': 2,
    'go-lives.csv': 2,
    'people.csv': 3,
    'shifts.csv': 2,
    'supporters.csv': 2,
    'unit-needs.csv': 2,
    'exposure.csv': 1,
    'outreach.csv': 1,
  });
  expect(span).toEqual({ from: '2027-03-01', to: '2027-04-11' });
  expect(people[0]).toMatchObject({ personId: 'S1', jobRole: 'nurse', languages: ['en', 'es'], managerId: 'S2', hireDate: '2020-01-01' });
  expect(facts.supporters[1]).toMatchObject({
    knows: ['*'],
    sites: ['MAIN', 'EAST'],
    shifts: ['D', 'N'],
    costPerHour: 95.5,
    availableTo: '2027-04-30',
  });
  expect(facts.unitNeeds.map(({ weekdays }) => weekdays)).toEqual([
    [1, 2, 3, 4, 5],
    [6, 7],
  ]);
  expect(facts.supporters[0]?.unavailable.map(({ start }) => toOffsetIso(start, 'America/Chicago'))).toEqual(['2027-03-05T07:00:00-06:00']);
  // Local to the site of the clinician's home unit, which is in another zone.
  expect(facts.outreaches[0]).toMatchObject({ minutes: 30, start: Date.parse('2027-03-16T07:10-04:00'), note: 'orders' });
});

it('comes out the same every time', async () => {
  const first = await folder();
  const again = await folder();
  expect(again).toEqual(first);
});

describe('names what does not fit together, row by row', () => {
  it.each([
    [
      'units.csv',
      'unit_id,name,site_id\nU9,Nine,WEST\n4W,4 West,MAIN\n',
      'units.csv 2 site_id WEST error: There is no such site; the row was left out.',
    ],
    [
      'go-lives.csv',
      'wave,unit_id,date,weeks\n1,9Z,2027-03-01,4\n',
      'go-lives.csv 2 unit_id 9Z error: There is no such unit; the row was left out.',
    ],
    [
      'supporters.csv',
      files['supporters.csv'] + 'XX,ate,*,,,40,,,,,,\n',
      'supporters.csv 4 person_id XX error: There is no such person; the row was left out.',
    ],
    [
      'supporters.csv',
      files['supporters.csv'].replace(',MAIN,D,', ',MAIN;WEST,D,'),
      'supporters.csv 2 sites WEST warning: There is no such site; it was ignored.',
    ],
    [
      'supporters.csv',
      files['supporters.csv'].replace(',MAIN,D,', ',MAIN,E,'),
      'supporters.csv 2 shifts E error: There is no such shift; the row was left out.',
    ],
    [
      'unit-needs.csv',
      files['unit-needs.csv'] + '4W,E,2027-03-01,2027-03-02,1-7,1,\n',
      'unit-needs.csv 4 shift_id E error: There is no such shift; the row was left out.',
    ],
    [
      'unit-needs.csv',
      files['unit-needs.csv'] + '4W,D,2027-03-01,2027-02-02,1-7,1,\n',
      'unit-needs.csv 4 to 2027-02-02 error: is before from 2027-03-01',
    ],
    [
      'exposure.csv',
      files['exposure.csv'] + 'XX,2027-03-02,4W,1,0\n',
      'exposure.csv 3 person_id XX error: There is no such person; the row was left out.',
    ],
    [
      'exposure.csv',
      files['exposure.csv'] + 'D1,2027-03-03,4W,1,2\n',
      'exposure.csv 3 supported_rounds 2 error: is more than live_rounds 1',
    ],
    [
      'people.csv',
      files['people.csv'].replace(',S2\n', ',S9\n'),
      'people.csv 2 manager_id S9 warning: There is no such person; it was ignored.',
    ],
    [
      'people.csv',
      files['people.csv'].replace('in-house,4W', 'in-house,9Z'),
      'people.csv 2 home_unit 9Z warning: There is no such unit; it was ignored.',
    ],
    [
      'people.csv',
      files['people.csv'] + 'S1,A,B,nurse,,,,,,,,,,,,,\n',
      'people.csv 5 person_id S1 error: is already on line 2; that row counts and this one was left out',
    ],
    [
      'sites.csv',
      'site_id,name,time_zone\nMAIN,Main,America/Chicago\nEAST,East,EST5\n',
      'sites.csv 3 time_zone EST5 error: is not an IANA time zone (write it as America/Chicago)',
    ],
  ])('%s: %#', async (file, content, issue) => expect(await issuesOf({ [file]: content })).toContain(issue));

  it('times that the clocks skip, spans that end before they start, and overlapping ones', async () => {
    const away = (spans: string) =>
      issuesOf({ 'supporters.csv': files['supporters.csv'].replace('2027-03-05T07:00/2027-03-05T19:00', spans) });
    expect(await away('2027-03-14T02:30/2027-03-14T09:00')).toEqual([
      'supporters.csv 2 unavailable 2027-03-14T02:30/2027-03-14T09:00 error: 2027-03-14 02:30:00 does not exist in America/Chicago: the clocks skip it. Use a time an hour later.',
    ]);
    expect(await away('2027-03-05T09:00/2027-03-05T07:00')).toEqual([expect.stringContaining('ends before it starts')]);
    expect(await away('2027-03-05')).toEqual([expect.stringContaining('is not a time span')]);
    expect(await away('2027-03-05T07:00/2027-03-05T12:00;2027-03-05T11:00/2027-03-05T19:00')).toEqual([
      expect.stringContaining('warning: The times overlap; they were merged.'),
    ]);
    expect(await away('2027-03-05/2027-03-06')).toEqual([]);
    const skipped = files['outreach.csv'].replace('2027-03-16T07:10', '2027-03-14T02:30');
    expect(await issuesOf({ 'outreach.csv': skipped })).toEqual([
      expect.stringContaining('outreach.csv 2 from 2027-03-14T02:30 error: 2027-03-14 02:30:00 does not exist in America/New_York'),
    ]);
  });

  it('a file that is too large, and a folder in its place', async () => {
    const huge = mkdtempSync(join(tmpdir(), 'huge-'));
    for (const [name, content] of Object.entries(files)) writeFileSync(join(huge, name), content);
    for (const name of ['exposure.csv', 'rounds.ics', 'adt.hl7', 'amion.csv', 'qgenda.csv']) {
      writeFileSync(join(huge, name), '');
      truncateSync(join(huge, name), 200 * 1024 * 1024); // sparse: takes no space
    }
    rmSync(join(huge, 'outreach.csv'));
    mkdirSync(join(huge, 'outreach.csv'));
    const { issues, facts } = await readFolder(huge);
    rmSync(huge, { recursive: true });
    expect(issues.map(({ file, line, reason }) => `${file} ${line} ${reason.slice(0, 30)}`)).toEqual([
      'exposure.csv 0 The file is larger than 64 MB.',
      'outreach.csv 0 The file cannot be read: EISDI',
      ...['rounds.ics', 'amion.csv', 'qgenda.csv', 'adt.hl7'].map((name) => `${name} 0 The file is larger than 64 MB.`),
    ]);
    expect(facts.supporters).toHaveLength(2);
  });

  it('files that are none', async () => {
    expect(await issuesOf({ 'exposure.csv': '' })).toEqual([
      'exposure.csv 0 -  error: The file is empty. It needs a header row and at least one row below it.',
    ]);
    expect(await issuesOf({ 'rounds.ics': 'x', 'surgery.hl7': 'x', 'adt.hl7': '', 'amion.csv': 'x', 'qgenda.csv': '\u0000' })).toHaveLength(
      6,
    );
    const { missing, issues } = await folder({ 'units.csv': files['units.csv'].replaceAll(',', ';'), 'supporters.csv': null });
    expect(missing).toEqual(['units.csv', 'supporters.csv']);
    // One mistake is told once, not again in every row that depends on it.
    expect(issues).toHaveLength(3);
    expect(issues.map(({ reason }) => reason)).toContain('The file looks separated by semicolons. Save it with commas between the cells.');
  });
});

describe('a small hospital brings four files and a calendar', () => {
  const small = { 'sites.csv': null, 'shifts.csv': null, 'go-lives.csv': null, 'exposure.csv': null, 'outreach.csv': null };
  const calendar =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART;TZID=America/Denver:20270305T073000\r\nDURATION:PT1H\r\nX-PERSON-ID:D1\r\nLOCATION:4W\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';

  it('the rest is assumed, and each assumption told', async () => {
    const { facts, issues, missing } = await folder({ ...small, 'rounds.ics': calendar });
    expect(missing).toEqual([]);
    expect(facts.sites).toEqual([
      { siteId: 'MAIN', name: 'MAIN', timeZone: 'America/Denver' },
      { siteId: 'EAST', name: 'EAST', timeZone: 'America/Denver' },
    ]);
    expect(facts.shifts.map(({ shiftId, start, end }) => `${shiftId} ${start} ${end}`)).toEqual(['D 07:00 19:00', 'N 19:00 07:00']);
    expect(facts.goLives).toEqual([
      { wave: '1', unitId: '4W', date: '2027-03-01', weeks: 4, cpoe: 'mandatory' },
      { wave: '1', unitId: 'E1', date: '2027-03-15', weeks: 1, cpoe: 'mandatory' },
    ]);
    expect(facts.presences).toHaveLength(1);
    expect(issues.map(({ file, severity }) => `${file} ${severity}`)).toEqual([
      'sites.csv warning',
      'shifts.csv warning',
      'go-lives.csv warning',
    ]);
  });

  it('in the time zone that is asked for', async () => {
    const { facts, issues } = await folder(small, { timeZone: 'America/Boise' });
    expect(facts.sites[0]?.timeZone).toBe('America/Boise');
    expect(issues[0]?.reason).toContain('as asked for with --time-zone');
  });
});

it('follows schedules from the first go-live to the end of the days asked for', async () => {
  const daily =
    'BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nUID:1\r\nDTSTART:20200101T073000\r\nDURATION:PT1H\r\nRRULE:FREQ=DAILY\r\nX-PERSON-ID:D1\r\nLOCATION:4W\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n';
  const { facts } = await folder({ 'rounds.ics': daily }, { window: { from: '2027-03-10', to: '2027-03-12' } });
  const days = facts.presences.map(({ start }) => toOffsetIso(start, 'America/Chicago').slice(0, 10));
  expect([days[0], days.at(-1), days.length]).toEqual(['2027-03-01', '2027-03-12', 12]);
});
