import { defined } from '#kernel/assert.ts';
import type { Unplaced, UnplacedReason } from './problem.ts';
import type { Seating } from './seating.ts';

const texts: Readonly<Record<UnplacedReason, string>> = {
  'no-such-class': 'No trainer is credentialed to teach this course at a site to which they can go.',
  'always-on-shift': 'On shift, on leave or in other classes in every slot of their window. Free a half day, or widen the window.',
  'unit-would-be-empty': 'Whenever they could come, their unit would fall below its own minimum. Plan cover, or widen the window.',
  'order-of-courses': 'The course before this one ends too late, or the one after it begins too early. Move one of them.',
  'no-room-or-trainer':
    'Whenever they could come, every room or every trainer of this course is taken. Add a room, a trainer or an evening.',
  seats: 'The classes that they could come to are full, and nobody in them can move. Add a class.',
};

/** For everybody without a seat the first thing that would have to change: each reason holds in all slots that the ones before leave open. */
export function whyUnplaced(seating: Seating): Unplaced[] {
  const { demands, problem } = seating.c;
  return seating.servedBy.flatMap((meeting, d) => {
    if (meeting !== null) return [];
    const { learner, course } = defined(demands[d], 'demand');
    const reason = reasonOf(seating, d, learner, course);
    return [
      {
        personId: defined(problem.learners[learner], 'learner').personId,
        courseId: defined(problem.courses[course], 'course').courseId,
        reason,
        text: texts[reason],
      },
    ];
  });
}

function reasonOf(seating: Seating, d: number, learner: number, course: number): UnplacedReason {
  const { canAttend, slotCount, teachersOf, teachesIn, mayEnter, problem } = seating.c;
  const rooms = problem.rooms.map((_, room) => room).filter((room) => mayEnter[learner * problem.rooms.length + room] === 1);
  const teachable = rooms.some((room) =>
    defined(teachersOf[course], 'course').some((one) => teachesIn[one * problem.rooms.length + room] === 1),
  );
  if (!teachable) return 'no-such-class';
  const slots = Array.from({ length: slotCount }, (_, slot) => slot);
  const free = slots.filter((slot) => canAttend[learner * slotCount + slot] === 1 && !seating.isInClass(learner, slot));
  if (free.length === 0) return 'always-on-shift';
  const spared = free.filter((slot) => seating.isSpared(learner, slot));
  if (spared.length === 0) return 'unit-would-be-empty';
  const allowed = spared.filter((slot) => seating.isOpenFor(d, slot));
  if (allowed.length === 0) return 'order-of-courses';
  return allowed.some((slot) => defined(seating.meetings[course], 'course').some((one) => one.slot === slot))
    ? 'seats'
    : 'no-room-or-trainer';
}
