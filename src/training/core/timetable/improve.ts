import { defined } from '#kernel/assert.ts';
import { seatByChain } from './chain.ts';
import { openBest } from './construct.ts';
import type { Meeting, Seating } from './seating.ts';

const chainMax = 4;
const takenOutMax = 4;

/**
 * One try to make a timetable better: takes out a few meetings, seats their learners (and whoever has no seat) in those that stay, and opens
 * new ones for the rest. Kept when it leaves fewer people without a seat, or as many in fewer meetings, or in as many with more seats (with
 * which one can be saved later); an equal outcome is kept as well, since it may open the way to a better one. Answers whether it was better.
 */
export function improveOnce(seating: Seating, random: () => number): boolean {
  const before = { unplaced: seating.unplaced, count: seating.count, seats: seating.seats };
  const mark = seating.mark();
  if (seating.unplaced > 0 && random() < 0.5) seatInOrder(seating, random);
  else rebuild(seating, random() < 0.5 ? someOfACourse(seating, random) : someOfASlot(seating, random), random);
  const gain = before.unplaced - seating.unplaced || before.count - seating.count || seating.seats - before.seats;
  if (gain < 0) seating.undoTo(mark);
  seating.forget();
  return gain > 0;
}

function rebuild(seating: Seating, takenOut: readonly Meeting[], random: () => number): void {
  const courses = [...new Set(takenOut.map(({ course }) => course))];
  for (const meeting of takenOut) {
    while (meeting.sits.length > 0) seating.unseat(defined(meeting.sits.at(-1), 'a sitter'));
    seating.close(meeting);
  }
  for (const course of courses) {
    const loose = defined(seating.c.demandsFor[course], 'course').filter((d) => seating.servedBy[d] === null);
    let waiting = shuffled(loose, random).filter((d) => !seatByChain(seating, d, chainMax));
    while (waiting.length > 0 && openBest(seating, course, waiting, random, random() < 0.5 ? 'anybody' : 'scarcest'))
      waiting = waiting.filter((d) => seating.servedBy[d] === null && !seatByChain(seating, d, chainMax));
  }
}

/** Meetings of a course in which something may be won: somebody has no seat, or its free and its possible seats would do for one meeting less. */
function someOfACourse(seating: Seating, random: () => number): Meeting[] {
  const promising = seating.meetings.filter((meetings, course) => {
    const largest = Math.max(0, ...meetings.map(({ seats }) => seats));
    const free = meetings.reduce((sum, { sits }) => sum + largest - sits.length, 0);
    return (
      meetings.length > 0 && (free >= largest || defined(seating.c.demandsFor[course], 'course').some((d) => seating.servedBy[d] === null))
    );
  });
  const movable = (pick(promising, random) ?? []).filter(({ kept }) => !kept);
  // Emptier meetings are taken out more often.
  const byFill = shuffled(movable, random).toSorted((a, b) => a.sits.length - b.sits.length);
  const many = 1 + Math.floor(random() * takenOutMax);
  return Array.from({ length: Math.min(many, byFill.length) }, () =>
    defined(byFill.splice(random() < 0.5 ? 0 : Math.floor(random() * byFill.length), 1)[0], 'a meeting'),
  );
}

/** A full meeting in a room that is small for its course, and some in larger rooms at the same time: those may do as well at another time. */
function someOfASlot(seating: Seating, random: () => number): Meeting[] {
  const all = seating.meetings.flat().filter(({ kept }) => !kept);
  const cramped = pick(
    all.filter(({ sits, seats, course }) => sits.length === seats && seats < defined(seating.c.problem.courses[course], 'course').seatsMax),
    random,
  );
  if (!cramped) return [];
  const larger = all.filter(({ slot, seats }) => slot === cramped.slot && seats > cramped.seats);
  return [cramped, ...shuffled(larger, random).slice(0, 1 + Math.floor(random() * 2))];
}

/** Somebody without a seat gives up all of theirs and takes them anew in the order of the courses, as early as they can. */
function seatInOrder(seating: Seating, random: () => number): void {
  const { demands, demandsOf, courseOrder } = seating.c;
  const waiting = seating.servedBy.flatMap((meeting, d) => (meeting === null ? [d] : []));
  const chosen = pick(waiting, random);
  if (chosen === undefined) return;
  const theirs = defined(demandsOf[defined(demands[chosen], 'demand').learner], 'learner');
  for (const d of theirs) if (seating.servedBy[d] && !seating.servedBy[d].kept) seating.unseat(d);
  const placeOf = (d: number): number => courseOrder.indexOf(defined(demands[d], 'demand').course);
  for (const d of theirs.toSorted((a, b) => placeOf(a) - placeOf(b)))
    if (seating.servedBy[d] === null && !seatByChain(seating, d, chainMax))
      openBest(seating, defined(demands[d], 'demand').course, [d], random);
}

const pick = <T>(list: readonly T[], random: () => number): T | undefined => list[Math.floor(random() * list.length)];

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  return list
    .map((one) => ({ one, key: random() }))
    .toSorted((a, b) => a.key - b.key)
    .map(({ one }) => one);
}
