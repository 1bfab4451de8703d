import { hourMs, minuteMs } from '#kernel/time.ts';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { boardOf, type BoardFacts } from './board.ts';
import type { BoardRequest } from './facts.ts';
import { heatMap } from './heat.ts';
import { topLines } from './top.ts';
import { waitsOf } from './waits.ts';

const now = Date.parse('2027-03-01T15:20:00Z');
let count = 0;
const request = (change: Partial<BoardRequest> & { minutesAgo?: number }): BoardRequest => {
  const createdAt = now - (change.minutesAgo ?? 10) * minuteMs;
  return {
    requestId: `r${++count}`,
    askerClass: 'nurse',
    unitId: '4W',
    topic: '',
    issueId: null,
    priority: 'P3',
    state: 'waiting',
    createdAt,
    waitingSince: createdAt,
    stateSince: createdAt,
    helpedAt: null,
    gap: false,
    ...change,
  };
};
const helped = (minutesAgo: number, after: number): BoardRequest =>
  request({ minutesAgo, state: 'resolved', helpedAt: now - (minutesAgo - after) * minuteMs });
const gaveUp = (minutesAgo: number, after: number): BoardRequest =>
  request({ minutesAgo, state: 'withdrawn', stateSince: now - (minutesAgo - after) * minuteMs });
const facts = (requests: readonly BoardRequest[], more: Partial<BoardFacts> = {}): BoardFacts => ({
  requests,
  supporters: [],
  needs: [],
  issues: new Map(),
  offsetMs: 0,
  ...more,
});

test('whoever gave up or waits yet waited longer than was seen, and is not left out', () => {
  const waits = waitsOf([helped(50, 2), helped(40, 4), gaveUp(30, 3), request({ minutesAgo: 5 })], now);
  // By hand: at 2 min one of 4 helped (3/4 wait on); at 4 min one of the 2 still in sight (3/8): half are helped by 4 min, nine in ten never.
  expect(waits).toEqual({ asked: 4, helped: 2, gaveUp: 1, waiting: 1, p50Minutes: 4, p90Minutes: null });
  expect(waitsOf([helped(50, 2), helped(40, 4)], now).p50Minutes).toBe(2);
});

test('who still waits can only make the waits longer', () => {
  const one = fc.record({ minutesAgo: fc.integer({ min: 1, max: 60 }), after: fc.integer({ min: 0, max: 60 }) });
  fc.assert(
    fc.property(fc.array(one, { minLength: 1, maxLength: 30 }), fc.integer({ min: 1, max: 60 }), (done, minutesAgo) => {
      const those = done.map(({ minutesAgo: ago, after }) => helped(ago, Math.min(ago, after)));
      const [without, including] = [waitsOf(those, now), waitsOf([...those, request({ minutesAgo })], now)];
      const longer = (a: number | null, b: number | null): boolean => b === null || (a !== null && b >= a);
      expect(longer(without.p50Minutes, including.p50Minutes) && longer(without.p90Minutes, including.p90Minutes)).toBe(true);
    }),
  );
});

test('the heat map counts each request of its hours once, in the hour in which it was asked', () => {
  const ages = fc.array(fc.record({ minutesAgo: fc.integer({ min: 0, max: 900 }), unitId: fc.constantFrom('4W', '5E', 'ED') }));
  fc.assert(
    fc.property(ages, fc.integer({ min: -48, max: 48 }), (asked, quarters) => {
      const requests = asked.map(request);
      const offsetMs = quarters * 15 * minuteMs;
      const { hours, rows, max } = heatMap(requests, now, 12, offsetMs);
      const [first = 0, last = 0] = [hours[0], hours.at(-1)];
      const within = requests.filter(({ createdAt }) => createdAt >= first);
      expect(rows.reduce((sum, { total }) => sum + total, 0)).toBe(within.length);
      expect(last <= now && now < last + hourMs && (last + offsetMs) % hourMs === 0).toBe(true);
      for (const { unitId, counts } of rows)
        counts.forEach((seen, i) => {
          const hour = hours[i] ?? 0;
          const there = within.filter((one) => one.unitId === unitId && one.createdAt >= hour && one.createdAt < hour + hourMs);
          expect(seen).toBe(there.length);
          expect(seen).toBeLessThanOrEqual(max);
        });
    }),
  );
});

test('a request counts for its issue, or for its topic, once', () => {
  const requests = [
    ...[1, 2, 3].map(() => request({ issueId: 'i1', topic: 'nurse' })),
    request({ issueId: 'i1', topic: 'physician', minutesAgo: 90, state: 'resolved' }),
    request({ topic: 'nurse' }),
    request({ topic: '' }),
  ];
  const issues = new Map([['i1', { issueId: 'i1', title: 'Order sets do not open', open: true }]]);
  expect(topLines(requests, issues, now, 10)).toEqual([
    { kind: 'issue', id: 'i1', title: 'Order sets do not open', count: 4, lastHour: 3, open: 3 },
    { kind: 'topic', id: '', title: '', count: 1, lastHour: 1, open: 1 },
    { kind: 'topic', id: 'nurse', title: 'nurse', count: 1, lastHour: 1, open: 1 },
  ]);
  expect(topLines(requests, issues, now, 1)).toHaveLength(1);
});

test('on duty against need: whose phone is silent is not there, and the shortest-handed unit comes first', () => {
  const supporters = [
    { supporterId: 'A', unitId: '4W', state: 'free' as const, reachable: true },
    { supporterId: 'B', unitId: '4W', state: 'busy' as const, reachable: true },
    { supporterId: 'C', unitId: '5E', state: 'free' as const, reachable: false },
    { supporterId: 'D', unitId: null, state: 'free' as const, reachable: true },
    { supporterId: 'E', unitId: null, state: 'busy' as const, reachable: false },
  ];
  const needs = [
    { unitId: '4W', headcount: 2 },
    { unitId: '5E', headcount: 1 },
  ];
  const board = boardOf(facts([request({ unitId: 'ED', minutesAgo: 3 })], { supporters, needs }), now);
  expect(board.units).toEqual([
    { unitId: '5E', need: 1, onDuty: 1, free: 0, silent: 1, waiting: 0 },
    { unitId: 'ED', need: 0, onDuty: 0, free: 0, silent: 0, waiting: 1 },
    { unitId: '4W', need: 2, onDuty: 2, free: 1, silent: 0, waiting: 0 },
  ]);
  expect(board.byPhone).toEqual({ onDuty: 1, free: 1 });
});

test('the queue: the oldest by its age, who has nobody called, who is to confirm', () => {
  const requests = [
    request({ minutesAgo: 4, askerClass: 'provider' }),
    request({ minutesAgo: 700, unitId: 'ED', gap: true }),
    request({ state: 'arrived' }),
    request({ state: 'done' }),
    request({ state: 'resolved' }),
  ];
  expect(boardOf(facts(requests), now).queue).toEqual({
    waiting: 2,
    providersWaiting: 1,
    oldestMinutes: 700,
    oldestUnitId: 'ED',
    gaps: 1,
    beingHelped: 1,
    toConfirm: 1,
  });
  expect(boardOf(facts([]), now).queue.oldestMinutes).toBeNull();
});
