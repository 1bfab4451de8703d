import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { unitOf } from '../clock/facts-for-tests.ts';
import { defaultSettings } from '../settings.ts';
import { floorNumber, travelMinutes } from './travel.ts';

const places = fc.record({
  unitId: fc.constantFrom('a', 'b', 'c', 'd', 'e'),
  siteId: fc.constantFrom('main', 'rural'),
  building: fc.constantFrom('', 'A', 'B'),
  floor: fc.constantFrom('', 'G', 'B1', '1', '2', '9', '14', 'Roof'),
  zone: fc.constantFrom('', 'east', 'west'),
});
/** One unit is in one place: same id, same place. */
const triples = fc
  .tuple(places, places, places)
  .filter((list) => new Set(list.map((p) => p.unitId)).size === 3)
  .map(([a, b, c]) => [unitOf(a.unitId, a), unitOf(b.unitId, b), unitOf(c.unitId, c)] as const);
const anySettings = fc
  .record({
    walkMinutes: fc.double({ min: 0, max: 5, noNaN: true }),
    zoneMinutes: fc.double({ min: 0, max: 5, noNaN: true }),
    liftMinutes: fc.double({ min: 0, max: 5, noNaN: true }),
    floorMinutes: fc.double({ min: 0, max: 2, noNaN: true }),
    buildingMinutes: fc.double({ min: 0, max: 20, noNaN: true }),
    siteMinutes: fc.double({ min: 0, max: 90, noNaN: true }),
  })
  .map((some) => ({ ...defaultSettings, ...some }));

describe('travel', () => {
  it('is symmetric, whole, and no way round is shorter, whatever the settings', () => {
    fc.assert(
      fc.property(triples, anySettings, ([a, b, c], settings) => {
        const t = travelMinutes(a, c, settings);
        expect(t).toBe(travelMinutes(c, a, settings));
        expect(Number.isInteger(t) && t >= 0).toBe(true);
        expect(t).toBeLessThanOrEqual(travelMinutes(a, b, settings) + travelMinutes(b, c, settings));
        expect(travelMinutes(a, a, settings)).toBe(0);
      }),
      { numRuns: 2000 },
    );
  });

  it('by default: zone 1, next zone 2, five floors 4, next building, next site', () => {
    const here = unitOf('4W');
    const to = (some: Parameters<typeof unitOf>[1]): number => travelMinutes(here, unitOf('x', some), defaultSettings);
    expect([to({}), to({ zone: 'east' }), to({ floor: '9' }), to({ building: 'B' }), to({ siteId: 'rural' })]).toEqual([1, 2, 4, 7, 30]);
  });

  it('takes half of a different zone, floor or building for one that is unknown', () => {
    const settings = { ...defaultSettings, walkMinutes: 0, zoneMinutes: 10, buildingMinutes: 20 };
    const to = (some: Parameters<typeof unitOf>[1]): number => travelMinutes(unitOf('4W'), unitOf('x', some), settings);
    expect([to({ zone: '' }), to({ building: '' })]).toEqual([5, 10]);
  });

  it('reads floors as signs have them', () => {
    expect(['4', '4th', 'L4', 'B2', '-1', 'G', ''].map(floorNumber)).toEqual([4, 4, 4, -2, -1, 0, 0]);
  });
});
