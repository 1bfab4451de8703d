import { defined } from '#kernel/assert.ts';
import { seatByChain } from './chain.ts';
import type { Meeting, Seating } from './seating.ts';

const chainMax = 2;

/** Seats everybody of a course as far as it goes: seats that are free, then new meetings where the most can come, the scarcest learner first. */
export function seatCourse(seating: Seating, course: number, random: () => number): void {
  let waiting = defined(seating.c.demandsFor[course], 'course').filter((d) => seating.servedBy[d] === null);
  waiting = waiting.filter((d) => !seatByChain(seating, d, chainMax));
  while (waiting.length > 0) {
    const opened = openBest(seating, course, waiting, random);
    if (!opened) return;
    waiting = waiting.filter((d) => seating.servedBy[d] === null);
  }
}

/**
 * Opens the meeting to which the scarcest learner (or anybody) can go and most others can as well, and fills it. Null: none can be opened for
 * anybody who waits.
 */
export function openBest(
  seating: Seating,
  course: number,
  waiting: readonly number[],
  random: () => number,
  forWhom: 'scarcest' | 'anybody' = 'scarcest',
): Meeting | null {
  const candidates = Array.from({ length: seating.c.slotCount }, (_, slot) => seating.openable(course, slot)).flat();
  const choices = new Map(waiting.map((d) => [d, candidates.flatMap((meeting, i) => (seating.fits(d, meeting) ? [i] : []))]));
  const able = waiting.filter((d) => (choices.get(d)?.length ?? 0) > 0);
  if (able.length === 0) return null;
  const byScarcity = able.toSorted((a, b) => (choices.get(a)?.length ?? 0) - (choices.get(b)?.length ?? 0) || a - b);
  const crowd = new Int32Array(candidates.length);
  for (const those of choices.values()) for (const i of those) crowd[i] = (crowd[i] ?? 0) + 1;
  let best: Meeting | null = null;
  let bestScore = -1;
  for (const i of forWhom === 'scarcest' ? (choices.get(byScarcity[0] ?? -1) ?? []) : candidates.keys()) {
    const meeting = defined(candidates[i], 'a candidate');
    const score = crowd[i] === 0 ? -1 : Math.min(meeting.seats, crowd[i] ?? 0) + random() * 0.5;
    if (score > bestScore) [best, bestScore] = [meeting, score];
  }
  const meeting = defined(best, 'a slot to which somebody can go');
  seating.open(meeting);
  for (const d of byScarcity) {
    if (meeting.sits.length === meeting.seats) break;
    if (seating.fits(d, meeting)) seating.seat(d, meeting);
  }
  return meeting;
}
