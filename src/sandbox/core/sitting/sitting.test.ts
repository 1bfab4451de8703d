import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base, client, now } from '../../small-hospital-for-tests.ts';
import { logOf, mark, versionsOf } from '../store/attempt.ts';
import { pauseMsMax, virtualNow } from './clock.ts';
import { nextEntry, openSitting, replaySitting, type Sitting } from './sitting.ts';
import type { Change, Entry } from './entry.ts';

const start = { startedAt: now, virtualStart: now - 3_600_000 };
const ids = fc.constantFrom('p1', 'p2', 'x1');
const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constantFrom('write' as const, 'event' as const), id: ids, name: fc.constantFrom('A', 'B') }),
  },
  fc.record({ kind: fc.constant('remove' as const), id: ids }),
  fc.record({ kind: fc.constant('note' as const), code: fc.constantFrom('a', 'b') }),
  fc.record({ kind: fc.constant('clock' as const), minutes: fc.integer({ min: 1, max: 90 }) }),
  fc.record({ kind: fc.constantFrom('undo' as const, 'reset' as const) }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;
const operations = fc.array(fc.tuple(operation, fc.integer({ min: 0, max: 2 * pauseMsMax })), { maxLength: 25 });

/** Does each operation and gives the journal, as it comes back from the database. @param after is told after each entry */
function live(sitting: Sitting, wishes: readonly (readonly [Operation, number])[], after: () => void = () => undefined): Entry[] {
  let at = now;
  const journal: Entry[] = [];
  for (const [wish, waitMs] of wishes) {
    at += waitMs;
    const from = mark(sitting.record);
    const change = carryOut(sitting, wish, from);
    if (!change) continue;
    journal.push(nextEntry(sitting, change, { by: 'ann', now: at, from }));
    after();
  }
  return JSON.parse(JSON.stringify(journal)) as Entry[];
}

function carryOut(sitting: Sitting, wish: Operation, from: number): Change | null {
  const ask = client(sitting.record);
  switch (wish.kind) {
    case 'write':
    case 'event':
    case 'remove': {
      if (wish.kind === 'remove') ask('DELETE', `Patient/${wish.id}`);
      else ask('PUT', `Patient/${wish.id}`, { resourceType: 'Patient', id: wish.id, name: [{ family: wish.name }] });
      const versions = logOf(sitting.record).slice(from);
      if (versions.length === 0) return null;
      return wish.kind === 'event'
        ? { kind: 'event', eventId: wish.id, versions, names: {} }
        : { kind: 'write', method: 'PUT', path: '', versions };
    }
    case 'note':
      return { kind: 'trail', line: { kind: 'call', detail: { code: wish.code } } };
    case 'clock':
      return { kind: 'clock', advancedMs: wish.minutes * 60_000 };
    default:
      return { kind: wish.kind };
  }
}

/** Everything that can be told of a sitting. */
const seen = ({ record, ...rest }: Sitting): unknown => ({
  ...rest,
  log: logOf(record),
  found: client(record)('GET', 'Patient?_sort=_id').json,
  versions: ['p1', 'p2', 'x1'].map((id) => versionsOf(record, 'Patient', id)),
});

describe('a sitting', () => {
  it('comes back from its journal exactly as it was, after every entry', () => {
    fc.assert(
      fc.property(operations, (wishes) => {
        const sitting = openSitting(base, start);
        const was = [structuredClone(seen(sitting))];
        const journal = live(sitting, wishes, () => was.push(structuredClone(seen(sitting))));
        for (let n = 0; n <= journal.length; n++) expect(seen(replaySitting(base, start, journal.slice(0, n)))).toEqual(was[n]);
      }),
      { numRuns: 60 },
    );
  });

  it('keeps time: entries follow each other on both clocks, but for the one after a reset', () => {
    fc.assert(
      fc.property(operations, (wishes) => {
        const journal = live(openSitting(base, start), wishes);
        for (const [n, entry] of journal.entries()) {
          expect(entry.seq).toBe(n + 1);
          const before = journal[n - 1];
          if (!before || entry.change.kind === 'event') continue;
          expect(entry.at).toBeGreaterThanOrEqual(before.at);
          const floor = before.change.kind === 'reset' ? start.virtualStart : before.virtualAt;
          expect(entry.virtualAt).toBeGreaterThanOrEqual(floor);
        }
      }),
      { numRuns: 100 },
    );
  });

  it('after a reset is as it was at the start, but for what must not be bought back', () => {
    fc.assert(
      fc.property(operations, (wishes) => {
        const sitting = openSitting(base, start);
        live(sitting, [...wishes, [{ kind: 'reset' }, 0]]);
        const kept = { seq: 0, resetCount: 0, undoCount: 0, lastAt: 0, clock: 0 };
        expect({ ...(seen(sitting) as Sitting), ...kept }).toEqual({ ...(seen(openSitting(base, start)) as Sitting), ...kept });
        expect(sitting.clock.virtualAt).toBe(start.virtualStart);
        expect(sitting.resetCount).toBe(wishes.filter(([{ kind }]) => kind === 'reset').length + 1);
      }),
      { numRuns: 60 },
    );
  });

  it('undo takes the last write back and what the hospital did since, which then is due again', () => {
    const sitting = openSitting(base, start);
    const write = { kind: 'write', id: 'x1', name: 'A' } as const;
    live(sitting, [[write, 0]]);
    const once = seen(sitting) as { log: unknown };
    live(sitting, [
      [{ ...write, name: 'B' }, 0],
      [{ kind: 'event', id: 'p1', name: 'B' }, 0],
      [{ kind: 'undo' }, 0],
    ]);
    expect({ log: logOf(sitting.record), events: [...sitting.events] }).toEqual({ log: once.log, events: [] });
  });

  it('stands still when nobody works', () => {
    const clock = { realAt: now, virtualAt: now };
    expect(virtualNow(clock, now + 60_000)).toBe(now + 60_000);
    expect(virtualNow(clock, now + 86_400_000)).toBe(now + pauseMsMax);
    expect(virtualNow(clock, now - 5000)).toBe(now);
  });
});
