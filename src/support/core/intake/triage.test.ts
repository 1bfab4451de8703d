import { expect, test } from 'vitest';
import { askerClassOf, impacts, priorityOf, urgencies } from './triage.ts';

test('more impact or more urgency never makes a request less pressing', () => {
  const priority = (i: number, u: number): string => priorityOf(impacts[i] ?? 'one', urgencies[u] ?? 'stopped');
  for (const i of [0, 1])
    for (const u of [0, 1]) {
      expect(priority(i + 1, u) <= priority(i, u)).toBe(true);
      expect(priority(i, u + 1) <= priority(i, u)).toBe(true);
      expect(priority(i + 1, 2) <= priority(i, 2)).toBe(true);
      expect(priority(2, u + 1) <= priority(2, u)).toBe(true);
    }
  expect([priority(0, 0), priority(0, 2), priority(1, 2), priority(2, 2)]).toEqual(['P4', 'P3', 'P2', 'P1']);
});

test.each([
  ['physician', 'provider'],
  ['Physician-Assistant', 'provider'],
  ['nurse-practitioner', 'provider'],
  ['pa', 'provider'],
  ['nurse', 'nurse'],
  ['charge-nurse', 'nurse'],
  ['rn', 'nurse'],
  ['pharmacist', 'other'],
  ['front-desk', 'other'],
])('%s counts as %s', (jobRole, askerClass) => {
  expect(askerClassOf(jobRole)).toBe(askerClass);
});
