import { expect, test } from 'vitest';
import type { AskedRequest } from '#support/contract.ts';
import { inOrderOfUse, removedText, stepReached, toldOf } from './asking-words.ts';

const request: AskedRequest = {
  requestId: 'req_1',
  callBackCode: '17',
  unitId: '4W',
  topic: 'physician',
  text: '',
  priority: 'P3',
  state: 'waiting',
  createdAt: 0,
  holderName: null,
  expectedAt: null,
  gap: null,
  issue: null,
  messages: [],
};
const gap = { reason: 'all-busy', waitMinutes: 6, text: 'for the desk' };

test.each<[Partial<AskedRequest>, string, string]>([
  [{}, 'Calling the nearest supporter', 'next one'],
  [{ gap }, 'Everybody is helping somebody', 'About 6 min'],
  [{ gap: { ...gap, reason: 'nobody-on-duty', waitMinutes: null } }, 'Nobody is on duty here', 'command centre'],
  [{ state: 'accepted', holderName: 'Ann D.', expectedAt: 170_000 }, 'Ann D. is coming', 'About 3 minutes'],
  [{ state: 'on-the-way', holderName: 'Ann D.', expectedAt: -5000 }, 'Ann D. is on the way', 'About a minute'],
  [{ state: 'done', holderName: 'Ann D.' }, 'Is it solved?', 'Only you can close it'],
  [{ state: 'done' }, 'Is it solved?', 'The desk'],
])('what an asker is told: %o', (change, title, text) => {
  const told = toldOf({ ...request, ...change }, 0);
  expect(told.title).toBe(title);
  expect(told.text).toContain(text);
});

test('what the desk reads of a gap is not what the asker reads', () => {
  expect(JSON.stringify(toldOf({ ...request, gap }, 0))).not.toContain('for the desk');
});

test('a request goes forward step by step', () => {
  const states = ['waiting', 'accepted', 'on-the-way', 'arrived', 'resolved'] as const;
  expect(states.map((state) => stepReached({ ...request, state }))).toEqual([0, 1, 2, 3, 4]);
});

test('kinds of work come before specialties, and none is lost', () => {
  expect(inOrderOfUse(['cardiology', 'nurse', 'obstetrics', 'physician'])).toEqual(['physician', 'nurse', 'cardiology', 'obstetrics']);
});

test('each kind that was removed is named once', () => {
  expect(removedText(['record-number', 'date', 'date'])).toBe('a record number and a date');
  expect(removedText([])).toBe('');
});
