import { expect, test } from 'vitest';
import { likelySpan } from './plan-span.ts';

const today = '2027-03-03'; // a Wednesday

test('a go-live ahead: from its date to the end of its support', () => {
  const goLives = [
    { date: '2027-03-15', weeks: 2 },
    { date: '2027-03-16', weeks: 3 },
    { date: '2027-06-01', weeks: 2 },
  ];
  expect(likelySpan(goLives, today)).toEqual({ from: '2027-03-15', to: '2027-04-05' });
});

test('long support: six weeks of it', () => {
  expect(likelySpan([{ date: '2027-03-15', weeks: 26 }], today)).toEqual({ from: '2027-03-15', to: '2027-04-25' });
});

test('support that runs: from next Monday to its end, with what joins it', () => {
  expect(likelySpan([{ date: '2027-03-01', weeks: 2 }], today)).toEqual({ from: '2027-03-08', to: '2027-03-14' });
  const joined = [
    { date: '2027-03-01', weeks: 2 },
    { date: '2027-03-22', weeks: 1 },
  ];
  expect(likelySpan(joined, today)).toEqual({ from: '2027-03-08', to: '2027-03-28' });
});

test('nothing ahead: six weeks from next Monday', () => {
  const six = { from: '2027-03-08', to: '2027-04-18' };
  expect(likelySpan([], today)).toEqual(six);
  expect(likelySpan([{ date: '2027-01-04', weeks: 2 }], today)).toEqual(six);
});
