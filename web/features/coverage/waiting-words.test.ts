import { expect, test } from 'vitest';
import type { CallOut, Swap } from '#coverage/contract.ts';
import { absenceText, waitingText } from './waiting-words.ts';

const zone = 'America/Chicago';
const now = Date.parse('2027-03-09T11:50:00Z'); // 05:50 on the wards
const hourMs = 3_600_000;
const callOut = (personName: string, more: Partial<CallOut['repair']> = {}): CallOut =>
  ({
    personName,
    at: now,
    until: now + 10 * hourMs,
    repair: { disturbed: [], changes: [], uncovered: [], ms: 1, ...more },
  }) as unknown as CallOut;
const swap = { from: { name: 'Ann' }, to: { name: 'Bo' } } as unknown as Swap;

test('an absence names the day, by the clock of the wards', () => {
  expect(absenceText({ at: now, until: now + 10 * hourMs }, zone, now)).toBe('today 05:50–15:50');
  expect(absenceText({ at: now + 24 * hourMs, until: now + 34 * hourMs }, zone, now)).toBe('Wed 10 Mar, 05:50–15:50');
  expect(absenceText({ at: now, until: now + 24 * hourMs }, zone, now)).toBe('today 05:50 to Wed 10 Mar 05:50');
});

test('one call-out is told whole, with what its repair means', () => {
  const disturbed = [{ personId: 'S2', name: 'Bo' }];
  expect(waitingText({ callOuts: [callOut('Maya Ortiz', { disturbed })], swaps: [] }, zone, now)).toBe(
    'Maya Ortiz can’t come today 05:50–15:50. The mended plan is ready: 1 other person moves, everything stays covered.',
  );
});

test('several are named, many are counted', () => {
  const of = (...names: string[]): CallOut[] => names.map((name) => callOut(name));
  expect(waitingText({ callOuts: of('A', 'B'), swaps: [swap] }, zone, now)).toBe('A and B can’t come; 1 swap to approve.');
  expect(waitingText({ callOuts: of('A', 'B', 'C', 'D', 'E'), swaps: [] }, zone, now)).toBe('A, B, C and 2 others can’t come.');
  expect(waitingText({ callOuts: [], swaps: [swap] }, zone, now)).toBe('Ann and Bo agreed on a swap.');
});
