import { expect, test } from 'vitest';
import { emptied, emptiedFields } from './emptied.ts';

test('a field is emptied of what was kept, and of nothing that was typed meanwhile', () => {
  expect(emptied('Pain is better')('Pain is better')).toBe('');
  expect(emptied('Pain is better')('Pain is better, walks')).toBe('Pain is better, walks');
});

test('of fields that are kept together those stay that were filled in meanwhile', () => {
  expect(emptiedFields({ pulse: '80' })({ pulse: '80', bp: '120/80' })).toEqual({ bp: '120/80' });
  expect(emptiedFields<number | null>({ rounds: 14, rest: null })({ rounds: 15, rest: null })).toEqual({ rounds: 15 });
});
