import { expect, test } from 'vitest';
import type { ImportFile } from '#platform/imports/contract.ts';
import { applyText, diffText, fieldText, sizeText, totals } from './import-words.ts';

const diff = (added: number, changed: number): NonNullable<ImportFile['diff']> => ({
  added,
  changed,
  unchanged: 5,
  withdrawn: 0,
  absent: 2,
  addedKeys: [],
  absentKeys: [],
  changes: [],
});
const file = (part: Partial<ImportFile>): ImportFile => ({
  file: 'people.csv',
  kind: 'people.csv',
  title: 'People',
  bytes: 10,
  state: 'previewed',
  rows: 0,
  errors: 0,
  warnings: 0,
  issues: [],
  diff: null,
  sample: null,
  failure: null,
  appliedAt: null,
  ...part,
});

test('what an import would do, in one sentence', () => {
  const sum = totals({
    files: [
      file({ diff: diff(1200, 3), errors: 1 }),
      file({ diff: diff(0, 0) }),
      file({ kind: null, state: 'uploaded' }),
      file({ failure: 'an Excel workbook' }),
    ],
  });
  expect(sum).toMatchObject({ added: 1200, changed: 3, ready: 2, unknown: 1, failed: 1 });
  expect(applyText(sum)).toBe('2 files: 1,200 new, 3 changed; 1 row with errors stays out.');
});

test('a file that says what is on record already', () => {
  expect(diffText(diff(0, 0))).toBe('nothing new');
  expect(applyText(totals({ files: [file({ diff: diff(0, 0) })] }))).toBe('1 file: nothing new.');
  expect(applyText(totals({ files: [] }))).toBe('Nothing is ready to be applied.');
});

test('sizes', () => {
  expect([1, 999, 14_400, 2_345_000].map(sizeText)).toEqual(['1 byte', '999 bytes', '14 KB', '2.3 MB']);
});

test('fields as people say them', () => {
  expect(['familyName', 'max_hours_week', 'beds'].map(fieldText)).toEqual(['family name', 'max hours week', 'beds']);
});
