import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { WorkflowStepView } from '#training/contract.ts';
import { box, drawMap } from './draw-map.ts';

const kinds = ['start', 'work', 'paper', 'end'] as const;
const maps = fc
  .array(
    fc.record({ kind: fc.constantFrom(...kinds), who: fc.constantFrom('x', 'y'), to: fc.array(fc.nat({ max: 8 }), { maxLength: 3 }) }),
    {
      minLength: 1,
      maxLength: 9,
    },
  )
  .map((steps) =>
    steps.map(({ kind, who, to }, i): WorkflowStepView => ({
      stepId: `s${i}`,
      kind,
      name: `Step ${i}`,
      who,
      next: to.map((n) => ({ to: `s${n}`, when: '' })),
    })),
  );

test('every step has a place of its own inside the picture, in the lane of whoever does it', () => {
  fc.assert(
    fc.property(maps, (steps) => {
      const { steps: drawn, lanes, width, height } = drawMap(steps);
      expect(drawn.length).toBe(steps.length);
      for (const [i, one] of drawn.entries()) {
        expect(one.x + box.width).toBeLessThanOrEqual(width);
        expect(one.y + box.height).toBeLessThanOrEqual(height);
        const lane = lanes.find(({ who }) => who === one.step.who);
        expect(lane !== undefined && lane.y <= one.y && one.y + box.height <= lane.y + lane.height).toBe(true);
        const covered = drawn.slice(0, i).some((other) => Math.abs(other.x - one.x) < box.width && Math.abs(other.y - one.y) < box.height);
        expect(covered).toBe(false);
      }
    }),
  );
});

test('work flows to the right, but for the way back', () => {
  const step = (stepId: string, kind: WorkflowStepView['kind'], next: string[]): WorkflowStepView => ({
    stepId,
    kind,
    name: stepId,
    who: 'nurse',
    next: next.map((to) => ({ to, when: '' })),
  });
  const { steps } = drawMap([step('a', 'start', ['b']), step('b', 'decision', ['c', 'a']), step('c', 'end', [])]);
  const x = steps.map((one) => one.x);
  expect(x).toEqual(x.toSorted((a, b) => a - b));
  expect(new Set(x).size).toBe(3);
});
