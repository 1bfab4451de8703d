import { describe, expect, test } from 'vitest';
import { ageText, birthText, looksAlike, nameText } from './patient-words.ts';
import type { Patient } from './resources.ts';

const person = (id: string, family: string, given: string, birthDate: string): Patient => ({
  resourceType: 'Patient',
  id,
  name: [{ family, given: [given] }],
  birthDate,
});

describe('words of a patient', () => {
  test('family name first; the official one of several', () => {
    expect(
      nameText([
        { use: 'old', family: 'X' },
        { use: 'official', family: 'Adeyemi', given: ['Ruth', 'O.'] },
      ]),
    ).toBe('Adeyemi, Ruth O.');
    expect(nameText([{ text: 'Baby girl' }])).toBe('Baby girl');
    expect(nameText(undefined)).toBe('No name');
  });
  test('ages turn on the birthday, and small children have months and days', () => {
    const now = Date.parse('2027-03-01T12:00:00Z');
    expect(ageText('1951-03-02', now)).toBe('75 y');
    expect(ageText('1951-03-01', now)).toBe('76 y');
    expect(ageText('2026-01-01', now)).toBe('14 mo');
    expect(ageText('2027-02-20', now)).toBe('9 d');
    expect(birthText('1951-03-02')).toBe('02 Mar 1951');
    expect(birthText('1951')).toBe('1951');
  });
  test('look-alikes: the same or nearly the same family name, or given name and birth date', () => {
    const one = person('1', 'Hansen', 'Ida', '1950-01-01');
    expect(looksAlike(one, person('2', 'Hanson', 'Karl', '1980-01-01'))).toBe(true);
    expect(looksAlike(one, person('2', 'Hasnen', 'Karl', '1980-01-01'))).toBe(true);
    expect(looksAlike(one, person('2', 'Olsen', 'Ida', '1950-01-01'))).toBe(true);
    expect(looksAlike(one, person('2', 'Olsen', 'Ida', '1951-01-01'))).toBe(false);
    expect(looksAlike(one, one)).toBe(false);
    expect(looksAlike(person('1', 'Li', 'A', '1950-01-01'), person('2', 'Lu', 'B', '1960-01-01'))).toBe(false);
  });
});
