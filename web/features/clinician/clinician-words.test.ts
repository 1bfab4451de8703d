import { expect, test } from 'vitest';
import { exposureStates, type ClockView } from '#coverage/contract.ts';
import { nextText, stateText, states } from './clinician-words.ts';

const clock = (part: Partial<ClockView>): ClockView => ({
  state: 'settling',
  since: null,
  liveRounds: 4,
  supportedRounds: 2,
  next: null,
  lapsesAfter: null,
  why: '',
  ...part,
});

test('every state has its words and its place in the list', () => {
  expect(states.toSorted()).toEqual([...exposureStates].toSorted());
  expect(Object.keys(stateText).toSorted()).toEqual([...exposureStates].toSorted());
});

test.each([
  [
    { next: { state: 'settling', supportedRounds: 1 }, lapsesAfter: '2027-04-12' } as const,
    '1 more live round with a supporter, then “Settling in”. With no live round until 12 Apr 2027, day-one help opens again.',
  ],
  [{ next: { state: 'stable', supportedRounds: 6 } } as const, '6 more live rounds, then “At home”.'],
  [{ next: null }, 'Nothing more is needed.'],
])('what comes next: %j', (part, text) => {
  expect(nextText(clock(part))).toBe(text);
});
