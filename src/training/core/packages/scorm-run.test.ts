import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { unitForTest } from './course-for-tests.ts';
import { outcomeOf, openingOf, type ScormRun } from './scorm-run.ts';
import { secondsOfSpan, spanOfSeconds } from './scorm-time.ts';

const unit = unitForTest();
const learner = { id: 'NORA', name: 'Wardle, Nora' };
const run = (over: Partial<ScormRun>): ScormRun => ({ attempt: 1, cmi: {}, secondsBefore: 0, seconds: 0, finished: true, ...over });

describe('what a SCO commits', () => {
  test.each([
    ['passed', null, null, { completed: true, success: true }],
    ['completed', null, null, { completed: true, success: null }],
    ['failed', null, null, { completed: false, success: false }],
    ['incomplete', '90', 0.8, { completed: false, success: true, score: 0.9 }],
    ['passed', '79.9', 0.8, { completed: true, success: false }],
    ['completed', '', 0.8, { completed: true, success: null, score: null }],
    ['browsed', null, null, { completed: false, success: null }],
  ] as const)('SCORM 1.2: status %s, score %s, mastery %s', (lesson_status, raw, mastery, wanted) => {
    expect(outcomeOf('scorm-1.2', { core: { lesson_status, score: { raw } } }, mastery)).toMatchObject(wanted);
  });

  test('SCORM 1.2: a score in a range of its own', () => {
    expect(outcomeOf('scorm-1.2', { core: { score: { raw: '8', min: '0', max: '10' } } }, 0.8)).toMatchObject({
      score: 0.8,
      success: true,
    });
    expect(outcomeOf('scorm-1.2', { core: { score: { raw: '8', min: '5', max: '5' } } }, 0.8).score).toBeNull();
  });

  test('SCORM 2004: completion and success are two things; the passing score decides', () => {
    const said = { completion_status: 'completed', success_status: 'failed', score: { scaled: '-0.5' }, session_time: 'PT1H0M1.5S' };
    expect(outcomeOf('scorm-2004', said, null)).toEqual({ completed: true, success: false, score: 0, seconds: 3601.5, suspended: false });
    expect(outcomeOf('scorm-2004', { ...said, score: { scaled: 0.7 } }, 0.7).success).toBe(true);
  });

  test('whatever it says, nothing is thrown and nothing follows from other types', () => {
    const any = fc.dictionary(
      fc.constantFrom('core', 'score', 'lesson_status', 'completion_status', 'success_status', 'session_time', 'exit'),
      fc.jsonValue(),
    );
    fc.assert(
      fc.property(fc.constantFrom('scorm-1.2' as const, 'scorm-2004' as const), any, (kind, cmi) => {
        const outcome = outcomeOf(kind, cmi as never, 0.5);
        expect(outcome.score === null || (outcome.score >= 0 && outcome.score <= 1)).toBe(true);
        expect(Number.isFinite(outcome.seconds)).toBe(true);
      }),
    );
  });
});

describe('how the next session begins', () => {
  const cmi = { suspend_data: 's', core: { lesson_location: '3', lesson_status: 'incomplete', exit: '' } };
  test('SCORM 1.2: what was kept stays, unless the learner failed', () => {
    expect(openingOf('scorm-1.2', { unit, learner, mode: 'Normal' }, null)).toMatchObject({
      attempt: 1,
      cmi: { core: { entry: 'ab-initio' } },
    });
    expect(openingOf('scorm-1.2', { unit, learner, mode: 'Normal' }, run({ cmi }))).toMatchObject({
      attempt: 1,
      cmi: { suspend_data: 's', core: { entry: '', lesson_location: '3' } },
    });
    const failed = { ...cmi, core: { ...cmi.core, lesson_status: 'failed' } };
    const fresh = openingOf('scorm-1.2', { unit, learner, mode: 'Normal' }, run({ cmi: failed }));
    expect([fresh.attempt, fresh.resumes, fresh.cmi['suspend_data']]).toEqual([2, false, undefined]);
  });

  test('whoever was left in the midst goes on there, with all of their time', () => {
    fc.assert(
      fc.property(
        fc.constantFrom('scorm-1.2' as const, 'scorm-2004' as const),
        fc.integer({ max: 90_000, min: 0 }),
        fc.integer({ max: 90_000, min: 0 }),
        (kind, before, last) => {
          const opening = openingOf(
            kind,
            { unit, learner, mode: 'Normal' },
            run({ cmi: { suspend_data: 'x' }, secondsBefore: before, seconds: last, finished: false }),
          );
          expect([opening.attempt, opening.resumes, opening.secondsBefore, opening.cmi['suspend_data']]).toEqual([
            1,
            true,
            before + last,
            'x',
          ]);
        },
      ),
    );
  });
});

test('time goes there and back', () => {
  fc.assert(
    fc.property(
      fc.constantFrom('scorm-1.2' as const, 'scorm-2004' as const),
      fc.integer({ min: 0, max: 3_599_999_900 }),
      (kind, hundredths) => {
        expect(secondsOfSpan(kind, spanOfSeconds(kind, hundredths / 100))).toBeCloseTo(hundredths / 100, 2);
      },
    ),
  );
  for (const text of ['', '1:2:3', 'P1Y', 'yesterday', '99:99:99'])
    for (const kind of ['scorm-1.2', 'scorm-2004'] as const) expect(secondsOfSpan(kind, text)).toBe(0);
});
