import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dismiss, emptyOutbox, enqueue, settle, unsentOf, type FloorAction, type Outbox, type Unsent } from './outbox.ts';

const accept: FloorAction = { kind: 'accept', offerId: 'off_1', requestId: 'req_1' };
const step = (name: 'on-the-way' | 'arrived' | 'done'): FloorAction => ({ kind: 'progress', requestId: 'req_1', step: name });
const teach: FloorAction = { kind: 'teach', personId: 'P1', personName: 'Ann Dayholm', topic: 'nurse', result: 'alone', unitId: '4W' };
let ids = 0;
const item = (action: FloorAction): Unsent => ({ id: `a${++ids}`, at: 0, action });
const boxOf = (...actions: FloorAction[]): Outbox => actions.reduce((box, action) => enqueue(box, item(action)), emptyOutbox);

describe('the outbox of a phone', () => {
  test('keeps the order in which things were done', () => {
    expect(boxOf(accept, step('on-the-way'), step('arrived')).unsent.map((one) => one.action)).toEqual([
      accept,
      step('on-the-way'),
      step('arrived'),
    ]);
  });

  test('a second tap is no second action, but two people may be taught the same', () => {
    expect(boxOf(accept, accept, step('done'), step('done'), teach, teach).unsent).toHaveLength(4);
  });

  test('an accept that lost takes with it what was to follow, and nothing else', () => {
    const box = boxOf(accept, teach, step('on-the-way'));
    const after = settle(box, box.unsent[0]?.id ?? '', { kind: 'refused', text: 'Ben D. has it.' });
    expect(after.unsent.map((one) => one.action)).toEqual([teach]);
    expect(after.refused).toMatchObject([{ action: accept, text: 'Ben D. has it.' }]);
    expect(dismiss(after, after.refused[0]?.id ?? '').refused).toEqual([]);
  });

  test('without a network nothing is lost or moved', () => {
    const box = boxOf(accept, step('on-the-way'));
    expect(settle(box, box.unsent[0]?.id ?? '', { kind: 'unreachable' })).toBe(box);
  });

  test('what was said last of a request is what the page shows', () => {
    expect(unsentOf(boxOf(accept, step('on-the-way')), 'req_1')).toEqual(step('on-the-way'));
    expect(unsentOf(boxOf(teach), 'req_1')).toBeNull();
  });
});

/** A server that is away at times, and knows what it has heard. */
test('through any holes every action arrives once, in order, unless it was refused', () => {
  const action = fc.constantFrom(accept, step('on-the-way'), step('arrived'), step('done'), teach);
  fc.assert(
    fc.property(fc.array(fc.tuple(action, fc.boolean()), { maxLength: 30 }), (script) => {
      const heard: string[] = [];
      const entered: string[] = [];
      let box = emptyOutbox;
      for (const [what, reachable] of script) {
        const before = box.unsent.length;
        const one = item(what);
        box = enqueue(box, one);
        if (box.unsent.length > before) entered.push(one.id);
        const first = box.unsent[0];
        if (!first) continue;
        if (reachable) heard.push(first.id);
        box = settle(box, first.id, { kind: reachable ? 'sent' : 'unreachable' });
      }
      expect([...heard, ...box.unsent.map(({ id }) => id)]).toEqual(entered);
    }),
  );
});
