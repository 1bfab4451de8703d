import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Cmi5Verb } from './cmi5-vocabulary.ts';
import { moveOns, type CourseNode, type MoveOn } from './course.ts';
import { courseForTest, unitForTest } from './course-for-tests.ts';
import { courseState } from './move-on.ts';
import { readScript, type ItemStatus } from './prerequisites.ts';
import { openUnits } from './unit-order.ts';
import { saidOf, statementFault, type SaidOfUnit, type UnitSession } from './unit-statement.ts';
import { categories, cmi5Verbs, extensions } from './cmi5-vocabulary.ts';
import { learnerOf } from './lms-statement.ts';
import { actorKey } from '../xapi/actor-key.ts';
import type { JsonObject } from '../xapi/json.ts';

/** cmi5 13.1.4 and 9.3.7 read naively, as a table of what each value asks for. */
const asksFor: Readonly<Record<MoveOn, (has: (verb: Cmi5Verb) => boolean) => boolean>> = {
  Passed: (has) => has('passed'),
  Completed: (has) => has('completed'),
  CompletedAndPassed: (has) => has('passed') && has('completed'),
  CompletedOrPassed: (has) => has('passed') || has('completed'),
  NotApplicable: () => true,
};

type Step = {
  readonly unit: number;
  readonly verb: 'completed' | 'passed' | 'failed' | 'waived' | 'abandoned' | 'terminated' | 'initialized';
  readonly scaled: number | null;
};
const step = (units: number): fc.Arbitrary<Step> =>
  fc.record({
    unit: fc.nat({ max: units - 1 }),
    verb: fc.constantFrom('completed', 'passed', 'failed', 'waived', 'abandoned', 'terminated', 'initialized'),
    scaled: fc.option(fc.integer({ min: 0, max: 10 }).map((tenth) => tenth / 10)),
  });

const session: Omit<UnitSession, 'masteryScore' | 'sessionId'> = {
  registration: '1b4e28ba-2fa1-41d2-883f-0016d3cca427',
  activityId: 'urn:atelbow:package:x/units/0',
  publisherId: 'https://lakeview.example/au',
  learner: actorKey(learnerOf('NORA')) ?? '',
  mode: 'Normal',
};

function statement({ verb, scaled }: Step, of: UnitSession): JsonObject {
  const judged = verb === 'completed' || verb === 'passed' || verb === 'failed';
  const score = scaled !== null && (verb === 'passed' || verb === 'failed') ? { score: { scaled } } : {};
  return {
    id: '7d444840-9dc0-11d1-b245-5ffdce74fad2',
    actor: learnerOf('NORA'),
    verb: { id: cmi5Verbs[verb] },
    object: { id: of.activityId },
    result: {
      ...(verb === 'initialized' ? {} : { duration: 'PT1S' }),
      ...(verb === 'completed' ? { completion: true } : {}),
      ...(verb === 'passed' || verb === 'failed' ? { success: verb === 'passed', ...score } : {}),
    },
    context: {
      registration: of.registration,
      contextActivities: {
        grouping: [{ id: of.publisherId }],
        category: [{ id: categories.cmi5 }, ...(judged ? [{ id: categories.moveOn }] : [])],
      },
      extensions: {
        [extensions.sessionId]: of.sessionId,
        ...(of.masteryScore === null ? {} : { [extensions.masteryScore]: of.masteryScore }),
      },
    },
    timestamp: '2027-03-08T12:00:00.000Z',
  };
}

describe('moveOn', () => {
  test('a course follows from what was said, whatever the order', () => {
    const units = fc.array(fc.constantFrom(...moveOns), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(
        units.chain((all) => fc.tuple(fc.constant(all), fc.array(step(all.length), { maxLength: 20 }))),
        ([all, steps]) => {
          const said = new Map(
            all.map((_, unit) => [unit, new Set<Cmi5Verb>(steps.filter((one) => one.unit === unit).map((one) => one.verb))]),
          );
          const [first, ...rest] = all.map((moveOn, index): CourseNode => unitForTest({ id: `u${index}`, moveOn }));
          // The first stands alone, the others in a block.
          const children: CourseNode[] = [
            ...(first ? [first] : []),
            ...(rest.length > 0 ? [{ kind: 'block' as const, id: 'block', title: 'Block', children: rest }] : []),
          ];
          const state = courseState(courseForTest(children), said);
          const naive = all.map((moveOn, unit) => {
            const has = (verb: Cmi5Verb): boolean => said.get(unit)?.has(verb) ?? false;
            return has('waived') || asksFor[moveOn](has);
          });
          expect(state.units.map((one) => one.satisfied)).toEqual(naive);
          expect(state.satisfied).toBe(naive.every(Boolean));
          expect(state.blocks).toEqual(rest.length > 0 && naive.slice(1).every(Boolean) ? ['block'] : []);
          const verbs = steps.map((one) => one.verb);
          expect(state.passed).toBe(naive.every(Boolean) && verbs.includes('passed') && !verbs.includes('waived'));
        },
      ),
    );
  });

  test('no order of statements gives two judgements of one kind, a pass below the mastery score, or a failure after a pass', () => {
    const mastery = fc.option(fc.constantFrom(0.3, 0.5, 0.8));
    const sessions = fc.array(
      fc.array(
        step(1).filter(({ verb }) => verb !== 'waived' && verb !== 'abandoned'),
        { maxLength: 8 },
      ),
      { minLength: 1, maxLength: 4 },
    );
    fc.assert(
      fc.property(mastery, sessions, (masteryScore, all) => {
        const said: (SaidOfUnit & { scaled: number | null })[] = [];
        for (const [index, steps] of all.entries()) {
          const of: UnitSession = { ...session, masteryScore, sessionId: `s${index}` };
          for (const one of [{ unit: 0, verb: 'initialized' as const, scaled: null }, ...steps]) {
            const sent = statement(one, of);
            const told = saidOf(sent);
            if (statementFault(sent, of, said) === null && told)
              said.push({ ...told, scaled: one.verb === 'passed' || one.verb === 'failed' ? one.scaled : null });
          }
        }
        const verbs = said.map((one) => one.verb);
        const count = (verb: Cmi5Verb): number => verbs.filter((one) => one === verb).length;
        expect([count('passed') <= 1, count('completed') <= 1]).toEqual([true, true]);
        const passedAt = verbs.includes('passed') ? verbs.indexOf('passed') : verbs.length;
        expect(verbs.lastIndexOf('failed')).toBeLessThan(passedAt);
        const wrong = said.filter(
          ({ verb, scaled }) => masteryScore !== null && scaled !== null && scaled >= masteryScore !== (verb === 'passed'),
        );
        expect(wrong).toEqual([]);
        for (const id of all.keys()) {
          const mine = said.filter((one) => one.sessionId === `s${id}`).map((one) => one.verb);
          expect(new Set(mine).size).toBe(mine.length);
          expect(mine.indexOf('initialized')).toBeLessThanOrEqual(0);
          expect([-1, mine.length - 1]).toContain(mine.indexOf('terminated'));
        }
      }),
    );
  });
});

describe('which unit comes when', () => {
  const statuses: readonly ItemStatus[] = ['passed', 'completed', 'failed', 'incomplete', 'not attempted'];
  test.each([
    ['A', { A: 'completed' }, true],
    ['A', { A: 'incomplete' }, false],
    ['A&B|C', { C: 'passed' }, true],
    ['A & (B | C)', { A: 'passed', C: 'failed' }, false],
    ['~A', { A: 'failed' }, true],
    ['A = "passed"', { A: 'completed' }, false],
    ['A <> "failed"', { A: 'completed' }, true],
    ['2*{A, B, C}', { A: 'passed', C: 'completed' }, true],
    ['2*{A, B, C}', { A: 'passed' }, false],
    ['S-1 & S.2', { 'S-1': 'passed', 'S.2': 'passed' }, true],
  ] as const)('prerequisites %s', (script, given, wanted) => {
    expect(readScript(script)?.((id) => (given as Record<string, ItemStatus>)[id] ?? 'not attempted')).toBe(wanted);
  });

  test('what is none of the language is not guessed at', () => {
    for (const text of ['', 'A &', '& A', '(A', 'A)', '2*{A', 'A = ', 'A = "maybe"', 'A B', '~'.repeat(5000) + 'A', '('.repeat(5000)])
      expect(readScript(text)).toBeNull();
    fc.assert(fc.property(fc.string({ maxLength: 60 }), (text) => void readScript(text)?.(() => statuses[0] ?? 'passed')));
  });

  test('in order: the next opens when the one before is done', () => {
    const course = courseForTest([unitForTest({ id: 'A' }), unitForTest({ id: 'B' }), unitForTest({ id: 'C' })], { inOrder: true });
    expect(openUnits(course, new Map())).toEqual([true, false, false]);
    expect(openUnits(course, new Map([[0, new Set<Cmi5Verb>(['passed'])]]))).toEqual([true, true, false]);
    expect(openUnits({ ...course, inOrder: false }, new Map())).toEqual([true, true, true]);
  });
});
