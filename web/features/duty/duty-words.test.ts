import { expect, test } from 'vitest';
import { actionText, askerText, countdownText, stateAfter, walkText } from './duty-words.ts';

test.each([
  [-1, '0 s'],
  [29_001, '30 s'],
  [59_001, '1:00'],
  [125_000, '2:05'],
])('%d ms are left: %s', (ms, text) => expect(countdownText(ms)).toBe(text));

test.each([
  [0, 'On your unit'],
  [45, '1 min walk'],
  [200, '3 min walk'],
])('%d s on foot: %s', (seconds, text) => expect(walkText(seconds)).toBe(text));

test('the page goes on from what was done here, sent or not', () => {
  expect(stateAfter('accepted', null)).toBe('accepted');
  expect(stateAfter('waiting', { kind: 'accept', offerId: 'o', requestId: 'r' })).toBe('accepted');
  expect(stateAfter('accepted', { kind: 'progress', requestId: 'r', step: 'arrived' })).toBe('arrived');
  expect(stateAfter('arrived', { kind: 'progress', requestId: 'r', step: 'given-back' })).toBe('waiting');
});

test('whoever asks without an account is named by their class', () => {
  expect(askerText({ askerName: null, askerClass: 'nurse' })).toBe('Nurse, without an account');
  expect(askerText({ askerName: 'Dora Docherty', askerClass: 'provider' })).toBe('Dora Docherty');
});

test('an unsent action reads as what was done', () => {
  const teach = { kind: 'teach', personId: 'P', personName: 'Nora Wardle', topic: 'nurse', result: 'alone', unitId: null } as const;
  expect(actionText(teach)).toBe('Taught Nora Wardle: Nurse');
});
