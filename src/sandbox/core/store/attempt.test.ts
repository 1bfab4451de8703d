import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base, client, hospital } from '../../small-hospital-for-tests.ts';
import { fork, headOf, logOf, mark, openAttempt, replay, reset, rollback, undo, versionsOf, type Attempt } from './attempt.ts';

/** Everything that a reader could see of an attempt. */
function seen(attempt: Attempt): unknown {
  const ask = client(attempt);
  const patients = ask('GET', 'Patient?_sort=_id&_count=1000').json;
  const histories = ['p1', 'p2', 'p3', 'p4', 'x1', 'x2'].map((id) => versionsOf(attempt, 'Patient', id));
  return [patients, histories, ask('GET', 'Patient?family=renamed&_sort=_id').json, ask('GET', '_history?_count=1000').json];
}

const ids = fc.constantFrom('p1', 'p2', 'p3', 'p4', 'x1', 'x2');
const operation = fc.oneof(
  fc.record({ kind: fc.constant('update' as const), id: ids, family: fc.constantFrom('Renamed', 'Other') }),
  fc.record({ kind: fc.constant('delete' as const), id: ids }),
  fc.record({ kind: fc.constant('transaction' as const), first: ids, second: ids, fails: fc.boolean() }),
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

function run(attempt: Attempt, one: Operation): number {
  const ask = client(attempt);
  if (one.kind === 'delete') return ask('DELETE', `Patient/${one.id}`).status;
  if (one.kind === 'update')
    return ask('PUT', `Patient/${one.id}`, { resourceType: 'Patient', id: one.id, name: [{ family: one.family }] }).status;
  const put = (id: string, gender: string) => ({
    resource: { resourceType: 'Patient', id, gender },
    request: { method: 'PUT', url: `Patient/${id}` },
  });
  const entry = [put(one.first, 'male'), put(one.second, one.fails ? 'nonsense' : 'female')];
  return ask('POST', '', { resourceType: 'Bundle', type: 'transaction', entry }).status;
}

const some = fc.array(operation, { maxLength: 15 });

describe('an attempt', () => {
  it('is as before after a rollback to any mark, and after undoing every step', () => {
    fc.assert(
      fc.property(some, some, (before, after) => {
        const attempt = openAttempt(base);
        for (const one of before) run(attempt, one);
        const was = seen(attempt);
        const at = mark(attempt);
        for (const one of after) run(attempt, one);
        rollback(attempt, at);
        expect(seen(attempt)).toEqual(was);
        let steps = 0;
        while (undo(attempt)) steps++;
        expect(steps).toBeLessThanOrEqual(before.length);
        expect(seen(attempt)).toEqual(seen(openAttempt(base)));
      }),
      { numRuns: 60 },
    );
  });

  it('takes one interaction back at a time, a transaction as a whole', () => {
    fc.assert(
      fc.property(fc.array(operation, { minLength: 1, maxLength: 10 }), (operations) => {
        const attempt = openAttempt(base);
        const states: unknown[] = [];
        for (const one of operations) {
          const before = mark(attempt);
          const was = seen(attempt);
          run(attempt, one);
          if (mark(attempt) > before) states.push(was);
        }
        for (const state of states.toReversed()) {
          expect(undo(attempt)).toBe(true);
          expect(seen(attempt)).toEqual(state);
        }
        expect(undo(attempt)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  it('is restored by its log, and a failed transaction leaves none', () => {
    fc.assert(
      fc.property(some, (operations) => {
        const attempt = openAttempt(base);
        for (const one of operations) {
          const before = logOf(attempt).length;
          const status = run(attempt, one);
          expect(status < 400 || logOf(attempt).length === before).toBe(true);
        }
        expect(seen(replay(base, logOf(attempt)))).toEqual(seen(attempt));
      }),
      { numRuns: 60 },
    );
  });

  it('is nobody else’s: forks and other attempts never see its writes', () => {
    fc.assert(
      fc.property(some, some, some, (before, mine, theirs) => {
        const untouched = openAttempt(base);
        const was = seen(untouched);
        const one = openAttempt(base);
        for (const each of before) run(one, each);
        const other = fork(one);
        const forked = seen(other);
        for (const each of mine) run(one, each);
        expect(seen(other)).toEqual(forked);
        const mineNow = seen(one);
        for (const each of theirs) run(other, each);
        expect(seen(one)).toEqual(mineNow);
        expect(seen(untouched)).toEqual(was);
      }),
      { numRuns: 40 },
    );
  });

  it('is the base again after a reset, and hands out what was written', () => {
    const attempt = openAttempt(base);
    run(attempt, { kind: 'update', id: 'p1', family: 'Renamed' });
    expect(reset(attempt)).toHaveLength(1);
    expect(seen(attempt)).toEqual(seen(openAttempt(base)));
    expect(base.count).toBe(hospital.length);
    expect(headOf(attempt, 'Patient', 'p1')?.versionId).toBe('1');
  });
});
