import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { RequestState } from '../dispatch/model.ts';
import { tellTheirs, type TheirState } from './ticket-state.ts';

const states: readonly RequestState[] = ['waiting', 'accepted', 'on-the-way', 'arrived', 'done', 'resolved', 'withdrawn'];

test('they are never told what they know, nor that it is closed before the asker says so', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...states),
      fc.constantFrom(...states),
      fc.constantFrom<TheirState>('open', 'resolved'),
      (was, is, theirs) => {
        const told = tellTheirs({ state: was, priority: 'P3' }, { state: is, priority: 'P3' }, theirs);
        expect(told.priority).toBeNull();
        expect(told.state).not.toBe(theirs);
        expect(told.state === 'resolved' && is !== 'resolved' && is !== 'withdrawn').toBe(false);
      },
    ),
  );
});

test('their solution that the asker does not accept goes back to them as open', () => {
  expect(tellTheirs({ state: 'done', priority: 'P3' }, { state: 'waiting', priority: 'P3' }, 'resolved').state).toBe('open');
  expect(tellTheirs({ state: 'done', priority: 'P3' }, { state: 'resolved', priority: 'P3' }, 'resolved').state).toBeNull();
  expect(tellTheirs({ state: 'arrived', priority: 'P3' }, { state: 'arrived', priority: 'P1' }, 'open')).toEqual({
    state: null,
    priority: 'P1',
  });
});
