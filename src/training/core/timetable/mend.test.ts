import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMs } from '#kernel/time.ts';
import { checkTimetable } from './checker-for-tests.ts';
import { mendTimetable } from './mend.ts';
import type { TimetableProblem } from './problem.ts';
import { solveTimetable } from './solve.ts';

const slots = Array.from({ length: 5 }, (_, i) => ({ slotId: `s${i}`, start: i * 10 * hourMs, end: (i * 10 + 4) * hourMs }));

const problems = fc
  .record({
    units: fc.array(fc.nat({ max: 2 }), { minLength: 3, maxLength: 14 }),
    trainers: fc.array(fc.subarray(['a', 'b'], { minLength: 1 }), { minLength: 1, maxLength: 3 }),
    busy: fc.array(fc.nat({ max: 4 }), { minLength: 14, maxLength: 14 }),
  })
  .map(({ units, trainers, busy }): TimetableProblem => ({
    slots,
    courses: [
      { courseId: 'a', seatsMax: 4, after: [] },
      { courseId: 'b', seatsMax: 3, after: ['a'] },
    ],
    rooms: [3, 4].map((seats) => ({ roomId: `r${seats}`, siteId: 'main', seats, closed: [] })),
    trainers: trainers.map((teaches, i) => ({ personId: `t${i}`, teaches, sites: ['main'], away: [] })),
    learners: units.map((unit, i) => ({
      personId: `l${i}`,
      unitId: `u${unit}`,
      courseIds: i % 3 === 0 ? ['a', 'b'] : ['a'],
      from: 0,
      until: 1e12,
      sites: ['main'],
      busy: slots.filter((_, at) => at === busy[i]),
    })),
    awayLimits: [],
    kept: [],
  }));

describe('a trainer is sick', () => {
  const sick = fc.tuple(problems, fc.nat({ max: 2 }), fc.nat({ max: 4 }));

  test('no rule is broken, and nobody but those of cancelled meetings loses a seat without a chain that ends in a seat', () => {
    fc.assert(
      fc.property(sick, ([problem, who, when]) => {
        const before = solveTimetable(problem, { seed: 1, triesMax: 40 });
        const away = {
          ...problem,
          trainers: problem.trainers.map((one, i) => (i === who ? { ...one, away: slots.slice(when, when + 2) } : one)),
        };
        const current = before.meetings.map((one, i) => ({ ...one, meetingId: `m${i}` }));
        const mended = mendTimetable(away, current, 1);
        expect(checkTimetable(away, mended)).toEqual([]);
        const cancelled = new Set(mended.cancelled.flatMap(({ learnerIds, courseId }) => learnerIds.map((id) => `${id} ${courseId}`)));
        const others = mended.moved.filter(({ personId, courseId }) => !cancelled.has(`${personId} ${courseId}`));
        // Whoever moved for somebody else has a seat; and each of them made room for somebody who had none.
        expect(others.every(({ to }) => to !== null)).toBe(true);
        expect(cancelled.size > 0 || before.unplaced.length > 0 ? [] : mended.moved).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('where some way to share out the trainers holds every meeting, no learner notices', () => {
    fc.assert(
      fc.property(sick, ([problem, who, when]) => {
        const before = solveTimetable(problem, { seed: 1, triesMax: 40 });
        const trainers = problem.trainers.map((one, i) => (i === who ? { ...one, away: slots.slice(when, when + 1) } : one));
        const there = before.meetings.filter(({ slotId }) => slotId === `s${when}`);
        const free = trainers.filter((_, i) => i !== who);
        const mended = mendTimetable({ ...problem, trainers }, before.meetings, 1);
        expect(mended.cancelled.length).toBe(
          there.length -
            mostTaught(
              there.map(({ courseId }) => courseId),
              free,
            ),
        );
      }),
      { numRuns: 200 },
    );
  });
});

/** By trying everything: how many of these courses can be taught at once. */
function mostTaught(courses: readonly string[], trainers: readonly { readonly teaches: readonly string[] }[]): number {
  const [first, ...rest] = courses;
  if (first === undefined) return 0;
  const with_ = trainers.flatMap((one, i) => (one.teaches.includes(first) ? [1 + mostTaught(rest, trainers.toSpliced(i, 1))] : []));
  return Math.max(mostTaught(rest, trainers), ...with_);
}
