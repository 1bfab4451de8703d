import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CourseNode } from '../packages/course.ts';
import { isLeaf, pathUp, type Activity, type ActivityTree } from './activity-tree.ts';
import {
  plainObjective,
  postActions,
  preActions,
  rollupActions,
  type Condition,
  type Sequencing,
  type SequencingRule,
} from './definition.ts';
import { rollUp } from './rollup.ts';
import { block, leaf, tree, walkThrough, when, type Walk } from './walk-for-tests.ts';
import { Working } from './working.ts';

/*
 * Whatever a package asks for and whatever a learner does in it: what the standard promises, said without its pseudo-code.
 */
const names = ['satisfied', 'objectiveStatusKnown', 'completed', 'attempted', 'objectiveMeasureGreaterThan', 'always'] as const;
const condition: fc.Arbitrary<Condition> = fc
  .tuple(fc.constantFrom(...names), fc.boolean())
  .map(([name, not]) => when(name, { not, threshold: 0.5 }));
const rules = <Action extends string>(actions: readonly Action[]): fc.Arbitrary<SequencingRule<Action>[]> =>
  fc.array(
    fc.record({
      action: fc.constantFrom(...actions),
      combination: fc.constantFrom('all' as const, 'any' as const),
      conditions: fc.array(condition, { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 2 },
  );
const mostly = (value: boolean): fc.Arbitrary<boolean> => fc.integer({ min: 0, max: 4 }).map((one) => (one > 0 ? value : !value));
const targets = fc.constantFrom('g1', 'g2');
const flags = fc.record({ satisfied: fc.boolean(), measure: fc.boolean(), completed: fc.boolean(), progress: fc.boolean() });
const sequencing: fc.Arbitrary<Partial<Sequencing>> = fc.record({
  choice: mostly(true),
  choiceExit: mostly(true),
  flow: mostly(true),
  forwardOnly: mostly(false),
  constrainChoice: mostly(false),
  preventActivation: mostly(false),
  useCurrentAttemptObjectiveInfo: fc.boolean(),
  tracked: mostly(true),
  attemptLimit: fc.option(fc.integer({ min: 1, max: 3 }), { freq: 3, nil: null }),
  pre: rules(preActions),
  post: rules(postActions),
  exit: rules(['exit']),
  rollupRules: fc.array(
    fc.record({
      action: fc.constantFrom(...rollupActions),
      childSet: fc.constantFrom('all' as const, 'any' as const, 'none' as const, 'atLeastCount' as const),
      minimumCount: fc.integer({ min: 1, max: 2 }),
      minimumPercent: fc.constant(0.5),
      combination: fc.constantFrom('all' as const, 'any' as const),
      conditions: fc.array(condition, { minLength: 1, maxLength: 2 }),
    }),
    { maxLength: 2 },
  ),
  objectives: fc
    .record({
      satisfiedByMeasure: fc.boolean(),
      maps: fc.array(fc.record({ target: targets, read: flags, write: flags }), { maxLength: 1 }),
    })
    .map((over) => [{ ...plainObjective, minMeasure: 0.5, ...over }] as const),
  selectionTiming: fc.constantFrom('never' as const, 'once' as const, 'onEachNewAttempt' as const),
  selectCount: fc.option(fc.integer({ min: 1, max: 3 }), { nil: null }),
  randomizationTiming: fc.constantFrom('never' as const, 'onEachNewAttempt' as const),
  reorderChildren: fc.boolean(),
});

type Shape = readonly (Partial<Sequencing> | { readonly inner: Shape; readonly rules: Partial<Sequencing> })[];
const shapes: fc.Arbitrary<Shape> = fc.letrec<{ shape: Shape }>((tie) => ({
  shape: fc.array(
    fc.oneof({ maxDepth: 2 }, sequencing, fc.record({ inner: tie('shape'), rules: sequencing })) as fc.Arbitrary<Shape[number]>,
    { minLength: 1, maxLength: 3 },
  ),
})).shape;
const nodesOf = (shape: Shape, prefix: string): CourseNode[] =>
  shape.map((one, place) => {
    const id = `${prefix}${place}`;
    return 'inner' in one ? block(id, nodesOf(one.inner, `${id}.`), one.rules) : leaf(id, one);
  });
const kinds = [
  'start',
  'continue',
  'previous',
  'exit',
  'exitAll',
  'abandon',
  'suspendAll',
  'resumeAll',
  'choice',
  'choice',
  'continue',
] as const;
const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(...kinds),
    at: fc.nat(20),
    report: fc.option(
      fc.record({
        completed: fc.option(fc.boolean()),
        satisfied: fc.option(fc.boolean()),
        measure: fc.option(fc.constantFrom(0, 0.4, 0.9)),
        progress: fc.constant(null),
        isSuspended: mostly(false),
      }),
    ),
  }),
  { minLength: 1, maxLength: 14 },
);
type Steps = typeof steps extends fc.Arbitrary<infer T> ? T : never;

/** Walks and looks at each step: from where, asked what, and what came. */
function walked(
  course: ActivityTree,
  all: Steps,
  look: (walk: Walk, step: { kind: string; target: Activity; before: Walk['tracking'] }) => void,
): void {
  const walk = walkThrough(course, 7);
  for (const { kind, at, report } of all) {
    const before = walk.tracking;
    const target = course.all[at % course.all.length] ?? course.root;
    walk.go(kind, target.id);
    look(walk, { kind, target, before });
    if (report) walk.tell(report);
  }
}
const property = (look: Parameters<typeof walked>[2]): void =>
  fc.assert(fc.property(shapes, sequencing, steps, (shape, root, all) => walked(tree(nodesOf(shape, 'n'), root), all, look)));
const on = ({ tree: course, tracking }: Pick<Walk, 'tree' | 'tracking'>): Working => new Working(course, tracking, () => 0);
const delivered = (walk: Walk): Activity | undefined => (walk.last.kind === 'deliver' ? walk.tree.byId.get(walk.last.activity) : undefined);

describe('sequencing', () => {
  test('what is delivered is a unit, and just it and what it lies in are going on', () =>
    property((walk) => {
      const unit = delivered(walk);
      const state = on(walk);
      const active = walk.tree.all.filter((one) => state.of(one).isActive);
      if (unit) {
        expect(isLeaf(unit)).toBe(true);
        expect(active.map(({ id }) => id)).toEqual(
          pathUp(unit)
            .toReversed()
            .map(({ id }) => id),
        );
      }
      if (walk.last.kind === 'end') expect([active.length, walk.tracking.current]).toEqual([0, null]);
    }));

  test('only what may be chosen is', () =>
    property((walk, { kind, target }) => {
      if (kind !== 'choice' || walk.last.kind !== 'deliver') return;
      // Rules of what was left may have led elsewhere: that is no choice.
      if (walk.tracking.current !== target.id || target.parent === null) return;
      if (walk.tree.all.some(({ rules: { post } }) => post.length > 0)) return;
      expect(target.parent.rules.choice).toBe(true);
    }));

  test('nothing is taken more often than it may be, and a limit that is reached stays reached', () =>
    property((walk) => {
      for (const {
        id,
        rules: { attemptLimit, tracked },
      } of walk.tree.all)
        if (tracked && attemptLimit !== null) expect(walk.standing(id).attempts).toBeLessThanOrEqual(attemptLimit);
    }));

  test('forward only: within one attempt nobody gets back', () =>
    property((walk, { before, kind, target }) => {
      if (kind === 'choice' && !isLeaf(target)) return; // who chooses what they are in begins at its first unit: the standard has it so
      const [from, to] = [walk.tree.byId.get(before.current ?? '?'), delivered(walk)];
      const around = to?.parent;
      // Attempts of what is not tracked are not counted, so that nobody can tell a new one from the old.
      if (!from || !to || from === to || from.parent !== around || !around?.rules.forwardOnly || !around.rules.tracked) return;
      const was = on({ tree: walk.tree, tracking: before });
      if (was.of(around).attempts !== walk.standing(around.id).attempts || !was.of(around).isActive) return;
      const order = was.available(around);
      expect(order.indexOf(to)).toBeGreaterThan(order.indexOf(from));
    }));

  test('what is skipped always, disabled always, or hidden always is never reached that way', () => {
    const always = (activity: Activity, action: string): boolean =>
      activity.rules.pre.some((rule) => rule.action === action && rule.conditions.every(({ name, not }) => name === 'always' && !not));
    property((walk, { kind, before }) => {
      const unit = delivered(walk);
      if (!unit) return;
      for (const one of pathUp(unit)) expect(always(one, 'disabled')).toBe(false);
      const hasPost = walk.tree.all.some(({ rules: { post } }) => post.length > 0);
      if (kind === 'choice' && !hasPost) for (const one of pathUp(unit)) expect(always(one, 'hiddenFromChoice')).toBe(false);
      if ((kind === 'continue' || kind === 'start') && !hasPost && before.current !== unit.id) expect(always(unit, 'skip')).toBe(false);
    });
  });

  test('rolling up a second time changes nothing, unless a part shares what is in it reads: that turns in a circle', () =>
    property((walk) => {
      const shares = ({ rules: { objectives } }: Activity): boolean => objectives.some(({ maps }) => maps.length > 0);
      if (walk.tree.all.some((one) => !isLeaf(one) && shares(one))) return;
      const again = on(walk);
      rollUp(again, again.current ?? walk.tree.root);
      const once = again.tracking();
      rollUp(again, again.current ?? walk.tree.root);
      expect(again.tracking()).toEqual(once);
    }));

  test('whoever suspends comes back to the same unit in the same attempt', () =>
    property((walk) => {
      const unit = delivered(walk);
      if (!unit || (!unit.rules.tracked && unit.parent === null)) return;
      const attempts = walk.tree.all.map(({ id }) => walk.standing(id).attempts);
      const side = walkThrough(walk.tree);
      side.tracking = walk.tracking;
      expect(side.go('suspendAll')).toBe('end');
      // A rule may close it meanwhile: what was suspended counts as known, too.
      const back = side.go('resumeAll');
      if (back === 'DB.1.1-3') return;
      expect(back).toBe(unit.id);
      expect(walk.tree.all.map(({ id }) => side.standing(id).attempts)).toEqual(attempts);
    }));

  test('asking changes nothing for whoever keeps the state from before, and the same is answered to the same', () =>
    property((walk, { kind, target, before }) => {
      const text = JSON.stringify(before);
      const again = walkThrough(walk.tree, 7);
      again.tracking = JSON.parse(text) as Walk['tracking'];
      again.go(kind as 'choice', target.id);
      expect([again.tracking, again.last]).toEqual([walk.tracking, walk.last]);
      expect(JSON.stringify(before)).toBe(text);
    }));
});
