import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { presenceScope, type PresenceScope } from '#coverage/files/presence-scope.ts';
import { zonesOf } from '#coverage/files/zones.ts';
import { addDays, datesFrom, minuteMs, shiftedInstant, toOffsetIso, weekday } from '#kernel/time.ts';
import { personForTest, unitForTest } from '#test/harness/small-hospital.ts';
import { calendarTimeZone, readRounds } from './read-rounds.ts';
import { writeCalendar, type OutgoingEvent } from './write-calendar.ts';

const zone = 'America/Chicago';
const sites = [{ siteId: 'MAIN', name: 'Main', timeZone: zone }];
const units = [unitForTest({ unitId: '4W', name: '4 West' }), unitForTest({ unitId: 'ED', name: 'Emergency' })];
const people = [
  personForTest({ personId: 'P1', email: 'dee@x.org' }),
  personForTest({ personId: 'P2', email: 'eve@x.org', givenName: 'Eve' }),
];

const scopeFor = (from: string, to: string): PresenceScope =>
  presenceScope(people, units, zonesOf(sites, units, people), {
    start: shiftedInstant(from, '00:00', zone),
    end: shiftedInstant(addDays(to, 1), '00:00', zone),
  });

const event = (...lines: string[]): string =>
  ['BEGIN:VEVENT', 'UID:r1', 'ATTENDEE:mailto:Dee@x.org', 'LOCATION:4W', ...lines, 'END:VEVENT'].join('\r\n');
const calendar = (...parts: string[]): string => ['BEGIN:VCALENDAR', 'VERSION:2.0', ...parts, 'END:VCALENDAR', ''].join('\r\n');
const read = (text: string, scope = scopeFor('2027-03-01', '2027-04-30'), limits?: Parameters<typeof readRounds>[3]) =>
  readRounds('rounds.ics', [Buffer.from(text)], scope, limits);
const timesOf = async (...parts: string[]): Promise<string[]> => {
  const { presences, issues } = await read(calendar(...parts));
  expect(issues).toEqual([]);
  return presences.map(({ start, end }) => `${toOffsetIso(start, zone)} ${(end - start) / minuteMs}`);
};
const issuesOf = async (...parts: string[]) =>
  (await read(calendar(...parts))).issues.map(({ line, column, severity, reason }) => `${line} ${column ?? '-'} ${severity}: ${reason}`);

describe('times', () => {
  it('local, zoned, UTC and whole-day starts', async () => {
    expect(await timesOf(event('DTSTART:20270301T073000', 'DTEND:20270301T090000'))).toEqual(['2027-03-01T07:30:00-06:00 90']);
    expect(await timesOf(event('DTSTART;TZID=America/New_York:20270301T073000', 'DURATION:PT1H30M'))).toEqual([
      '2027-03-01T06:30:00-06:00 90',
    ]);
    expect(await timesOf(event('DTSTART:20270301T133000Z', 'DURATION:PT1H'))).toEqual(['2027-03-01T07:30:00-06:00 60']);
    expect(await timesOf(event('DTSTART;VALUE=DATE:20270314'))).toEqual(['2027-03-14T00:00:00-06:00 1380']);
    expect(await timesOf(event('DTSTART;TZID=/mozilla.org/20050126_1/America/Chicago:20270301T073000', 'DURATION:PT1H'))).toEqual([
      '2027-03-01T07:30:00-06:00 60',
    ]);
    expect(await timesOf(event('DTSTART;TZID=Central Standard Time:20270301T073000', 'DURATION:PT1H'))).toEqual([
      '2027-03-01T07:30:00-06:00 60',
    ]);
  });

  it('a zone that only the file defines', async () => {
    const rule = (name: string, from: string, to: string, start: string, yearly: string) =>
      [`BEGIN:${name}`, `TZOFFSETFROM:${from}`, `TZOFFSETTO:${to}`, `DTSTART:${start}`, `RRULE:FREQ=YEARLY;${yearly}`, `END:${name}`].join(
        '\r\n',
      );
    const own = [
      'BEGIN:VTIMEZONE',
      'TZID:Hospital clock',
      rule('DAYLIGHT', '-0600', '-0500', '20070311T020000', 'BYMONTH=3;BYDAY=2SU'),
      rule('STANDARD', '-0500', '-0600', '20071104T020000', 'BYMONTH=11;BYDAY=1SU'),
      'END:VTIMEZONE',
    ].join('\r\n');
    const round = event('DTSTART;TZID=Hospital clock:20270312T073000', 'DURATION:PT1H', 'RRULE:FREQ=DAILY;INTERVAL=3;COUNT=2');
    expect(await timesOf(own, round)).toEqual(['2027-03-12T07:30:00-06:00 60', '2027-03-15T07:30:00-05:00 60']);
    expect(await issuesOf(round)).toEqual([expect.stringContaining('time zone Hospital clock is neither known nor defined')]);
  });

  it('recurs on the wall clock across both changes, as walking the days does', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
        fc.integer({ min: 0, max: 23 }),
        fc.integer({ min: 1, max: 3 }),
        async (days, hour, interval) => {
          const names = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
          const time = `${String(hour).padStart(2, '0')}:30`;
          const text = calendar(
            event(
              `DTSTART;TZID=${zone}:20270301T${time.replace(':', '')}00`,
              'DURATION:PT2H',
              `RRULE:FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${days.map((d) => names[d - 1]).join(',')}`,
            ),
          );
          const { presences } = await read(text, scopeFor('2027-03-01', '2027-11-30'));
          const expected = datesFrom('2027-03-01', '2027-11-30')
            .filter(
              (date) =>
                days.includes(weekday(date)) && Math.floor((Date.parse(date) - Date.parse('2027-03-01')) / 604_800_000) % interval === 0,
            )
            .map((date) => shiftedInstant(date, time, zone));
          expect(presences.map(({ start }) => start)).toEqual(expected);
          expect(new Set(presences.map(({ start, end }) => end - start))).toEqual(new Set([120 * minuteMs]));
        },
      ),
      { numRuns: 30 },
    );
  });
});

describe('exceptions', () => {
  const series = (...lines: string[]) =>
    event(`DTSTART;TZID=${zone}:20270301T080000`, 'DURATION:PT1H', 'RRULE:FREQ=DAILY;COUNT=4', ...lines);
  const day = (n: number, time = '08:00') => `2027-03-0${n}T${time}:00-06:00 60`;

  it('EXDATE by moment, by UTC and by day; RDATE as time and period', async () => {
    expect(await timesOf(series(`EXDATE;TZID=${zone}:20270302T080000`))).toEqual([day(1), day(3), day(4)]);
    expect(await timesOf(series('EXDATE:20270302T140000Z,20270303T140000Z'))).toEqual([day(1), day(4)]);
    expect(await timesOf(series('EXDATE;VALUE=DATE:20270304'))).toEqual([day(1), day(2), day(3)]);
    expect(await timesOf(series('RDATE:20270308T150000Z'))).toEqual([day(1), day(2), day(3), day(4), '2027-03-08T09:00:00-06:00 60']);
    expect(await timesOf(series('RDATE;VALUE=PERIOD:20270308T150000Z/PT30M'))).toContain('2027-03-08T09:00:00-06:00 30');
  });

  it('a changed occurrence moves, a cancelled one goes, and ids stay', async () => {
    const moved = event('RECURRENCE-ID:20270302T140000Z', 'DTSTART:20270302T170000Z', 'DURATION:PT1H');
    const gone = event('RECURRENCE-ID:20270303T140000Z', 'DTSTART:20270303T140000Z', 'DURATION:PT1H', 'STATUS:CANCELLED');
    expect(await timesOf(series(), moved, gone)).toEqual([day(1), day(2, '11:00'), day(4)]);
    const ids = async (text: string) => (await read(text)).presences.map(({ presenceId }) => presenceId);
    const before = await ids(calendar(series()));
    expect(await ids(calendar(series()))).toEqual(before);
    expect(await ids(calendar(series(), moved))).toEqual(before);
    expect(new Set(before).size).toBe(4);
  });

  it('UNTIL counts whole and in UTC; the newest SEQUENCE wins; cancelled series are none', async () => {
    const until = (end: string) => event(`DTSTART;TZID=${zone}:20270301T200000`, 'DURATION:PT1H', `RRULE:FREQ=DAILY;UNTIL=${end}`);
    expect(await timesOf(until('20270303T020000Z'))).toHaveLength(2);
    expect(await timesOf(until('20270303'))).toHaveLength(3);
    expect(await timesOf(event('DTSTART:20270305T080000', 'DURATION:PT1H', 'SEQUENCE:2'), series())).toEqual([day(5)]);
    expect(await timesOf(series('STATUS:CANCELLED'))).toEqual([]);
    expect(await timesOf('METHOD:CANCEL', series())).toEqual([]);
  });

  it('a rule without end is followed within the window only', async () => {
    const { presences } = await read(
      calendar(event('DTSTART:19990104T080000', 'DURATION:PT1H', 'RRULE:FREQ=WEEKLY;BYDAY=MO')),
      scopeFor('2027-03-01', '2027-03-14'),
    );
    expect(presences.map(({ start }) => toOffsetIso(start, zone).slice(0, 10))).toEqual(['2027-03-01', '2027-03-08']);
  });
});

describe('who, where, what', () => {
  const at = ['DTSTART:20270301T080000', 'DURATION:PT1H'];
  const presencesOf = async (...lines: string[]) =>
    (await read(calendar(['BEGIN:VEVENT', 'UID:x', ...at, ...lines, 'END:VEVENT'].join('\r\n')))).presences.map(
      ({ personId, unitId, kind }) => `${personId} ${unitId} ${kind}`,
    );

  it('matches by mail, by X-PERSON-ID and by the unit’s name', async () => {
    expect(await presencesOf('X-PERSON-ID:P2', 'LOCATION:4 West', 'CATEGORIES:Teaching,Clinic')).toEqual(['P2 4W clinic']);
    expect(await presencesOf('ATTENDEE;CN=Dee:MAILTO:DEE@x.org', 'ATTENDEE:mailto:eve@x.org', 'LOCATION:ed', 'X-KIND:surgery')).toEqual([
      'P1 ED surgery',
      'P2 ED surgery',
    ]);
    expect(await presencesOf('ATTENDEE;PARTSTAT=DECLINED:mailto:dee@x.org', 'ATTENDEE:mailto:eve@x.org', 'LOCATION:ED')).toEqual([
      'P2 ED round',
    ]);
  });

  it('names what it cannot match, by line, and reads the rest', async () => {
    const text = calendar(
      event(...at).replace('Dee@x.org', 'zoe@x.org'),
      event(...at)
        .replace('LOCATION:4W', 'LOCATION:9Z')
        .replace('UID:r1', 'UID:r2'),
      event('DTSTART:20270301T080000').replace('UID:r1', 'UID:r3'),
      event('DTSTART:2027x').replace('UID:r1', 'UID:r4'),
      event(...at, 'garbage without colon').replace('UID:r1', 'UID:r5'),
      event('DTSTART:20270314T023000', 'DURATION:PT1H').replace('UID:r1', 'UID:r6'),
      event('DTSTART:20270301T080000', 'DTEND:20270301T070000').replace('UID:r1', 'UID:r7'),
    );
    const { presences, issues } = await read(text);
    expect(presences.map(({ start }) => toOffsetIso(start, zone))).toEqual(['2027-03-14T03:30:00-05:00']);
    expect(issues.map(({ line, column, severity, reason }) => `${line} ${column ?? '-'} ${severity}: ${reason}`)).toEqual([
      '3 ATTENDEE error: There is no such person; the event was left out.',
      '10 LOCATION error: There is no such unit; the event was left out.',
      '17 DTEND error: The event has neither DTEND nor DURATION: when is it over?',
      '23 DTSTART error: DTSTART is not a date or time.',
      '29 - error: The event cannot be read: invalid line (no token ";" or ":") "garbage without colon".',
      '37 DTSTART warning: The clocks skip this time; it was moved past the gap.',
      '44 DTEND error: The event ends before or when it starts.',
    ]);
  });
});

describe('hostile and broken files', () => {
  it('names what is no calendar, empty, cut off, too large or not UTF-8', async () => {
    const reasons = async (text: string | Uint8Array, limits?: Parameters<typeof read>[2]) =>
      (
        await readRounds('rounds.ics', [typeof text === 'string' ? Buffer.from(text) : text], scopeFor('2027-03-01', '2027-03-31'), limits)
      ).issues.map((issue) => issue.reason);
    expect(await reasons('')).toEqual(['The file is empty. Export the calendar as .ics.']);
    expect(await reasons('a,b\n1,2\n')).toEqual([expect.stringContaining('not an iCalendar file')]);
    const round = event('DTSTART:20270301T080000', 'DURATION:PT1H');
    expect(await reasons(calendar(round).slice(0, -40))).toEqual([expect.stringContaining('ends within this VEVENT')]);
    expect(await reasons(calendar(round), { bytesMax: 100, presencesMax: 10, stepsMax: 10 })).toEqual([
      expect.stringContaining('larger than'),
    ]);
    expect(await reasons(Buffer.from(calendar(event('DTSTART:20270301T080000', 'DURATION:PT1H', 'SUMMARY:Caf\u00e9')), 'latin1'))).toEqual([
      expect.stringContaining('not UTF-8'),
    ]);
    expect(await reasons(calendar('BEGIN:VEVENT\r\n'.repeat(100)))).toContainEqual(expect.stringContaining('no END:VEVENT'));
    expect(await reasons(`BEGIN:VCALENDAR\r\n${'BEGIN:VEVENT\r\nBEGIN:VALARM\r\n'}${'BEGIN:X\r\n'.repeat(100)}`)).toEqual([
      expect.stringContaining('nested'),
    ]);
  });

  it('refuses rules that would explode, and goes on with the others', async () => {
    const rule = (text: string, uid: string) =>
      event('DTSTART:20270301T080000', 'DURATION:PT1H', `RRULE:${text}`).replace('UID:r1', `UID:${uid}`);
    const every = Array.from({ length: 60 }, (_, i) => i).join(',');
    const hours = Array.from({ length: 24 }, (_, i) => i).join(',');
    const text = calendar(
      rule('FREQ=SECONDLY', 'a'),
      rule(`FREQ=DAILY;BYHOUR=${hours};BYMINUTE=${every}`, 'b'),
      rule('FREQ=DAILY;INTERVAL=7;BYDAY=TU', 'c'),
      rule(`FREQ=DAILY;BYHOUR=${hours}`, 'd'),
      rule('FREQ=WEEKLY;COUNT=1', 'e'),
    );
    const { presences, issues } = await read(text, scopeFor('2027-03-01', '2027-12-31'));
    expect(presences.map(({ presenceId }) => presenceId.split(':')[1])).toEqual(['e']);
    expect(issues.map(({ reason }) => reason)).toEqual([
      expect.stringContaining('FREQ=SECONDLY'),
      expect.stringContaining('48 times a day'),
      expect.stringContaining('more than the 2000'),
    ]);
    const many = calendar(...Array.from({ length: 50 }, (_, i) => rule('FREQ=DAILY', `m${i}`)));
    const few = await read(many, scopeFor('2027-03-01', '2027-03-31'), { bytesMax: 1e6, presencesMax: 1e6, stepsMax: 500 });
    expect(few.issues[0]?.reason).toContain('repeats too often or from too long ago');
    const capped = await read(many, scopeFor('2027-03-01', '2027-03-31'), { bytesMax: 1e6, presencesMax: 100, stepsMax: 1e6 });
    expect(capped.issues.at(-1)?.reason ?? '').toContain('more than 100 occurrences');
  });

  it('never throws, whatever the bytes', async () => {
    const lines = fc.constantFrom(
      'BEGIN:VCALENDAR',
      'BEGIN:VEVENT',
      'END:VEVENT',
      'END:VCALENDAR',
      'BEGIN:VTIMEZONE',
      'END:VTIMEZONE',
      'TZID:X',
      'UID:1',
      'LOCATION:4W',
      'X-PERSON-ID:P1',
      'DTSTART;TZID=X:20270301T080000',
      'DTSTART:20270301T080000',
      'DTEND:20270301',
      'DURATION:PT1H',
      'RRULE:FREQ=YEARLY;BYWEEKNO=53',
      'RDATE:x',
      'EXDATE;VALUE=PERIOD:1/2',
      'RECURRENCE-ID:x',
      ' folded',
      ':',
      ';=:',
    );
    const text = fc.oneof(
      fc.array(fc.oneof(lines, fc.string())).map((all) => all.join('\r\n')),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(text, async (content) => {
        expect(await read(`BEGIN:VCALENDAR\r\n${content}`)).toHaveProperty('presences');
      }),
      { numRuns: 500 },
    );
  });
});

describe('writing', () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 120 });
  const outgoing: fc.Arbitrary<OutgoingEvent> = fc.record({
    uid: fc.uuid(),
    sequence: fc.nat(9),
    start: fc.integer({ min: 0, max: 50 * 24 * 60 }).map((n) => shiftedInstant('2027-03-01', '00:00', zone) + n * minuteMs),
    end: fc.constant(0),
    summary: text,
    description: text,
    location: fc.constantFrom('4W', 'ED'),
    cancelled: fc.boolean(),
    attendees: fc.constantFrom([], [{ name: 'Dun; "Dee", MD: x^y', email: 'dee@x.org' }]),
    categories: fc.constantFrom([], ['clinic'], ['surgery', 'a,b']),
    extra: fc.constant({ 'X-PERSON-ID': 'P1' }),
  });

  it('reads back as the same presences, folded at 75 octets, same bytes every time', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uniqueArray(outgoing, { selector: (one) => one.uid, maxLength: 10 }), async (events) => {
        const lasting = events.map((one) => ({ ...one, end: one.start + 45 * minuteMs }));
        const head = { name: 'Support, 4 West', timeZone: zone, stamp: 0 };
        const written = writeCalendar(head, lasting);
        expect(writeCalendar(head, lasting)).toBe(written);
        expect(Math.max(...written.split('\r\n').map((line) => Buffer.byteLength(line)))).toBeLessThanOrEqual(75);
        const { presences, issues } = await read(written);
        expect(issues.filter(({ severity }) => severity === 'error')).toEqual([]);
        const seen = presences.map(({ presenceId, start, end, unitId }) => `${presenceId.split(':')[1]} ${start} ${end} ${unitId}`);
        expect(seen.toSorted()).toEqual(
          lasting
            .filter((one) => !one.cancelled)
            .map((one) => `${one.uid} ${one.start} ${one.end} ${one.location}`)
            .toSorted(),
        );
      }),
      { numRuns: 100 },
    );
  });
});

it('finds the zone that a calendar says it is in', () => {
  expect(calendarTimeZone(calendar('X-WR-TIMEZONE:Europe/Berlin'))).toBe('Europe/Berlin');
  expect(calendarTimeZone(calendar(event('DTSTART;TZID=America/Denver:20270301T080000')))).toBe('America/Denver');
  expect(calendarTimeZone(calendar())).toBeNull();
});
