import { describe, expect, it } from 'vitest';
import { minuteMs } from '#kernel/time.ts';
import { acceptOffer, declineOffer } from './answer.ts';
import { applyOutcome } from './apply.ts';
import { desk, request, supporter } from './desk-for-tests.ts';
import { dispatch } from './dispatch.ts';
import type { DispatchState } from './model.ts';
import { markArrived, markDone, release } from './progress.ts';
import { nextWake } from './wake.ts';

const called = (state: DispatchState, now = 0): string[] => dispatch(state, now).offers.map((one) => `${one.requestId} ${one.supporterId}`);
const step = (state: DispatchState, now: number): DispatchState => applyOutcome(state, dispatch(state, now), now);
function must<T>(result: { ok: true; value: T } | { ok: false }): T {
  if (!result.ok) throw new Error(JSON.stringify(result));
  return result.value;
}

describe('whom it calls', () => {
  it('the nearest who knows the topic, and says why', () => {
    const state = desk([supporter('far', '5W'), supporter('near', '4E'), supporter('nearer', '4W', { knows: ['mar'] })], [request('r')]);
    const [offer] = dispatch(state, 1000).offers;
    expect(offer).toMatchObject({ supporterId: 'near', offeredAt: 1000, expiresAt: 31_000, preempts: null });
    expect(offer?.why).toMatchObject({
      ring: 'floor',
      walkSeconds: 60,
      candidateCount: 2,
      runnersUp: [{ supporterId: 'far', walkSeconds: 180 }],
    });
    expect(offer?.why.text).toBe('knows cpoe, on the floor, 1 min on foot, first of 2 who could');
  });

  it('widens at once: unit, floor, building, site, help desk, analyst, vendor', () => {
    const everybody = [
      supporter('unit', '4W'),
      supporter('floor', '4E'),
      supporter('building', '5W'),
      supporter('site', 'ED'),
      supporter('elsewhere', 'HILL'),
      supporter('desk', null, { tier: 'help-desk' }),
      supporter('analyst', null, { tier: 'analyst' }),
      supporter('vendor', null, { tier: 'vendor' }),
    ];
    const rings = ['unit', 'floor', 'building', 'site', 'help-desk', 'analyst', 'vendor'];
    let there = everybody;
    for (const ring of rings) {
      const [offer] = dispatch(desk(there, [request('r')]), 0).offers;
      expect(offer?.why.ring).toBe(ring);
      there = there.filter(({ supporterId }) => supporterId !== offer?.supporterId);
    }
    expect(dispatch(desk(there, [request('r')]), 0).gaps).toMatchObject([{ requestId: 'r', reason: 'nobody-on-duty', waitMinutes: null }]);
  });

  it('rather the help desk by phone than nobody, and rather one who knows than one who is there', () => {
    const state = desk([supporter('there', '4W', { knows: ['mar'] }), supporter('desk', null, { tier: 'help-desk' })], [request('r')]);
    expect(called(state)).toEqual(['r desk']);
  });

  it('somebody without the topic at once when nobody has it, or when those who have are busy for too long', () => {
    const ignorant = supporter('other', '4W', { knows: ['mar'] });
    expect(called(desk([ignorant], [request('r')]))).toEqual(['r other']);
    const busy = Array.from({ length: 5 }, (_, i) => supporter(`busy${i}`, '4E', { state: 'busy' }));
    const state = desk([ignorant, ...busy], [request('r')]);
    expect(dispatch(state, 0).gaps).toMatchObject([
      { reason: 'all-busy', text: 'All 5 who are on duty and know cpoe are busy; about 2 min.' },
    ]);
    expect(called(state, 2 * minuteMs)).toEqual(['r other']);
    // One or two who know it are not likely to be free in time.
    expect(called(desk([ignorant, ...busy.slice(0, 2)], [request('r')]))).toEqual(['r other']);
  });

  it('a provider before others who asked earlier; an old request counts as a provider', () => {
    const nurse = request('n', { askerClass: 'nurse', createdAt: 0 });
    const one = [supporter('s', '4W')];
    expect(called(desk(one, [nurse, request('p', { createdAt: 5 * minuteMs })]), 9 * minuteMs)).toEqual(['p s']);
    expect(called(desk(one, [nurse, request('p', { createdAt: 5 * minuteMs })]), 10 * minuteMs)).toEqual(['n s']);
  });

  it('nobody whose phone is silent', () => {
    const state = desk([supporter('gone', '4W', { heartbeatAt: 0 }), supporter('here', '5W')], [request('r')]);
    expect(called(state, 121_000)).toEqual(['r here']);
    expect(called(state, 120_000)).toEqual(['r gone']);
    const alone = desk([supporter('gone', '4W', { heartbeatAt: 0 })], [request('r')]);
    expect(dispatch(alone, 121_000).gaps).toMatchObject([{ reason: 'nobody-reachable' }]);
  });

  it('spares who has worked more, as far as the detour is worth it', () => {
    const tired = supporter('tired', '4W', { loadMinutes: 300 });
    expect(called(desk([tired, supporter('fresh', '4E')], [request('r')]))).toEqual(['r fresh']);
    expect(called(desk([tired, supporter('fresh', 'ED')], [request('r')]))).toEqual(['r tired']);
  });
});

describe('the reserve', () => {
  const eight = Array.from({ length: 8 }, (_, i) => supporter(`s${i}`, '4W', i === 0 ? {} : { state: 'busy' }));
  const nurse = request('n', { askerClass: 'nurse' });

  it('keeps the last free supporters for providers and says so', () => {
    expect(dispatch(desk(eight, [nurse]), 0)).toMatchObject({ offers: [], gaps: [{ reason: 'kept-for-providers', waitMinutes: 1 }] });
    expect(called(desk(eight, [nurse, request('p')]))).toEqual(['p s0']);
    expect(called(desk(eight, [nurse]), 10 * minuteMs)).toEqual(['n s0']);
  });

  it('keeps nobody in a tiny hospital', () => expect(called(desk(eight.slice(0, 7), [nurse]))).toEqual(['n s0']));
});

describe('silence', () => {
  it('goes to the next person, calls the zone lead as well at the third attempt, and comes round again', () => {
    const lead = supporter('lead', 'ED', { tier: 'zone-lead' });
    let state = desk([supporter('a', '4W'), supporter('b', '4E'), supporter('c', '5W'), lead], [request('r')]);
    const order: string[][] = [];
    const told: string[] = [];
    for (let now = 0; now <= 90_000; now += 30_000) {
      const outcome = dispatch(state, now);
      order.push(outcome.offers.map(({ supporterId }) => supporterId));
      told.push(...outcome.escalations.map(({ text }) => text));
      state = applyOutcome(state, outcome, now);
      expect(nextWake(state, now)).toBe(now + 30_000);
    }
    expect(told).toEqual(['Attempt 4 for 4W: zone lead lead is called as well.']);
    expect(order).toEqual([['a'], ['b'], ['c', 'lead'], ['a', 'lead']]);
    expect(state.supporters.map(({ silentStreak }) => silentStreak)).toEqual([1, 1, 1, 1]);
  });

  it('an answer that comes too late loses', () => {
    const state = step(desk([supporter('a', '4W')], [request('r')]), 0);
    expect(acceptOffer(state, 'r.1', 'a', 30_000)).toMatchObject({ ok: false, refusal: { code: 'offer-over' } });
    expect(acceptOffer(state, 'r.1', 'b', 0)).toMatchObject({ ok: false, refusal: { code: 'not-your-offer' } });
  });

  it('who declines is not asked again, and when all have, that is told', () => {
    let state = step(desk([supporter('a', '4W')], [request('r')]), 0);
    state = must(declineOffer(state, 'r.1', 'a', 5000));
    const outcome = dispatch(state, 5000);
    expect(outcome).toMatchObject({ offers: [], gaps: [{ reason: 'everybody-declined' }], escalations: [{ kind: 'nobody-in-sight' }] });
    expect(dispatch(applyOutcome(state, outcome, 5000), 6000).escalations).toEqual([]);
    const led = { ...state, supporters: [...state.supporters, supporter('lead', 'ED', { tier: 'zone-lead' })] };
    expect(called(led, 5000)).toEqual(['r lead']);
  });
});

describe('overload', () => {
  it('is told with a guess of the wait, which grows down the queue', () => {
    const busy = [supporter('a', '4W', { state: 'busy' }), supporter('b', '4W', { state: 'busy' })];
    const { gaps } = dispatch(desk(busy, [request('r1'), request('r2', { createdAt: 1 }), request('r3', { createdAt: 2 })]), 60_000);
    expect(gaps.map(({ waitMinutes }) => waitMinutes)).toEqual([5, 9, 14]);
    expect(gaps[2]?.text).toBe('All 2 who are on duty and know cpoe are busy and 2 asked before; about 14 min.');
  });

  it('what waits, walks or goes unconfirmed for too long is told once', () => {
    let state = desk([supporter('a', '4W', { state: 'busy' })], [request('r', { priority: 'P1' })]);
    expect(dispatch(state, 5 * minuteMs - 1).escalations).toEqual([]);
    expect(dispatch(state, 5 * minuteMs).escalations).toMatchObject([{ kind: 'response-late' }]);
    state = step(desk([supporter('a', 'ED')], [request('r')]), 0);
    state = must(acceptOffer(state, 'r.1', 'a', 1000));
    expect(nextWake(state, 1000)).toBe(1000 + 15 * minuteMs);
    expect(dispatch(state, 1000 + 15 * minuteMs).escalations).toMatchObject([{ kind: 'not-arrived' }]);
    state = must(markDone(must(markArrived(state, 'r', 'a', 2000)), 'r', 'a', 3000));
    expect(dispatch(state, 3000 + 60 * minuteMs).escalations).toMatchObject([{ kind: 'not-confirmed' }]);
  });
});

describe('pre-emption', () => {
  const asked = [request('n', { askerClass: 'nurse' })];
  const walking = (settings: { preemption?: number }): DispatchState => {
    const state = must(acceptOffer(step(desk([supporter('s', '5W')], asked, settings), 0), 'n.1', 's', 1000));
    return { ...state, requests: [...state.requests, request('p', { createdAt: 2000 })] };
  };

  it('is off', () => expect(dispatch(walking({}), 2000)).toMatchObject({ offers: [], gaps: [{ requestId: 'p', reason: 'all-busy' }] }));

  it('if switched on turns back who still walks, and the other keeps their age', () => {
    const state = step(walking({ preemption: 1 }), 2000);
    expect(state.offers.at(-1)).toMatchObject({ requestId: 'p', supporterId: 's', preempts: 'n' });
    const turned = must(acceptOffer(state, 'p.1', 's', 3000));
    expect(turned.requests).toMatchObject([
      { requestId: 'n', state: 'waiting', holder: null, waitingSince: 0 },
      { requestId: 'p', state: 'accepted', holder: 's' },
    ]);
    const there = must(markArrived(state, 'n', 's', 2500));
    expect(acceptOffer(there, 'p.1', 's', 3000)).toMatchObject({ ok: false, refusal: { code: 'already-helping' } });
  });

  it('takes nothing back that is over or has gone to somebody else meanwhile', () => {
    const state = step(walking({ preemption: 1 }), 2000);
    const done = must(markDone(state, 'n', 's', 2500));
    expect(done.supporters[0]).toMatchObject({ state: 'offered' });
    expect(must(acceptOffer(done, 'p.1', 's', 3000)).requests).toMatchObject([{ state: 'done' }, { state: 'accepted', holder: 's' }]);
    const joined = { ...must(release(state, 'n', 2500)), supporters: [...state.supporters, supporter('b', '4W')] };
    const given = must(acceptOffer(step(joined, 2500), 'n.2', 'b', 2600));
    expect(must(acceptOffer(given, 'p.1', 's', 3000)).requests).toMatchObject([{ holder: 'b' }, { holder: 's' }]);
  });
});

it('a request taken from who has it waits on with its age, for somebody else', () => {
  let state = must(acceptOffer(step(desk([supporter('a', '4W'), supporter('b', '5W')], [request('r')]), 0), 'r.1', 'a', 1000));
  state = must(release(state, 'r', 60_000));
  expect(state.supporters[0]).toMatchObject({ state: 'free' });
  expect(called(state, 60_000)).toEqual(['r b']);
});
