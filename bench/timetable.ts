import { solveTimetable } from '../src/training/core/timetable/solve.ts';
import { timetableInstance, type TimetableSize } from './timetable-instance.ts';

/**
 * A go-live's classes: from nothing to everybody in a seat. Beside it the first timetable alone (the learner with the fewest possibilities
 * chooses, the fullest class wins), which is what a careful scheduler does by hand.
 */
export async function run({ quick }: { quick: boolean; only: readonly string[] }): Promise<Record<string, number>> {
  const size: TimetableSize = quick ? { learners: 600, rooms: 3, trainers: 5 } : { learners: 3000, rooms: 10, trainers: 14 };
  const seconds = quick ? 15 : 90;
  const problem = timetableInstance(size, 1);
  const seats = problem.learners.reduce((sum, { courseIds }) => sum + courseIds.length, 0);
  console.log(
    `${size.learners} learners, ${seats} seats, ${size.rooms} rooms, ${size.trainers} trainers, ${problem.slots.length} half days`,
  );
  const began = performance.now();
  const elapsed = (): number => (performance.now() - began) / 1000;
  const greedy = solveTimetable(problem, { seed: 1, triesMax: 0 });
  const greedySeconds = elapsed();
  let lastGain = greedySeconds;
  let fewest = Number.POSITIVE_INFINITY;
  const made = solveTimetable(problem, {
    seed: 1,
    triesMax: Number.MAX_SAFE_INTEGER,
    shouldStop: () => elapsed() - greedySeconds > seconds,
    onProgress: ({ meetings, unplaced }) => {
      if (meetings + 1e6 * unplaced >= fewest) return;
      fewest = meetings + 1e6 * unplaced;
      lastGain = elapsed() - greedySeconds;
    },
  });
  return {
    unplaced: made.unplaced.length,
    sessions: made.meetings.length,
    bound: made.bound,
    seconds: elapsed() - greedySeconds,
    secondsToBest: lastGain,
    peakMiB: process.resourceUsage().maxRSS / 1024,
    'greedy.unplaced': greedy.unplaced.length,
    'greedy.sessions': greedy.meetings.length,
    'greedy.seconds': greedySeconds,
  };
}
