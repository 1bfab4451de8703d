import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presenceScope } from '#coverage/files/presence-scope.ts';
import { zonesOf } from '#coverage/files/zones.ts';
import { readAmion } from '#integrations/amion/read-amion.ts';
import { readQgenda } from '#integrations/qgenda/read-qgenda.ts';
import { toOffsetIso } from '#kernel/time.ts';
import { personForTest, unitForTest } from '#test/harness/small-hospital.ts';

const zone = 'America/Chicago';
const sites = [{ siteId: 'MAIN', name: 'Main', timeZone: zone }];
const units = [unitForTest({ unitId: '4W', name: '4 West' }), unitForTest({ unitId: 'ED', name: 'Emergency' })];
const people = [
  personForTest({ personId: 'P1', givenName: 'Dee', familyName: 'Dun', npi: '1000000001', homeUnit: 'ED' }),
  personForTest({ personId: 'P2', givenName: 'Eve', familyName: 'Stone', email: 'eve@x.org' }),
  personForTest({ personId: 'P3', givenName: 'Sam', familyName: 'Lee' }),
  personForTest({ personId: 'P4', givenName: 'Sam', familyName: 'Lee' }),
];
const scope = presenceScope(people, units, zonesOf(sites, units, people), {
  start: Date.parse('2027-03-01T06:00Z'),
  end: Date.parse('2027-04-01T05:00Z'),
});

type Reader = typeof readAmion;
const outcome = async (reader: Reader, text: string | Uint8Array) => {
  const { presences, issues } = await reader('schedule.csv', [typeof text === 'string' ? Buffer.from(text) : text], scope);
  return {
    seen: presences.map(
      ({ personId, unitId, start, end, kind, confidence }) =>
        `${personId} ${unitId} ${toOffsetIso(start, zone).slice(0, 16)} ${(end - start) / 3_600_000} ${kind} ${confidence}`,
    ),
    ids: presences.map(({ presenceId }) => presenceId),
    issues: issues.map(({ line, column, severity, reason }) => `${line} ${column ?? '-'} ${severity}: ${reason}`),
  };
};

const heading = ['Amion - Lakeview', 'Report 625c,,,', '"Name","ID"'];
const amionRow = (name: string, assignment: string, date = '3-5-27', start = '0700', end = '1900', more = ',,,,,,,'): string =>
  `"${name}",12,0,"${assignment}",3,0,${date},${start},${end}${more}`;

describe('Amion', () => {
  it('skips the heading and matches by mail or full name, unit or home', async () => {
    const mail = amionRow('?', 'Hospitalist', '3-6-27', '0700', '1900', ',MD,555,,EVE@x.org,1,,2,"4 West"');
    const text = [
      ...heading,
      amionRow('Dun, Dee', '4 West attending'),
      amionRow('Dee Dun', 'Surgery Call', '3-6-27', '1900', '0700'),
      mail,
    ].join('\n');
    expect(await outcome(readAmion, text)).toMatchObject({
      seen: ['P1 4W 2027-03-05T07:00 12 round 0.9', 'P1 ED 2027-03-06T19:00 12 call 0.5', 'P2 4W 2027-03-06T07:00 12 round 0.9'],
      issues: [],
    });
    expect((await outcome(readAmion, text.replaceAll(',', '\t').replaceAll('Dun\t Dee', 'Dun, Dee'))).seen).toHaveLength(3);
  });

  it('names what it cannot use and keeps ids stable', async () => {
    const text = [
      ...heading,
      amionRow('Nobody, X', '4 West'),
      amionRow('Lee, Sam', '4 West'),
      amionRow('Dun, Dee', '4 West', '3-5-27', 'noon'),
      amionRow('Stone, Eve', 'Jeopardy'),
      amionRow('Dun, Dee', 'Vacation'),
      'Totals,,',
      amionRow('Dun, Dee', '4 West', '3-14-27', '0230'),
      amionRow('Dun, Dee', '4 West'),
    ].join('\n');
    const first = await outcome(readAmion, text);
    expect(first.seen).toEqual(['P1 4W 2027-03-05T07:00 12 call 0.9']);
    expect(first.issues).toEqual([
      '0 - warning: Time off places nobody anywhere: left out 1 assignment.',
      '4 name error: There is no such person; the row was left out.',
      '5 name error: There is no such person; the row was left out.',
      '6 start error: is not a time of day (write it as 0700)',
      '7 assignment error: names no unit and the person has no home unit; the row was left out.',
      '9 date error: is not a date (write it as 3-1-27 or 2027-03-01)',
      '10 start error: 2027-03-14 02:30:00 does not exist in America/Chicago: the clocks skip it. Use a time an hour later.',
    ]);
    expect(await outcome(readAmion, text)).toEqual(first);
    expect((await outcome(readAmion, 'a,b\n1,2\n')).issues).toEqual([
      expect.stringContaining('No line of the file is an Amion assignment'),
    ]);
    expect((await outcome(readAmion, Buffer.from(amionRow('Dun, Dee', 'Caf\u00e9'), 'latin1'))).issues[0]).toContain('CSV UTF-8');
  });
});

const header =
  'StaffKey,StaffNpi,StaffFName,StaffLName,TaskName,StartDate,StartTime,EndDate,EndTime,LocationName,IsPublished,IsStruck,CreditHours';
const row = (who: string, task: string, times: string, place = '4W', flags = 'true,false'): string =>
  `${who},${task},${times},${place},${flags},1`;
const day = '2027-03-05T00:00:00,07:00:00,2027-03-05T00:00:00,11:00:00';

describe('QGenda', () => {
  it('matches by NPI or name; place by location, task or home', async () => {
    const text = [
      header,
      row('k1,1000000001,,', 'Rounds', day),
      row('k2,,Eve,Stone', 'Emergency Clinic', '3/6/2027,7:00 PM,,7:00 AM', ''),
      row('P1,,,', 'Backup', day, ''),
    ].join('\n');
    expect(await outcome(readQgenda, text)).toMatchObject({
      seen: ['P1 4W 2027-03-05T07:00 4 round 0.9', 'P2 ED 2027-03-06T19:00 12 clinic 0.9', 'P1 ED 2027-03-05T07:00 4 call 0.5'],
      issues: [],
    });
  });

  it('goes by UTC where that is given', async () => {
    const text = `${header},StartDateUTC,EndDateUTC\n${row('P1,,,', 'Rounds', ',,,')},2027-03-05T13:00:00Z,2027-03-05T15:00:00Z`;
    expect((await outcome(readQgenda, text)).seen).toEqual(['P1 4W 2027-03-05T07:00 2 round 0.9']);
  });

  it('leaves out and notes what was struck, not published, or cannot be used', async () => {
    const text = [
      header,
      row('P1,,,', 'Rounds', day, '4W', 'true,true'),
      row('P1,,,', 'Rounds', day, '4W', 'false,false'),
      row('P1,,,', 'PTO', day),
      row('zz,,,', 'Rounds', day),
      row('P1,,,', 'Rounds', '2027-03-14,02:30,,08:00'),
      row('P2,,,', 'Rounds', day, ''),
      row('P1,,,', 'Rounds', 'x,07:00,,08:00'),
    ].join('\n');
    expect(await outcome(readQgenda, text)).toEqual({
      seen: [],
      ids: [],
      issues: [
        '8 startdate error: is not a date (write it as 2027-03-01 or 3/1/2027)',
        '0 - warning: Time off places nobody anywhere: left out 1 task.',
        '2 IsStruck warning: The shift was struck; it was left out.',
        '3 IsPublished warning: The shift is not published; it was left out.',
        '5 StaffKey error: There is no such person; the row was left out.',
        '6 StartDate error: 2027-03-14 02:30:00 does not exist in America/Chicago: the clocks skip it. Use a time an hour later.',
        '7 LocationName error: names no unit and the person has no home unit; the row was left out.',
      ],
    });
  });
});

it('never throw, whatever the bytes', async () => {
  const content = fc.oneof(
    fc.uint8Array({ maxLength: 200 }),
    fc.string().map((text) => Buffer.from(`${header}\n${text}`)),
    fc.string().map((text) => Buffer.from(amionRow(text, text, '3-5-27', text))),
  );
  await fc.assert(
    fc.asyncProperty(content, async (bytes) => {
      expect(await outcome(readAmion, bytes)).toHaveProperty('issues');
      expect(await outcome(readQgenda, bytes)).toHaveProperty('issues');
    }),
    { numRuns: 200 },
  );
});
