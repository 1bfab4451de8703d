import ICAL from 'ical.js';
import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { generateHospital } from './generate.ts';
import { listOf, recordsOf, type Rows } from './records-for-tests.ts';

describe.each(['S', 'M', 'L'] as const)('every name in %s leads somewhere', (size) => {
  const files = generateHospital({ size, seed: 3, today: '2027-03-08' });
  const rows = (name: string): Rows => recordsOf(files, name);
  const ids = (name: string, column: string): Set<string> => new Set(rows(name).map((row) => row[column] ?? ''));
  const [sites, units] = [ids('sites.csv', 'site_id'), ids('units.csv', 'unit_id')];
  const [people, shifts] = [ids('people.csv', 'person_id'), ids('shifts.csv', 'shift_id')];
  const missing = (known: ReadonlySet<string>, named: readonly (string | undefined)[]): (string | undefined)[] =>
    named.filter((name) => name !== undefined && name !== '' && !known.has(name));

  it('ids are unique', () => {
    for (const [name, column] of [
      ['units.csv', 'unit_id'],
      ['people.csv', 'person_id'],
      ['people.csv', 'ehr_user_id'],
      ['supporters.csv', 'person_id'],
    ] as const)
      expect(ids(name, column).size, `${name} ${column}`).toBe(rows(name).length);
    const mails = rows('people.csv')
      .map((row) => row['email'])
      .filter((email) => email !== '');
    expect(new Set(mails).size).toBe(mails.length);
  });

  it('tables', () => {
    expect(
      missing(
        sites,
        rows('units.csv').map((unit) => unit['site_id']),
      ),
    ).toEqual([]);
    expect(
      missing(
        units,
        rows('go-lives.csv').map((goLive) => goLive['unit_id']),
      ),
    ).toEqual([]);
    expect(
      missing(
        units,
        rows('unit-needs.csv').map((need) => need['unit_id']),
      ),
    ).toEqual([]);
    expect(
      missing(
        shifts,
        rows('unit-needs.csv').map((need) => need['shift_id']),
      ),
    ).toEqual([]);
    expect(
      missing(
        units,
        rows('people.csv').map((person) => person['home_unit']),
      ),
    ).toEqual([]);
    expect(
      missing(
        people,
        rows('people.csv').map((person) => person['manager_id']),
      ),
    ).toEqual([]);
    for (const supporter of rows('supporters.csv')) {
      expect(missing(people, [supporter['person_id']])).toEqual([]);
      expect(missing(sites, listOf(supporter['sites']))).toEqual([]);
      expect(missing(shifts, listOf(supporter['shifts']))).toEqual([]);
      expect(listOf(supporter['knows'])).not.toEqual([]);
    }
    for (const file of ['exposure.csv', 'outreach.csv'])
      expect(
        missing(
          people,
          rows(file).map((row) => row['person_id']),
        ),
      ).toEqual([]);
    expect(
      missing(
        units,
        rows('exposure.csv').map((row) => row['unit_id']),
      ),
    ).toEqual([]);
  });

  it('calendar', () => {
    const mails = ids('people.csv', 'email');
    const events = new ICAL.Component(ICAL.parse(files.get('rounds.ics') ?? '')).getAllSubcomponents('vevent');
    expect(events.length).toBeGreaterThan(10);
    for (const event of events) {
      const text = (name: string): string => String(event.getFirstPropertyValue(name) ?? '');
      expect(missing(units, [text('location')])).toEqual([]);
      const who =
        text('attendee') === '' ? missing(people, [text('x-person-id')]) : missing(mails, [text('attendee').replace('mailto:', '')]);
      expect(who).toEqual([]);
      expect(text('attendee') + text('x-person-id')).not.toBe('');
    }
  });

  it('rosters and messages', () => {
    const users = ids('people.csv', 'ehr_user_id');
    const names = ids('units.csv', 'name');
    const amion = files.has('amion.csv') ? parse(files.get('amion.csv') ?? '', { from_line: 8 }) : [];
    expect(
      missing(
        users,
        amion.map((row) => row[2]),
      ),
    ).toEqual([]);
    expect(
      missing(
        units,
        amion.map((row) => row[5]),
      ),
    ).toEqual([]);
    expect(
      missing(
        users,
        rows('qgenda.csv').map((row) => row['StaffId']),
      ),
    ).toEqual([]);
    expect(
      missing(
        names,
        rows('qgenda.csv').map((row) => row['LocationName']),
      ),
    ).toEqual([]);
    for (const [file, place, person] of [
      ['surgery.hl7', 'AIL', 'AIP'],
      ['adt.hl7', 'PV1', 'PV1'],
    ] as const) {
      const segments = (files.get(file) ?? '').split(/[\r\n]+/).map((line) => line.split('|'));
      expect(
        missing(
          units,
          segments.filter(([id]) => id === place).map((fields) => fields[3]?.split('^')[0]),
        ),
      ).toEqual([]);
      expect(
        missing(
          users,
          segments.filter(([id]) => id === person).map((fields) => fields[person === 'AIP' ? 3 : 7]?.split('^')[0]),
        ),
      ).toEqual([]);
    }
  });
});
