import { setImmediate as turn } from 'node:timers/promises';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { inRounds, sharedLook } from './in-rounds.ts';

test('everybody gets their own answer, in rounds no longer than allowed, one round at a time', () =>
  fc.assert(
    fc.asyncProperty(fc.array(fc.nat(3), { maxLength: 40 }), fc.integer({ min: 1, max: 5 }), async (pauses, roundMax) => {
      let under = 0;
      const sizes: number[] = [];
      const double = inRounds<number, number>(async (those) => {
        expect(++under).toBe(1);
        sizes.push(those.length);
        await turn();
        await turn();
        under--;
        return those.map((one) => 2 * one);
      }, roundMax);
      const made: Promise<number>[] = [];
      for (const [i, pause] of pauses.entries()) {
        made.push(double(i));
        for (let n = 0; n < pause; n++) await turn();
      }
      expect(await Promise.all(made)).toEqual(pauses.map((_, i) => 2 * i));
      expect(Math.max(0, ...sizes)).toBeLessThanOrEqual(roundMax);
      expect(sizes.reduce((sum, size) => sum + size, 0)).toBe(pauses.length);
    }),
    { numRuns: 50 },
  ));

test('a round that fails fails for those in it only, and the next one goes on', async () => {
  let rounds = 0;
  const work = inRounds<string, string>(async (those) => {
    await turn();
    if (rounds++ === 0) throw new Error('lost');
    return those;
  }, 10);
  const [first, second] = await Promise.allSettled([work('a'), work('b')]);
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled']);
  expect(await work('c')).toBe('c');
});

test('whoever looks after a change sees it: nobody is given a look that had begun before', async () => {
  let changes = 0;
  let looks = 0;
  const look = sharedLook(async () => {
    looks++;
    const seen = changes;
    await turn();
    return seen;
  });
  const first = look();
  changes = 1;
  const later = [look(), look(), look()];
  expect(await first).toBe(0);
  expect(await Promise.all(later)).toEqual([1, 1, 1]);
  expect(looks).toBe(2);
});
