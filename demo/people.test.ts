import { describe, expect, it } from 'vitest';
import { generateHospital } from './generate.ts';
import { listOf, recordsOf } from './records-for-tests.ts';
import { renalAnalyst, sharedEngineer, storyPhysicians } from './story-people.ts';

const files = generateHospital({ size: 'M', seed: 1, today: '2027-03-08' });
const people = recordsOf(files, 'people.csv');
const supporters = recordsOf(files, 'supporters.csv');
const cell = (row: Readonly<Record<string, string>> | undefined, name: string): string => row?.[name] ?? '';

/** The Luhn check as ISO/IEC 7812 describes it, over the prefix that makes ten digits an NPI. */
function passesLuhn(npi: string): boolean {
  let sum = 0;
  const digits = `80840${npi}`;
  for (let i = 0; i < digits.length; i++) {
    let digit = Number(digits.at(-1 - i));
    if (i % 2 === 1) digit = digit * 2 > 9 ? digit * 2 - 9 : digit * 2;
    sum += digit;
  }
  return sum % 10 === 0;
}

describe('the people of the demo', () => {
  it('the check finds a real check digit', () => {
    expect(passesLuhn('1234567893')).toBe(true); // the example of the CMS standard
  });

  it('can be nobody: reserved mail domain and telephone numbers, impossible NPIs', () => {
    for (const person of people) {
      expect(cell(person, 'email')).toMatch(/^([a-z0-9.-]+@lakeview\.example)?$/);
      expect(cell(person, 'phone')).toMatch(/^555-01\d\d$/);
      expect(cell(person, 'pager')).toMatch(/^(555-01\d\d)?$/);
      expect(cell(person, 'npi')).toMatch(/^(1\d{9})?$/);
    }
    const npis = people.map((person) => cell(person, 'npi')).filter((npi) => npi !== '');
    expect(npis.length).toBeGreaterThan(100);
    expect(npis.filter(passesLuhn)).toEqual([]);
  });

  it('have names that try a screen: very long ones and letters from elsewhere; some have no address', () => {
    const names = people.map((person) => `${cell(person, 'given_name')} ${cell(person, 'family_name')}`);
    expect(Math.max(...names.map((name) => name.length))).toBeGreaterThan(80);
    expect(names.filter((name) => Buffer.byteLength(name) > name.length).length).toBeGreaterThan(10);
    expect(names.some((name) => /\p{Script=Han}/u.test(name))).toBe(true);
    expect(people.filter((person) => cell(person, 'email') === '').length).toBeGreaterThan(20);
  });

  it('come and go during the go-live', () => {
    expect(people.filter((person) => cell(person, 'hire_date') > '2027-03-08').length).toBeGreaterThan(2);
    expect(people.filter((person) => cell(person, 'end_date') > '2027-03-08').length).toBeGreaterThan(2);
  });

  it('the story people are there under their names', () => {
    for (const story of [...storyPhysicians, renalAnalyst, sharedEngineer]) {
      const person = people.find((row) => cell(row, 'person_id') === story.id);
      expect(person).toMatchObject({
        given_name: story.givenName,
        family_name: story.familyName,
        practice_group: story.practice,
      });
    }
  });
});

describe('the supporters of the demo', () => {
  it('are of every kind and employment', () => {
    expect(new Set(supporters.map((row) => cell(row, 'kind')))).toEqual(new Set(['super-user', 'ate', 'trainer', 'help-desk', 'analyst']));
    const ids = new Set(supporters.map((row) => cell(row, 'person_id')));
    const employments = new Set(people.filter((row) => ids.has(cell(row, 'person_id'))).map((row) => cell(row, 'employment')));
    expect(employments).toEqual(new Set(['in-house', 'shared', 'vendor', 'consultant']));
  });

  it('super-users are on their own unit and one shift', () => {
    const homes = new Map(people.map((row) => [cell(row, 'person_id'), cell(row, 'home_unit')]));
    for (const row of supporters.filter((one) => cell(one, 'kind') === 'super-user')) {
      expect(homes.get(cell(row, 'person_id'))).not.toBe('');
      expect(listOf(row['shifts'])).toHaveLength(1);
    }
  });

  it('one of them alone knows nephrology, and nobody knows all', () => {
    const renal = supporters.filter((row) => listOf(row['knows']).some((topic) => topic === 'nephrology' || topic === '*'));
    expect(renal.map((row) => cell(row, 'person_id'))).toEqual([renalAnalyst.id]);
  });

  it('one works for the rural satellite as well and has hardly an hour left', () => {
    const engineer = supporters.find((row) => cell(row, 'person_id') === sharedEngineer.id);
    expect(listOf(engineer?.['sites'])).toEqual(['PFK', 'LRMC', 'WEST']);
    expect(Number(engineer?.['max_hours_week'])).toBeLessThanOrEqual(8);
  });

  it('some trainers are free only when wave two has been taught', () => {
    const trainers = supporters.filter((row) => cell(row, 'kind') === 'trainer').map((row) => cell(row, 'available_from'));
    expect(new Set(trainers)).toEqual(new Set(['2027-02-27', '2027-03-19']));
  });
});
