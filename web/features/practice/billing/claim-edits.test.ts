import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { claimEdits, totalOfLines, type ClaimForEdits, type ClaimLine } from './claim-edits.ts';

const visit: ClaimLine = { code: 'LV-VIS-3', name: 'Clinic visit', day: '2026-03-01', net: 132, pointsTo: [0] };
const lipids: ClaimLine = { code: 'LV-LIPID', name: 'Lipid panel', day: '2026-03-01', net: 46, pointsTo: [0] };
const clean: ClaimForEdits = { hasCoverage: true, diagnoses: ['E78.5'], lines: [visit, lipids] };
const keysOf = (claim: ClaimForEdits): string[] => claimEdits(claim).map((one) => one.key);

describe('edits of a claim', () => {
  it('lets a clean claim pass', () => expect(claimEdits(clean)).toEqual([]));

  it('finds the same service twice on one day, and not on two days', () => {
    expect(keysOf({ ...clean, lines: [visit, lipids, lipids] })).toEqual(['twice-2']);
    expect(keysOf({ ...clean, lines: [visit, lipids, { ...lipids, day: '2026-03-02' }] })).toEqual([]);
  });

  it('finds a diagnosis that does not support the service', () =>
    expect(keysOf({ ...clean, diagnoses: ['M54.50'] })).toEqual(['support-1']));

  it('finds a line that points to nothing, also when its diagnosis was taken away', () => {
    expect(keysOf({ ...clean, lines: [{ ...visit, pointsTo: [] }, lipids] })).toEqual(['pointer-0']);
    expect(keysOf({ ...clean, lines: [{ ...visit, pointsTo: [3] }, lipids] })).toEqual(['pointer-0']);
  });

  it('asks for coverage, a diagnosis and a service', () =>
    expect(keysOf({ hasCoverage: false, diagnoses: [], lines: [] })).toEqual(['coverage', 'diagnosis', 'lines']));

  it('adds up to the cent', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1_000_000 })), (cents) => {
        expect(totalOfLines(cents.map((one) => ({ net: one / 100 })))).toBe(cents.reduce((a, b) => a + b, 0) / 100);
      }),
    );
  });
});
