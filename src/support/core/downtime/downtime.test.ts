import { expect, test } from 'vitest';
import { downtimeAt, isAboutPaper } from './downtime.ts';

test.each([
  ['Can I write this order on paper?', true],
  ['system down', true],
  ['Epic is down again', true],
  ['Where are the order forms', true],
  ['the EHR is unavailable', true],
  ['faxed it to pharmacy, is that right', true],
  ['printer out of papers', false],
  ['how do I sit down and round', false],
  ['discharge order will not sign', false],
  ['newspaper in the waiting room', false],
])('%s', (text, expected) => {
  expect(isAboutPaper({ text, topic: '' })).toBe(expected);
});

test('a topic may say it, too', () => {
  expect(isAboutPaper({ text: '', topic: 'downtime' })).toBe(true);
});

test('the hospital’s downtime holds on every unit, a unit’s on that one, and neither at its own end', () => {
  const unit = { unitId: '4W', startsAt: 10, endsAt: 20 };
  const all = { unitId: null, startsAt: 30, endsAt: null };
  expect([9, 10, 19, 20].map((at) => downtimeAt([unit, all], '4W', at))).toEqual([null, unit, unit, null]);
  expect(downtimeAt([unit], '5E', 15)).toBeNull();
  expect([29, 30, 9e15].map((at) => downtimeAt([unit, all], '5E', at))).toEqual([null, all, all]);
});
