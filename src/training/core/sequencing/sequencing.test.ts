import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { CourseNode } from '../packages/course.ts';
import { commonAncestor, isLeaf, isWithin, pathUp, type Activity, type ActivityTree } from './activity-tree.ts';
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
const condition: fc.Arbitrary<Condition> = fc.oneof(
  fc.tuple(fc.constantFrom(...names), fc.boolean()).map(([name, not]) => when(name, { not, threshold: 0.5 })),
  fc.constant(when('always')),
);
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
  forwardOnly: fc.boolean(),
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

interface Step {
  readonly kind: string;
  readonly target: Activity;
  readonly before: Walk['tracking'];
}
/** What is wrong after a step: from where, asked what, and what came. Nothing, where all is well. */
type Look = (walk: Walk, step: Step) => readonly (string | false)[];

function faultsOf(course: ActivityTree, all: Steps, look: Look): readonly string[] {
  const walk = walkThrough(course, 7);
  return all.flatMap(({ kind, at, report }) => {
    const before = walk.tracking;
    const target = course.all[at % course.all.length] ?? course.root;
    walk.go(kind, target.id);
    const faults = look(walk, { kind, target, before }).filter((fault) => fault !== false);
    if (report) walk.tell(report);
    return faults;
  });
}
const withoutAfter = (one: Shape[number]): Shape[number] =>
  'inner' in one ? { inner: one.inner.map(withoutAfter), rules: { ...one.rules, post: [] } } : { ...one, post: [] };

/** The smallest course and walk in which something is wrong, as a text. */
const counterexample = (look: Look): string | undefined =>
  fc.defaultReportMessage(
    fc.check(
      // What rules of a unit ask for when it ends hides what was asked for: half of the courses have none.
      fc.property(shapes, sequencing, steps, fc.boolean(), (shape, root, all, hasAfter) => {
        const course = tree(nodesOf(hasAfter ? shape : shape.map(withoutAfter), 'n'), hasAfter ? root : { ...root, post: [] });
        const faults = faultsOf(course, all, look);
        if (faults.length > 0) throw new Error(faults.join('; '));
      }),
      { numRuns: fc.readConfigureGlobal().numRuns ?? 400 },
    ),
  );
const on = ({ tree: course, tracking }: Pick<Walk, 'tree' | 'tracking'>): Working => new Working(course, tracking, () => 0);
const delivered = (walk: Walk): Activity | undefined => (walk.last.kind === 'deliver' ? walk.tree.byId.get(walk.last.activity) : undefined);
const hasPost = (walk: Walk): boolean => walk.tree.all.some(({ rules: { post } }) => post.length > 0);
const always = (activity: Activity, action: string): boolean =>
  activity.rules.pre.some((one) => one.action === action && one.conditions.every(({ name, not }) => name === 'always' && !not));

describe('sequencing', () => {
  test('what is delivered is a unit, and just it and what it lies in are going on', () => {
    const look: Look = (walk) => {
      const [unit, state] = [delivered(walk), on(walk)];
      const active = walk.tree.all.filter((one) => state.of(one).isActive).map(({ id }) => id);
      const wanted =
        unit &&
        pathUp(unit)
          .toReversed()
          .map(({ id }) => id);
      return [
        unit !== undefined && !isLeaf(unit) && 'no unit',
        wanted !== undefined && active.join() !== wanted.join() && `active ${active.join()}`,
        walk.last.kind === 'end' && (active.length > 0 || walk.tracking.current !== null) && 'something goes on after the end',
      ];
    };
    expect(counterexample(look)).toBeUndefined();
  });

  test('only what may be chosen is', () => {
    // Rules of what was left may lead elsewhere: that is no choice.
    const look: Look = (walk, { kind, target }) => [
      kind === 'choice' && !hasPost(walk) && delivered(walk) === target && target.parent?.rules.choice === false && 'chosen',
    ];
    expect(counterexample(look)).toBeUndefined();
  });

  test('nothing is taken more often than it may be', () => {
    const look: Look = (walk) =>
      walk.tree.all.map(({ id, rules: { attemptLimit, tracked } }) => {
        const { attempts } = walk.standing(id);
        return tracked && attemptLimit !== null && attempts > attemptLimit && `${attempts} attempts of ${id}`;
      });
    expect(counterexample(look)).toBeUndefined();
  });

  test('forward only: within one attempt nobody gets back', () => {
    const look: Look = (walk, { before, kind, target }) => {
      const [from, to] = [walk.tree.byId.get(before.current ?? '?'), delivered(walk)];
      if (!from || !to) return [];
      const around = commonAncestor(from, to);
      // Who chooses what they are in begins at its first unit: the standard has it so. Attempts of what is not tracked are not counted, so that nobody
      // can tell a new one from the old.
      const isOther = kind === 'choice' && !isLeaf(target);
      const was = on({ tree: walk.tree, tracking: before });
      const isSame = was.of(around).isActive && was.of(around).attempts === walk.standing(around.id).attempts;
      if (from === to || isOther || !isSame || !around.rules.forwardOnly || !around.rules.tracked) return [];
      const placeOf = (one: Activity): number => was.available(around).findIndex((child) => isWithin(one, child));
      return [placeOf(to) < placeOf(from) && `back from ${from.id} to ${to.id}`];
    };
    expect(counterexample(look)).toBeUndefined();
  });

  test('what is skipped always, disabled always, or hidden always is never reached that way', () => {
    const look: Look = (walk, { kind, before, target }) => {
      const unit = delivered(walk);
      if (!unit) return [];
      const path = pathUp(unit);
      const isFlow = (kind === 'continue' || kind === 'start') && !hasPost(walk) && before.current !== unit.id;
      return [
        path.some((one) => always(one, 'disabled')) && 'disabled',
        kind === 'choice' && !hasPost(walk) && pathUp(target).some((one) => always(one, 'hiddenFromChoice')) && 'hidden',
        isFlow && always(unit, 'skip') && 'skipped',
      ];
    };
    expect(counterexample(look)).toBeUndefined();
  });

  test('rolling up a second time changes nothing, unless a part shares what is in it reads: that turns in a circle', () => {
    const look: Look = (walk) => {
      const shares = ({ rules: { objectives } }: Activity): boolean => objectives.some(({ maps }) => maps.length > 0);
      if (walk.tree.all.some((one) => !isLeaf(one) && shares(one))) return [];
      const again = on(walk);
      rollUp(again, again.current ?? walk.tree.root);
      const once = JSON.stringify(again.tracking());
      rollUp(again, again.current ?? walk.tree.root);
      return [JSON.stringify(again.tracking()) !== once && 'changed'];
    };
    expect(counterexample(look)).toBeUndefined();
  });

  test('whoever suspends comes back to the same unit in the same attempt', () => {
    const look: Look = (walk) => {
      const unit = delivered(walk);
      if (!unit) return [];
      const attempts = (one: Walk): string => walk.tree.all.map(({ id }) => one.standing(id).attempts).join();
      const side = walkThrough(walk.tree);
      side.tracking = walk.tracking;
      const [left, back] = [side.go('suspendAll'), side.go('resumeAll')];
      // A rule may close it meanwhile: what was rolled up on leaving counts, too.
      return [
        left !== 'end' && left,
        back !== 'DB.1.1-3' && back !== unit.id && `${unit.id}, then ${back}`,
        back === unit.id && attempts(side) !== attempts(walk) && 'another attempt',
      ];
    };
    expect(counterexample(look)).toBeUndefined();
  });

  test('asking changes nothing for whoever keeps the state from before, and the same is answered to the same', () => {
    const look: Look = (walk, { kind, target, before }) => {
      const text = JSON.stringify(before);
      const again = walkThrough(walk.tree, 7);
      again.tracking = JSON.parse(text) as Walk['tracking'];
      again.go(kind as 'choice', target.id);
      const [one, other] = [again, walk].map(({ tracking, last }) => JSON.stringify([tracking, last]));
      return [one !== other && 'answered otherwise', JSON.stringify(before) !== text && 'changed'];
    };
    expect(counterexample(look)).toBeUndefined();
  });
});
