import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { hourMs } from '#kernel/time.ts';
import { checkTimetable } from './checker-for-tests.ts';
import type { TimetableLearner, TimetableProblem } from './problem.ts';
import { solveTimetable } from './solve.ts';

const slot = (i: number) => ({ slotId: `s${i}`, start: i * 10 * hourMs, end: (i * 10 + 4) * hourMs });
const slotCount = 4;
const slots = Array.from({ length: slotCount }, (_, i) => slot(i));
const busyIn = (those: readonly number[]) => those.map((i) => ({ start: i * 10 * hourMs + hourMs, end: i * 10 * hourMs + 2 * hourMs }));
const someSlots = fc.subarray([0, 1, 2, 3]);

const learner = fc
  .record({
    unit: fc.nat({ max: 1 }),
    courseIds: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
    busy: someSlots,
    from: fc.nat({ max: 1 }),
    far: fc.boolean(),
  })
  .map(({ unit, busy, from, far, courseIds }) => ({
    unitId: `u${unit}`,
    courseIds,
    busy: busyIn(busy),
    from: from * 10 * hourMs,
    until: 1e12,
    sites: far ? ['far'] : ['main', 'far'],
  }));

const problems = fc
  .record({
    learners: fc.array(learner, { minLength: 1, maxLength: 7 }),
    rooms: fc.array(fc.record({ siteId: fc.constantFrom('main', 'far'), seats: fc.integer({ min: 1, max: 3 }), closed: someSlots }), {
      minLength: 1,
      maxLength: 2,
    }),
    trainers: fc.array(
      fc.record({
        teaches: fc.subarray(['a', 'b', 'c'], { minLength: 1 }),
        sites: fc.subarray(['main', 'far'], { minLength: 1 }),
        away: someSlots,
      }),
      { minLength: 1, maxLength: 2 },
    ),
    awayMax: fc.integer({ min: 1, max: 3 }),
    ordered: fc.boolean(),
  })
  .map(({ learners, rooms, trainers, awayMax, ordered }): TimetableProblem => ({
    slots,
    courses: ['a', 'b', 'c'].map((courseId) => ({ courseId, seatsMax: 2, after: ordered && courseId === 'b' ? ['a'] : [] })),
    rooms: rooms.map((room, i) => ({ ...room, roomId: `r${i}`, closed: busyIn(room.closed) })),
    trainers: trainers.map((one, i) => ({ ...one, personId: `t${i}`, away: busyIn(one.away) })),
    learners: learners.map((one, i) => ({ ...one, personId: `l${i}` })),
    awayLimits: ['u0', 'u1'].flatMap((unitId) => slots.map(({ slotId }) => ({ unitId, slotId, awayMax }))),
    kept: [],
  }));

describe('any small problem', () => {
  test('breaks no rule, tells a reason for everybody without a seat, and gives the same for the same seed', () => {
    fc.assert(
      fc.property(problems, fc.nat({ max: 99 }), (problem, seed) => {
        const made = solveTimetable(problem, { seed, triesMax: 60 });
        expect(checkTimetable(problem, made)).toEqual([]);
        expect(solveTimetable(problem, { seed, triesMax: 60 })).toEqual(made);
        expect(made.unplaced.length > 0 || made.meetings.length >= made.bound).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  test('seats as many as can be seated at all, in as few meetings, by full enumeration of one course', () => {
    fc.assert(
      fc.property(problems, (problem) => {
        const one = { ...problem, learners: problem.learners.slice(0, 5).map((who) => ({ ...who, courseIds: ['a'] })) };
        const made = solveTimetable(one, { seed: 1, triesMax: 200 });
        const best = enumerate(one);
        expect({ unplaced: made.unplaced.length, meetings: made.meetings.length }).toEqual(best);
        expect(best.unplaced > 0 || made.bound <= best.meetings).toBe(true);
      }),
      { numRuns: 150 },
    );
  });
});

/** All ways to open meetings of course `a` (any room and trainer, any slot), and for each the most learners by trying every assignment. */
function enumerate(problem: TimetableProblem): { unplaced: number; meetings: number } {
  const places = problem.slots.flatMap(({ slotId }) =>
    problem.rooms.flatMap(({ roomId }) => problem.trainers.map(({ personId }) => ({ slotId, roomId, trainerId: personId }))),
  );
  let best = { unplaced: problem.learners.length, meetings: 0 };
  const isBetter = (unplaced: number, meetings: number): boolean =>
    unplaced < best.unplaced || (unplaced === best.unplaced && meetings < best.meetings);
  const choose = (from: number, opened: typeof places): void => {
    const most = seatMost(problem, opened, 0, []);
    if (isBetter(problem.learners.length - most, opened.length))
      best = { unplaced: problem.learners.length - most, meetings: opened.length };
    if (opened.length === Math.min(4, problem.learners.length)) return;
    for (let i = from; i < places.length; i++) {
      const next = places[i];
      if (!next || !isOpen(problem, next, opened)) continue;
      choose(i + 1, [...opened, next]);
    }
  };
  choose(0, []);
  return best;
}

type Place = { slotId: string; roomId: string; trainerId: string };

function isOpen(problem: TimetableProblem, { slotId, roomId, trainerId }: Place, opened: readonly Place[]): boolean {
  const meeting = { meetingId: null, courseId: 'a', slotId, roomId, trainerId, learnerIds: [] };
  const others = opened.map((one) => ({ ...meeting, ...one }));
  return checkTimetable({ ...problem, learners: [] }, { meetings: [...others, meeting], unplaced: [] }).every(
    (text) => text === 'a new meeting of nobody',
  );
}

function seatMost(
  problem: TimetableProblem,
  opened: readonly Place[],
  i: number,
  seated: readonly (readonly [TimetableLearner, Place])[],
): number {
  const who = problem.learners[i];
  if (!who) return seated.length;
  let most = seatMost(problem, opened, i + 1, seated);
  for (const place of opened) {
    const now = [...seated, [who, place] as const];
    const meetings = opened.map((one) => ({
      meetingId: null,
      courseId: 'a',
      ...one,
      learnerIds: now.filter(([, at]) => at === one).map(([{ personId }]) => personId),
    }));
    const broken = checkTimetable(problem, { meetings, unplaced: [] }).filter((text) => !/neither or both|meeting of nobody/.test(text));
    if (broken.length === 0) most = Math.max(most, seatMost(problem, opened, i + 1, now));
  }
  return most;
}

test('each reason is the true one', () => {
  const base = {
    slots,
    courses: [
      { courseId: 'a', seatsMax: 1, after: [] },
      { courseId: 'b', seatsMax: 1, after: ['a'] },
    ],
    rooms: [{ roomId: 'r', siteId: 'main', seats: 1, closed: [] }],
    trainers: [{ personId: 't', teaches: ['a', 'b'], sites: ['main'], away: [] }],
    awayLimits: [],
    kept: [],
  };
  const who = (personId: string, change: Partial<TimetableLearner> = {}): TimetableLearner => ({
    personId,
    unitId: 'u',
    courseIds: ['a'],
    from: 0,
    until: 1e12,
    sites: ['main'],
    busy: [],
    ...change,
  });
  const reason = (problem: Partial<TimetableProblem> & { learners: readonly TimetableLearner[] }): string[] =>
    solveTimetable({ ...base, ...problem }, { seed: 1, triesMax: 100 }).unplaced.map((one) => one.reason);
  expect(reason({ learners: [who('p', { sites: ['elsewhere'] })] })).toEqual(['no-such-class']);
  expect(reason({ learners: [who('p', { busy: busyIn([0, 1, 2, 3]) })] })).toEqual(['always-on-shift']);
  const limits = slots.map(({ slotId }) => ({ unitId: 'u', slotId, awayMax: 0 }));
  expect(reason({ learners: [who('p')], awayLimits: limits })).toEqual(['unit-would-be-empty']);
  expect(reason({ learners: [who('p', { courseIds: ['a', 'b'], busy: busyIn([0, 1, 2]) })] })).toEqual(['always-on-shift']);
  expect(reason({ learners: [who('p', { busy: busyIn([1, 2, 3]) }), who('q', { busy: busyIn([1, 2, 3]) })] })).toEqual(['seats']);
  const closed = [{ start: 0, end: 1e12 }];
  expect(reason({ learners: [who('p')], rooms: [{ roomId: 'r', siteId: 'main', seats: 1, closed }] })).toEqual(['no-room-or-trainer']);
});
