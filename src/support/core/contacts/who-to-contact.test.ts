import fc from 'fast-check';
import { expect, test } from 'vitest';
import { whoToContact, type OnDuty } from './who-to-contact.ts';

const units = new Map([
  ['4W', { siteId: 'A', building: 'Main', floor: '4' }],
  ['4E', { siteId: 'A', building: 'Main', floor: '4' }],
  ['ED', { siteId: 'A', building: 'Main', floor: '1' }],
  ['FAR', { siteId: 'B', building: 'Other', floor: '1' }],
]);
const one = (supporterId: string, more: Partial<OnDuty> = {}): OnDuty => ({
  supporterId,
  name: supporterId,
  tier: 'ate',
  unitId: '4W',
  knows: ['nurse'],
  state: 'free',
  reachable: true,
  ...more,
});
const ask = (onDuty: readonly OnDuty[], topic = 'nurse') =>
  whoToContact({ unitId: '4W', topic, onDuty, units, walkSeconds: (from, to) => (from === to ? 0 : 90) });

test('nearest who knows it and answers; then the rings outwards; the silent last; nobody of another site', () => {
  const found = ask([
    one('lead', { tier: 'zone-lead' }),
    one('desk', { tier: 'help-desk', unitId: null }),
    one('silent', { reachable: false }),
    one('far', { unitId: 'FAR' }),
    one('floor', { unitId: '4E' }),
    one('elsewhere', { unitId: 'ED' }),
    one('stranger', { knows: ['biller'] }),
    one('busy', { state: 'busy' }),
    one('here'),
  ]);
  expect(found.map(({ supporterId }) => supporterId)).toEqual(['here', 'busy', 'floor', 'elsewhere', 'desk', 'lead', 'stranger', 'silent']);
});

const somebody = fc.record({
  supporterId: fc.uuid(),
  name: fc.constant(''),
  tier: fc.constantFrom('ate' as const, 'super-user' as const, 'zone-lead' as const, 'analyst' as const),
  unitId: fc.constantFrom('4W', '4E', 'ED', 'FAR'),
  knows: fc.constantFrom(['nurse'], ['*'], []),
  state: fc.constantFrom('free' as const, 'busy' as const),
  reachable: fc.constantFrom(true, false),
});

test('whoever is reachable and knows it is never behind whoever is not, and the order of the roster does not matter', () => {
  fc.assert(
    fc.property(fc.array(somebody, { maxLength: 12 }), (onDuty) => {
      const found = ask(onDuty);
      const good = found.map(({ reachable, knowsTopic }) => reachable === true && knowsTopic);
      expect(good.lastIndexOf(true)).toBe(good.filter(Boolean).length - 1);
      expect(ask(onDuty.toReversed())).toEqual(found);
    }),
  );
});
