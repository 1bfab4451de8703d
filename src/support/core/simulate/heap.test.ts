import fc from 'fast-check';
import { expect, it } from 'vitest';
import { TimeHeap } from './heap.ts';

it('gives back in order of time, and of equal times in order of entry', () => {
  fc.assert(
    fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 9 }), { nil: null })), (steps) => {
      const heap = new TimeHeap<number>();
      let model: { at: number; item: number }[] = [];
      steps.forEach((at, item) => {
        if (at !== null) {
          heap.push(at, item);
          model.push({ at, item });
          return;
        }
        const next = model.toSorted((a, b) => a.at - b.at || a.item - b.item)[0] ?? null;
        model = model.filter((one) => one !== next);
        const popped = heap.pop();
        expect(popped && { at: popped.at, item: popped.item }).toEqual(next);
      });
      expect(heap.size).toBe(model.length);
    }),
  );
});
