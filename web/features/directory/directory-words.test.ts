import { expect, test } from 'vitest';
import { fullName, hypercareEnd, listName } from './directory-words.ts';

test('names with one part missing stay readable', () => {
  expect(listName({ givenName: 'Ánh', familyName: 'Nguyễn' })).toBe('Nguyễn, Ánh');
  expect(listName({ givenName: '', familyName: 'Sukarno' })).toBe('Sukarno');
  expect(fullName({ givenName: '', familyName: 'Sukarno' })).toBe('Sukarno');
});

test('hypercare ends on the weekday on which it began', () => {
  expect(hypercareEnd({ date: '2027-03-01', weeks: 6 })).toBe('2027-04-12');
});
