import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { channelNames, nextRung, type Attempt, type ChannelName, type Ladder } from './ladder.ts';

const waits: Ladder = { push: 8, pager: 10, mail: 0, sms: 10, voice: 0 };
const at = 1_800_000_000_000;
const sent = (channel: ChannelName, sentAt = at): Attempt => ({ channel, outcome: 'sent', sentAt });
const none = (channel: ChannelName): Attempt => ({ channel, outcome: 'none', sentAt: null });

describe('the ladder of channels', () => {
  test('the first rung is the push, at once', () => {
    expect(nextRung([], waits, at)).toEqual({ channel: 'push', dueAt: at });
  });

  test('a push that nobody answers is followed by the pager after its seconds', () => {
    expect(nextRung([sent('push')], waits, at)).toEqual({ channel: 'pager', dueAt: at + 8000 });
  });

  test('no address costs no time; a channel that fails does not hold up the next', () => {
    expect(nextRung([none('push')], waits, at)).toEqual({ channel: 'pager', dueAt: at });
    expect(nextRung([{ channel: 'push', outcome: 'failing', sentAt: null }], waits, at)).toEqual({ channel: 'pager', dueAt: at });
  });

  test('while one waits to go out there is no other', () => {
    expect(nextRung([sent('push'), { channel: 'pager', outcome: 'due', sentAt: null }], waits, at)).toBeNull();
  });

  test('after the last there is none', () => {
    expect(
      nextRung(
        channelNames.map((channel) => sent(channel)),
        waits,
        at,
      ),
    ).toBeNull();
  });
});

/** Plays an offer that nobody answers to its end; `works` says for each channel what becomes of it. */
function play(works: Readonly<Record<ChannelName, Attempt['outcome']>>, ladder: Ladder): Attempt[] {
  const attempts: Attempt[] = [];
  let now = at;
  for (let next = nextRung(attempts, ladder, now); next; next = nextRung(attempts, ladder, now)) {
    now = next.dueAt;
    const outcome = works[next.channel];
    attempts.push({ channel: next.channel, outcome, sentAt: outcome === 'sent' ? now : null });
  }
  return attempts;
}

test('every channel is tried once, in order, and each that delivered gets its seconds', () => {
  const outcome = fc.constantFrom('sent' as const, 'none' as const, 'failing' as const);
  const works = fc.record({ push: outcome, pager: outcome, mail: outcome, sms: outcome, voice: outcome });
  const second = fc.integer({ min: 0, max: 300 });
  const ladder = fc.record({ push: second, pager: second, mail: second, sms: second, voice: second });
  fc.assert(
    fc.property(works, ladder, (how, seconds) => {
      const attempts = play(how, seconds);
      expect(attempts.map(({ channel }) => channel)).toEqual(channelNames);
      let free = at;
      for (const { channel, sentAt } of attempts) {
        if (sentAt === null) continue;
        expect(sentAt).toBe(free);
        free = sentAt + seconds[channel] * 1000;
      }
    }),
  );
});
