import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { erlangA, erlangB, erlangC, finiteSource, priorityWaits } from './erlang.ts';

// Values worked out independently in the research notes, to four digits, with a service rate of 1.
describe('published values', () => {
  it.each([
    [5, 4, 0.5541],
    [10, 8, 0.4092],
    [20, 18, 0.5508],
    [50, 48, 0.6945],
  ])('Erlang C of %i servers under %i: %f wait', (servers, load, share) => {
    expect(erlangC(servers, load, 1).waitShare).toBeCloseTo(share, 4);
  });

  it('mean waits of Erlang C', () => {
    expect(erlangC(10, 8, 1).meanWait).toBeCloseTo(0.2046, 4);
    expect(erlangC(50, 48, 1).meanWait).toBeCloseTo(0.3472, 4);
  });

  it.each([
    [50, 48, 0.5, 0.4678, 0.0309, 0.0618],
    [10, 10, 0.5, 0.6197, 0.1039, 0.2078],
    [30, 33, 1, 0.7227, 0.1231, 0.1231],
  ])('Erlang A of %i servers under %i, giving up at %f', (servers, load, theta, wait, abandon, mean) => {
    const line = erlangA(servers, load, 1, theta);
    expect(line.waitShare).toBeCloseTo(wait, 4);
    expect(line.abandonShare).toBeCloseTo(abandon, 4);
    expect(line.meanWait).toBeCloseTo(mean, 4);
  });

  it('utilisation of Erlang A (50, 48, .5)', () => expect(erlangA(50, 48, 1, 0.5).utilisation).toBeCloseTo(0.93, 3));

  it('two classes on 10 servers', () => {
    const [first, second] = priorityWaits(10, [2, 6], 1);
    expect(first).toBeCloseTo(0.0511, 4);
    expect(second).toBeCloseTo(0.2557, 4);
  });
});

const load = fc.record({ servers: fc.integer({ min: 1, max: 60 }), use: fc.double({ min: 0.05, max: 0.97, noNaN: true }) });

describe('what the models have in common', () => {
  it('one server: Erlang B is a/(1+a), Erlang C is the use', () => {
    expect(erlangB(1, 0.6)).toBeCloseTo(0.375, 12);
    expect(erlangC(1, 0.6, 1).waitShare).toBeCloseTo(0.6, 12);
  });

  it('Erlang B agrees with the quotient of sums', () => {
    fc.assert(
      fc.property(load, ({ servers, use }) => {
        const a = servers * use;
        let term = 1;
        let sum = 1;
        for (let k = 1; k <= servers; k++) sum += term *= a / k;
        expect(erlangB(servers, a)).toBeCloseTo(term / sum, 9);
      }),
    );
  });

  it('the more patient the callers, the nearer Erlang A comes to Erlang C', () => {
    fc.assert(
      fc.property(load, ({ servers, use }) => {
        const line = erlangA(servers, servers * use, 1, 1e-9);
        expect(line.waitShare).toBeCloseTo(erlangC(servers, servers * use, 1).waitShare, 4);
      }),
      { numRuns: 30 },
    );
  });

  it('patience as long as the service makes it an endless crowd of servers: Poisson', () => {
    const line = erlangA(4, 7, 1, 1);
    let term = Math.exp(-7);
    let below = term;
    for (let k = 1; k < 4; k++) below += term *= 7 / k;
    expect(line.waitShare).toBeCloseTo(1 - below, 10);
  });

  it('priorities only share the wait out (conservation law)', () => {
    fc.assert(
      fc.property(load, fc.double({ min: 0.1, max: 0.9, noNaN: true }), ({ servers, use }, share) => {
        const [first = 0, second = 0] = priorityWaits(servers, [servers * use * share, servers * use * (1 - share)], 1);
        expect(first).toBeLessThanOrEqual(second);
        expect(share * first + (1 - share) * second).toBeCloseTo(erlangC(servers, servers * use, 1).meanWait, 8);
      }),
    );
  });

  it('a finite ward: nobody waits with a server each; a huge ward is Erlang C; what comes in goes out', () => {
    expect(finiteSource(6, 6, 0.4, 1).meanQueue).toBe(0);
    expect(finiteSource(10, 200_000, 8 / 200_000, 1).meanWait).toBeCloseTo(erlangC(10, 8, 1).meanWait, 2);
    const ward = finiteSource(2, 12, 0.2, 1);
    expect(ward.throughput).toBeCloseTo(ward.utilisation * 2, 10);
  });

  it('two callers, one server, equal rates: weights 1 : 2 : 2', () => {
    expect(finiteSource(1, 2, 1, 1)).toMatchObject({ meanQueue: expect.closeTo(0.4, 12), meanWait: expect.closeTo(0.5, 12) });
  });

  it('large desks neither overflow nor take long', () => {
    expect(erlangA(3000, 3100, 1, 0.3).abandonShare).toBeCloseTo(1 / 31, 2);
  });
});
