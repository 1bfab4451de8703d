import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hourMs, toLocal, toOffsetIso, weekday, type LocalDate } from '#kernel/time.ts';
import { factsOf } from '../clock/facts-for-tests.ts';
import type { UnitNeed } from '../facts.ts';
import type { Need } from '../need.ts';
import { defaultSettings } from '../settings.ts';
import { unitNeeds } from './unit-needs.ts';

const row = (some: Partial<UnitNeed> = {}): UnitNeed => ({
  unitId: '4W',
  shiftId: 'N',
  from: '2027-03-01',
  to: '2027-03-31',
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  headcount: 1,
  topic: 'nurse',
  ...some,
});
const march = { from: '2027-03-01', to: '2027-03-31' };
const of = (rows: UnitNeed[], some: Parameters<typeof factsOf>[0] = {}, settings = defaultSettings, range = march): Need[] =>
  unitNeeds(factsOf({ unitNeeds: rows, ...some }), settings, range);
const one = (date: LocalDate, shiftId: string): Need => of([row({ shiftId, from: date, to: date })])[0]!;
const hours = (need: Need): number => (need.end - need.start) / hourMs;

describe('unit needs', () => {
  it('keep the wall clock through a clock change: a night of eleven hours, and of thirteen', () => {
    const spring = one('2027-03-13', 'N');
    expect([spring.start, spring.end].map((t) => toOffsetIso(t, 'America/Chicago'))).toEqual([
      '2027-03-13T19:00:00-06:00',
      '2027-03-14T07:00:00-05:00',
    ]);
    expect([hours(spring), hours(one('2027-03-12', 'N'))]).toEqual([11, 12]);
    const autumn = of([row({ to: '2027-12-31' })], {}, defaultSettings, { from: '2027-11-06', to: '2027-11-06' });
    expect(autumn.map(hours)).toEqual([13]);
  });

  it('are exactly the dates of the rows on their weekdays, none signed off', () => {
    const dateOf = fc.integer({ min: 1, max: 31 }).map((d) => `2027-03-${String(d).padStart(2, '0')}`);
    const rows = fc.array(
      fc.record({
        from: dateOf,
        to: dateOf,
        shiftId: fc.constantFrom('D', 'N'),
        weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 })),
        headcount: fc.integer({ min: 0, max: 3 }),
        topic: fc.constantFrom('nurse', ''),
      }),
      { maxLength: 6 },
    );
    const signOffs = fc.array(fc.record({ unitId: fc.constant('4W'), shiftId: fc.constantFrom('D', 'N'), from: dateOf }), { maxLength: 2 });
    fc.assert(
      fc.property(rows, signOffs, (some, signed) => {
        const all = some.map(row);
        const got = new Map(of(all, { signOffs: signed }).map((need) => [`${need.date} ${need.shiftId} ${need.topic}`, need.headcount]));
        for (let d = 1; d <= 31; d++)
          for (const shiftId of ['D', 'N'])
            for (const topic of ['nurse', '']) {
              const date = `2027-03-${String(d).padStart(2, '0')}`;
              const open = !signed.some((s) => s.shiftId === shiftId && s.from <= date);
              const heads = all
                .filter(
                  (r) => r.shiftId === shiftId && r.topic === topic && r.from <= date && date <= r.to && r.weekdays.includes(weekday(date)),
                )
                .map((r) => r.headcount);
              expect(got.get(`${date} ${shiftId} ${topic}`) ?? 0).toBe(open ? Math.max(0, ...heads) : 0);
            }
      }),
    );
  });

  it('night-nurse: the comfort of the day shift ends no night', () => {
    const signOffs = [{ unitId: '4W', shiftId: 'D', from: '2027-03-08' }];
    const needs = of([row(), row({ shiftId: 'D' })], { signOffs });
    expect(needs.filter((need) => need.shiftId === 'D')).toHaveLength(7);
    expect(needs.filter((need) => need.shiftId === 'N')).toHaveLength(31);
  });

  it('night-nurse: where the night shift decides, nights outlast their end date until it signs off', () => {
    const settings = { ...defaultSettings, nightsUntilSignOff: 1 };
    const rows = [row({ to: '2027-03-07' }), row({ to: '2027-03-07', shiftId: 'D' })];
    const nights = (signOffs: { unitId: string; shiftId: string; from: LocalDate }[] = []): number =>
      of(rows, { signOffs }, settings).filter((need) => need.shiftId === 'N').length;
    expect(nights()).toBe(31);
    expect(nights([{ unitId: '4W', shiftId: 'N', from: '2027-03-20' }])).toBe(19);
    expect(of(rows, {}, settings).filter((need) => need.shiftId === 'D')).toHaveLength(7);
    expect(of(rows)).toHaveLength(14);
  });

  it('take their day from the clock of their own site', () => {
    const sites = [{ siteId: 'main', name: 'Main', timeZone: 'Asia/Tokyo' }];
    const [need] = of([row({ shiftId: 'D', to: '2027-03-01' })], { sites });
    expect(toLocal(need!.start, 'Asia/Tokyo')).toEqual({ date: '2027-03-01', time: '07:00' });
  });
});
