import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minuteMs } from '#kernel/time.ts';
import { readClocks, type ClockEvent } from './clocks.ts';
import { defaultDeskTargets } from './targets.ts';

const kinds = [
  'accepted',
  'paused',
  'resumed',
  'done',
  'reopened',
  'released',
  'confirmed',
  'taken',
  'offered',
  'triaged',
  'answered',
] as const;

/** An independent reader: plays the log minute by minute and counts. */
function countMinutes(events: readonly ClockEvent[], now: number): { response: number; resolution: number } {
  let [response, resolution] = [0, 0];
  let [awaited, working, paused, closed] = [false, false, false, false];
  for (let minute = 0; minute <= now; minute++) {
    for (const event of events.filter(({ at }) => at === minute * minuteMs)) {
      const { kind } = event;
      const anew = kind === 'asked' || (kind === 'reopened' && closed);
      if (anew) {
        [response, resolution] = [0, 0];
        [awaited, working, paused, closed] = [true, true, false, false];
      } else if (kind === 'reopened') [working, paused] = [true, false];
      if (['accepted', 'taken', 'answered', 'paused'].includes(kind)) awaited = false;
      if (kind === 'paused' && working) paused = true;
      if (kind === 'resumed' || kind === 'released') paused = false;
      if (['done', 'answered', 'confirmed'].includes(kind)) [working, paused] = [false, false];
      if (kind === 'confirmed') [closed, awaited] = [true, false];
    }
    if (minute < now && awaited) response++;
    if (minute < now && working && !paused) resolution++;
  }
  return { response, resolution };
}

const logs = fc
  .array(fc.record({ kind: fc.constantFrom(...kinds), minute: fc.integer({ min: 1, max: 300 }) }), { maxLength: 12 })
  .map((lines): ClockEvent[] => [
    { kind: 'asked', at: 0 },
    ...lines.toSorted((a, b) => a.minute - b.minute).map(({ kind, minute }) => ({ kind, at: minute * minuteMs })),
  ]);

describe('clocks', () => {
  test('agree with a reader that counts minute by minute, whatever happened', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 300, max: 600 }), (events, now) => {
        const read = readClocks(events, 'P3', defaultDeskTargets, now * minuteMs);
        expect({ response: read.response.elapsedMs / minuteMs, resolution: read.resolution.elapsedMs / minuteMs }).toEqual(
          countMinutes(events, now),
        );
      }),
    );
  });

  test('a breach is told from its moment on, and that moment does not move while the clock runs', () => {
    fc.assert(
      fc.property(logs, fc.integer({ min: 300, max: 400 }), fc.integer({ min: 0, max: 900 }), (events, now, later) => {
        const before = readClocks(events, 'P2', defaultDeskTargets, now * minuteMs).resolution;
        const after = readClocks(events, 'P2', defaultDeskTargets, (now + later) * minuteMs).resolution;
        expect(after.dueAt).toBe(before.dueAt);
        expect(after.breached || !before.breached).toBe(true);
        const runs = before.state === 'running';
        expect(after.elapsedMs - before.elapsedMs).toBe(runs ? later * minuteMs : 0);
        expect(runs && after.dueAt !== null ? (now + later) * minuteMs > after.dueAt : after.breached).toBe(after.breached);
      }),
    );
  });

  test('time in which it is the vendor’s turn does not count', () => {
    const at = (minute: number) => minute * minuteMs;
    const events: ClockEvent[] = [
      { kind: 'asked', at: 0 },
      { kind: 'taken', at: at(4) },
      { kind: 'paused', at: at(30), reason: 'vendor' },
      { kind: 'resumed', at: at(500) },
    ];
    const paused = readClocks(events.slice(0, 3), 'P2', defaultDeskTargets, at(400));
    expect(paused).toMatchObject({ pausedFor: 'vendor', resolution: { state: 'paused', elapsedMs: at(30), dueAt: null } });
    const { response, resolution } = readClocks(events, 'P2', defaultDeskTargets, at(510));
    expect(response).toMatchObject({ state: 'met', elapsedMs: at(4), breached: false });
    expect(resolution).toMatchObject({ state: 'running', elapsedMs: at(40), dueAt: at(500 + 210), breached: false });
  });
});
