import { randomStream } from '#kernel/random.ts';
import { dispatch } from '../src/support/core/dispatch/dispatch.ts';
import { newRequest, type DispatchState, type SupporterOnDuty } from '../src/support/core/dispatch/model.ts';
import { defaultDispatchSettings } from '../src/support/core/dispatch/settings.ts';

const supporterCount = 3000;
const unitCount = 120;
const waitingCount = 30;
const topics = ['nurse', 'physician', 'pharmacist', 'ma', 'biller', 'front-desk'];

/** Milliseconds of single decisions in a crowd of 3,000, half of them busy, thirty requests waiting; sorted. */
export function decisionTimes(count: number): readonly number[] {
  const uniform = randomStream(3000);
  const below = (n: number): number => Math.floor(uniform() * n);
  const unitIds = Array.from({ length: unitCount }, (_, n) => `U${n}`);
  const floorOf = (unitId: string): number => Math.floor(Number(unitId.slice(1)) / 6);
  const supporters = Array.from({ length: supporterCount }, (_, n): SupporterOnDuty => ({
    supporterId: `S${n}`,
    name: `S${n}`,
    tier: 'ate',
    unitId: unitIds[below(unitCount)] ?? '',
    knows: [topics[below(topics.length)] ?? '', topics[below(topics.length)] ?? ''],
    state: uniform() < 0.5 ? 'free' : 'busy',
    stateSince: below(1_000_000),
    heartbeatAt: 1e9,
    loadMinutes: below(200),
    silentStreak: 0,
  }));
  const state: DispatchState = {
    supporters,
    offers: [],
    requests: [],
    units: new Map(unitIds.map((unitId) => [unitId, { siteId: 'main', building: 'A', floor: String(floorOf(unitId)) }])),
    walkSeconds: (from, to) => (from === to ? 0 : 60 + 75 * Math.abs(floorOf(from) - floorOf(to))),
    settings: defaultDispatchSettings,
  };
  const now = 1e9;
  const times = Array.from({ length: count }, (_, round) => {
    const requests = Array.from({ length: waitingCount }, (_unused, n) =>
      newRequest({
        requestId: `r${round}.${n}`,
        askerClass: uniform() < 0.3 ? 'provider' : 'nurse',
        unitId: unitIds[below(unitCount)] ?? '',
        topic: topics[below(topics.length)] ?? '',
        priority: 'P3',
        createdAt: now - below(600_000),
      }),
    );
    const began = performance.now();
    dispatch({ ...state, requests }, now);
    return performance.now() - began;
  });
  return times.toSorted((a, b) => a - b);
}
