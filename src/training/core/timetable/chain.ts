import { defined } from '#kernel/assert.ts';
import type { Meeting, Seating } from './seating.ts';

/** A full meeting that `demand` could sit in if one of those who sit there moved on; `from` is the link that wants to move `demand`. */
interface Link {
  readonly demand: number;
  readonly meeting: Meeting;
  readonly from: Link | null;
  readonly length: number;
}

const nobodyBarred: ReadonlySet<Meeting> = new Set();

/**
 * Finds a seat in the meetings that there are, moving others of the same course on to other seats where need be: the shortest augmenting path,
 * by breadth first, as in bipartite matching. A path is looked for in the seating as it stands and each rule is asked again while it is walked
 * (two moves of one path can meet in one unit); a path that fails there is undone and the search goes on. On failure nothing has changed.
 */
export function seatByChain(seating: Seating, demand: number, lengthMax: number, barred = nobodyBarred): boolean {
  const { course } = defined(seating.c.demands[demand], 'demand');
  const meetings = seating.inTime(course).filter((one) => !barred.has(one));
  const spare = meetings.filter(({ sits, seats }) => sits.length < seats);
  const direct = spare.find((meeting) => seating.fits(demand, meeting));
  if (direct) {
    seating.seat(demand, direct);
    return true;
  }
  if (spare.length === 0) return false;
  const unseen = new Set(meetings.filter(({ sits, seats }) => sits.length >= seats));
  const queue: Link[] = [];
  const reach = (who: number, from: Link | null, length: number): void => {
    for (const meeting of unseen)
      if (seating.fits(who, meeting)) {
        unseen.delete(meeting);
        queue.push({ demand: who, meeting, from, length });
      }
  };
  reach(demand, null, 1);
  for (let link = queue.shift(); link; link = queue.shift()) {
    for (const sitter of link.meeting.sits)
      for (const free of spare) if (seating.fits(sitter, free) && walk(seating, sitter, free, link)) return true;
    if (link.length < lengthMax) for (const sitter of link.meeting.sits) reach(sitter, link, link.length + 1);
  }
  return false;
}

/** The last moves first, so that each finds the seat empty that it wants. */
function walk(seating: Seating, sitter: number, free: Meeting, last: Link): boolean {
  const mark = seating.mark();
  let [who, to]: [number, Meeting] = [sitter, free];
  for (let link: Link | null = last; link; link = link.from) {
    seating.unseat(who);
    if (!seating.fits(who, to)) {
      seating.undoTo(mark);
      return false;
    }
    seating.seat(who, to);
    [who, to] = [link.demand, link.meeting];
  }
  if (!seating.fits(who, to)) {
    seating.undoTo(mark);
    return false;
  }
  seating.seat(who, to);
  return true;
}
